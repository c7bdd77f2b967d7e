"""`make crash`: writers and signers are killed with SIGKILL, and a server of PostgreSQL with them, round after round. Afterwards nothing
that was acknowledged may be lost, nothing may be half there, and no size may have two roots.

What it cannot show is a loss of power: the operating system goes on, and with it what it holds for the disk.
"""
