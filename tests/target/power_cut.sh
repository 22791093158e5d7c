#!/usr/bin/env bash
# The power goes in the middle of each operation on flash of a session in turn. The gate starts
# again, a call that was allowed counts, and the log verifies.
#   power_cut.sh DIALGATE FIRMWARE_FLASH DEMO [EMULATOR...] FIRMWARE
set -euo pipefail
source "$(dirname "$0")/device.sh"
call='LN-1004 relay manual debt +861065529988'  # may be made once a day
allow='allow declared_contact +861065529988 representative debt PERMIT'
deny='deny limit_reached 2026-11-17T01:00:00Z'

cuts=0 told=0
for ((operation = 1;; ++operation)); do
  new_flash
  status=0
  before=$(session "$operation" <<< "place 2026-11-16T03:00:00Z $call") || status=$?
  [[ $status == 0 ]] && break  # there is no such operation any more
  [[ $status == 3 ]] || fail "operation $operation: the firmware ended with status $status: $before"
  cuts=$((cuts + 1))

  after=$(session <<< "place 2026-11-16T03:05:00Z $call") || fail "operation $operation: does not start again: $after"
  case $before/$after in
    "$allow/$deny") told=$((told + 1)) ;;
    "/$allow" | "/$deny") ;;  # nobody heard of the first; its record may be there all the same
    *) fail "operation $operation: before '$before', after '$after'" ;;
  esac
  verify
  [[ $(records | grep -c ' declared_contact') == 1 ]] || fail "operation $operation: two calls of one a day are in the log"
done
[[ $cuts -gt 15 && $told -gt 0 && $told -lt $cuts ]] || fail "$cuts cuts, $told of them after the answer: that is not a session"
echo "the power went in each of $cuts operations, $told times after an answer: it starts again, and the call counts"
