"""A transparency log in open formats, as values and functions without input or output.

`tree`: the Merkle tree of RFC 6962. `tiles`: its hashes and entries as files (c2sp.org/tlog-tiles). `note`: signed texts
(c2sp.org/signed-note). `checkpoint`: the signed head of a tree (c2sp.org/tlog-checkpoint). Nothing here knows what an
entry means. Errors: `TlogError`, which says what is wrong and where.
"""
