"""How strong the features are: the policy and the rules are changed on purpose, and every change that no feature notices is told.

`asked` runs the features once and keeps their questions; `mutants` makes the changes; `judge` puts the questions again; `report` writes
`docs/spec-strength.md`. Run by `make spec-strength`, not by the tests.
"""
