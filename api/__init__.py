"""How to ask: REST and the command line."""
