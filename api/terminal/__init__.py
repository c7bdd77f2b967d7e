"""The commands: reading what was typed, printing what is answered."""
