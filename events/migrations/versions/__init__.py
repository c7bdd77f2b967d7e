"""One file for each step. A step that has been released is never changed: add another.

Alembic loads these files by path, so their imports are absolute.
"""
