#!/bin/sh
# Puts the questions of questions.txt to the law that ships with Licet, in a log of their own that is thrown away afterwards.
# Each is a command as one would type it; after `make run ARGS=…` it goes without its first word.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export LICET_DB="$folder/log.sqlite"

licet events load | tail -n 1

while IFS= read -r line; do
    case $line in
        '#'*) printf '\n%s\n' "$line" ;;
        'licet '*)
            printf '$ %s\n\n' "$line"
            eval "$line" </dev/null
            ;;
    esac
done <"$(dirname "$0")/questions.txt"
