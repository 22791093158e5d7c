#!/usr/bin/env bash
# How many bytes of flash the core adds to a program that uses all of it, and how many of RAM a gate keeps.
#   sizes.sh SIZE NM TARGET BUDGETS PROGRAM-WITH PROGRAM-WITHOUT ARCHIVE RAM-OBJECT REMEMBERING-SOURCE...
set -euo pipefail
size=$1 nm=$2 target=$3 budgets=$4 with=$5 without=$6 archive=$7 ram=$8
shift 8
remembering=" $(printf '%s ' "${@##*/}")"  # names of sources, as archive members begin with them
failed=0

# .text, .rodata and whatever else is read: what flash holds.
flash_of() { "$size" "$1" | awk 'NR > 1 { sum += $1 } END { print sum }'; }
hold() {  # $1 what, $2 bytes, $3 of what
  local budget
  budget=$(awk -v target="$target" -v what="$1" '$1 == target && $2 == what { print $3 }' "$budgets")
  [[ -n $budget ]] || { echo "no budget for $1 on $target"; failed=1; return; }
  echo "$target $1: $2 bytes, may be $budget ($3)"
  [[ $2 -le $budget ]] || { echo "OVER BUDGET: $1"; failed=1; }
}

# The code of the objects that remember, or of the others.
code_of() {
  "$size" -A "$archive" | awk -v list="$remembering" -v wanted="$1" '
    /\(ex / { name = $1; sub(/\.obj$|\.o$/, "", name); remembers = index(list, " " name " ") > 0 }
    $1 ~ /^\.text/ && remembers == wanted { sum += $2 }
    END { print sum + 0 }'
}

hold text "$(code_of 0)" "the code of every object of the core that decides"
hold memory "$(code_of 1)" "the code of every object of the core that remembers"
hold linked $(($(flash_of "$with") - $(flash_of "$without"))) "what it adds to a program: constants, and helpers of libgcc and the C library, too"
parts=$("$nm" --print-size --format=posix "$ram" | awk '$1 ~ /^ram_/ { print substr($1, 5), $4 }')
bytes=0
while read -r name hex; do bytes=$((bytes + 0x$hex)); done <<< "$parts"
hold ram "$bytes" "$(while read -r name hex; do printf '%s %d ' "$name" "0x$hex"; done <<< "$parts")"
exit $failed
