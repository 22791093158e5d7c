#!/usr/bin/env bash
# Counts the instructions of each workload and holds them against the budget.
#   instructions.sh COUNT-INSTRUCTIONS.SH PROGRAM TARGET BUDGETS
set -euo pipefail
count=$1 program=$2 target=$3 budgets=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the program writes, the names in the order of the counts, comes on the other script's stderr.
"$count" "$program" 2> "$work/names" > "$work/counts" || { cat "$work/names" >&2; exit 1; }
paste -d ' ' "$work/names" "$work/counts" > "$work/table"
[[ $(wc -l < "$work/names") == $(wc -l < "$work/counts") ]] || { echo "instructions.sh: names and counts differ" >&2; exit 1; }

awk -v target="$target" '
  FNR == NR { if ($1 == target) { budget[$2] = $3; goal[$2] = $5 }; next }
  !($1 in most) { order[++kinds] = $1 }
  $4 > most[$1] { most[$1] = $4; which[$1] = $2 ", " $3 }
  END {
    for (i = 1; i <= kinds; i++) {
      kind = order[i]
      printf "%s %-20s %7d instructions (%s)", target, kind, most[kind], which[kind]
      if (kind in budget) printf ", may be %d", budget[kind]
      if (goal[kind] != "") printf ", should be %d", goal[kind]
      if (kind in budget && most[kind] > budget[kind]) { printf ": OVER BUDGET"; failed = 1 }
      print ""
    }
    for (kind in budget) if (!(kind in most)) { print "no workload is called " kind; failed = 1 }
    exit failed
  }' <(grep -v '^#' "$budgets") "$work/table"
