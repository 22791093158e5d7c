#!/usr/bin/env bash
# Holds the stack that a program measured of itself against the budget.
#   stack.sh RUN-CORTEX-M.SH PROGRAM TARGET BUDGETS
set -euo pipefail
run=$1 program=$2 target=$3 budgets=$4
measured=$("$run" "$program") || { echo "$measured"; exit 1; }
awk -v target="$target" '
  FNR == NR { if ($1 == target) { budget[$2] = $3; goal[$2] = $5 }; next }
  $2 > most[$1] { most[$1] = $2 }
  END {
    for (what in most) {
      printf "%s %-20s %5d bytes", target, what, most[what]
      if (what in budget) printf ", may be %d", budget[what]
      if (goal[what] != "") printf ", should be %d", goal[what]
      if (what in budget && most[what] > budget[what]) { printf ": OVER BUDGET"; failed = 1 }
      print ""
    }
    for (what in budget) if (!(what in most)) { print "nothing measured is called " what; failed = 1 }
    if (length(budget) == 0) { print "no budget for " target; failed = 1 }
    exit failed
  }' <(grep -v '^#' "$budgets") <(echo "$measured")
