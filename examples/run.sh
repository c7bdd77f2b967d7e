#!/bin/sh
# Real questions on the law that ships with Licet. Each line is a command that can be typed after `make run ARGS=…`.
set -eu

ask() {
    printf '\n$ licet %s\n' "$*"
    licet "$@"
}

# The same shipment, three days: listed but not yet in force, suspended, and the day after the suspension ends.
ask check --code 1C909.a --from CN --to DE --on 2025-10-20
ask check --code 1C909.a --from CN --to DE --on 2025-12-15
ask check --code 1C909.a --from CN --to DE --on 2026-11-11
