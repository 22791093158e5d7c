#!/usr/bin/env bash
# Builds dialgate, makes a site with several hundred accounts, builds and signs its policy, and shows what the gate
# answers: to single calls, to two days of a call centre, and as a gate that runs now; then the report of the two days.
# Every number and every answer is computed here and now. Can be run again at any time.
#   platform/try.sh
# shellcheck source-path=SCRIPTDIR/try
set -euo pipefail
export LC_ALL=C

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
here=$root/platform/try
build=$root/build/try
site=$build/site
dialgate=$build/platform/command/dialgate

fail() { echo "try.sh: $*" >&2; exit 1; }
step() { printf '\n== %s\n' "$*"; }
quietly() {  # quietly LOG COMMAND...   shows the log only if the command fails
  local log=$1
  shift
  "$@" >"$log" 2>&1 || { tail -n 40 "$log" >&2; fail "$1 failed; all of it is in $log"; }
}

build_program() {
  step "Installing what is missing, and building into build/try (the first time: some minutes)"
  "$root/toolchains/install.sh" build
  mkdir -p "$build"
  quietly "$build/configure.log" cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DDIALGATE_TESTS=OFF
  quietly "$build/build.log" cmake --build "$build" --target dialgate
}

source "$here/site.sh"
source "$here/calls.sh"
source "$here/day.sh"
source "$here/gate.sh"

build_program
step "A site: whom debtors declared, and whom data would add; its signed policy (build/try/site)"
make_site
"$dialgate" keygen --out keys --site shenzhen-3 --region CN
build_policy rules
show_build rules
step "Single calls: whom the debtor declared, and whom data would add (24 November, 12:00 in Shanghai)"
people
show_calls 15
step "Single calls: when"
times
show_calls 15
step "Single calls: numbers in disguise, and emergencies"
tricks
show_calls 36
step "Two days of a call centre, through a gate that remembers (dialgate simulate)"
play_days
show_days
step "A gate that runs now (dialgate run): no allow before its record is on the disk"
use_gate
step "Its log, for the auditor (dialgate audit verify, checkpoint, receipt, accept)"
"$dialgate" audit verify gate-log --keys keys/auditor
bind_log
cut_copy
alter_copy
step "Ask it yourself"
echo "  cd build/try/site; ../platform/command/dialgate check --policy rules.dgp --keys keys/device 9110"
step "The report of the two days (dialgate audit report), for a browser"
"$dialgate" audit report day-log --out report.html --keys keys/auditor --policy day.dgp
echo "$site/report.html"
