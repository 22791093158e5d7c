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

awk '$1 !~ /^worst/ { printf "%-14s %-8s %-24s %7d\n", target, $1, $3, $4 }
     /^worst/ && $4 > most[$1] { most[$1] = $4; which[$1] = $2 ", " $3 }
     END { for (kind in most) printf "%-14s %-8s %-24s %7d  (%s)\n", target, kind, "the most", most[kind], which[kind] }
    ' target="$target" "$work/table"

awk -v target="$target" '
  FNR == NR { if ($1 == target) budget[$2] = $3; next }
  $4 > most[$1] { most[$1] = $4 }
  END {
    for (kind in budget) {
      if (!(kind in most)) { print "no workload is called " kind; failed = 1 }
      else if (most[kind] > budget[kind]) { print "OVER BUDGET: " kind " " most[kind] " instructions, may be " budget[kind]; failed = 1 }
      checked = 1
    }
    if (!checked) { print "no budget for " target; failed = 1 }
    exit failed
  }' <(grep -v '^#' "$budgets") "$work/table"
