#!/usr/bin/env bash
# Holds the stack that a program measured of itself against the budget.
#   stack.sh RUN-CORTEX-M.SH PROGRAM BUDGETS
set -euo pipefail
run=$1 program=$2 budgets=$3
measured=$("$run" "$program") || { echo "$measured"; exit 1; }
awk '
  FNR == NR { budget[$1] = $2; next }
  $2 > most[$1] { most[$1] = $2 }
  END {
    for (what in most) {
      over = (what in budget) && most[what] > budget[what]
      printf "%-22s %5d bytes%s\n", what, most[what], (what in budget) ? ", may be " budget[what] (over ? ": OVER BUDGET" : "") : ""
      failed = failed || over
    }
    for (what in budget) if (!(what in most)) { print "nothing measured is called " what; failed = 1 }
    exit failed
  }' <(grep -v '^#' "$budgets") <(echo "$measured")
