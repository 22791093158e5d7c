#!/usr/bin/env bash
# Instructions of a decision on this machine, counted exactly: least, median and most of random calls.
#   tests/benchmark/instructions.sh [BUILD-FOLDER [CONTACTS [DECISIONS]]]
# Making the policy runs under the counter, too: about a second for a thousand contacts.
set -euo pipefail
build=${1:-build/benchmark} contacts=${2:-40000} decisions=${3:-1000}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$build/tests/benchmark/decide_instructions
[[ -x $program ]] || { echo "instructions.sh: there is no $program; build it first: tests/benchmark/README.md" >&2; exit 2; }

counts=$(mktemp)
trap 'rm -f "$counts"' EXIT

tell() {
  sort -n | awk -v what="$1" -v past="$2" -v contacts="$contacts" -v most_allowed=3000 '
    { count[NR] = $1 }
    END {
      printf "%-5s %-26s at %d contacts: %d to %d instructions, median %d; at most %d: %s\n", what, past, contacts,
        count[1], count[NR], count[int((NR + 1) / 2)], most_allowed, count[NR] <= most_allowed ? "holds" : "MISSED"
    }'
}
# No past is asked, or one of three calls to every debtor, in slots of so many bytes.
for slot in "" 64 128; do
  DIALGATE_TIMEOUT=${DIALGATE_TIMEOUT:-3600} \
    "$here/../../toolchains/count-instructions.sh" "$program" "$contacts" "$decisions" $slot > "$counts"
  past=${slot:+with a past in $slot bytes}
  head -n "$decisions" "$counts" | tell allow "${past:-without a past}"
  tail -n "$decisions" "$counts" | tell deny "${past:-without a past}"
done
