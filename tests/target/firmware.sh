#!/usr/bin/env bash
# Gives the firmware the demo's orders, compares what it answers with what is written down, and
# verifies the log that it kept.
#   firmware.sh DIALGATE FIRMWARE_FLASH DEMO [EMULATOR...] FIRMWARE
set -euo pipefail
source "$(dirname "$0")/device.sh"

new_flash
answers=$(session < "$demo/calls.txt")
diff "$demo/answers.txt" - <<< "$answers" || fail "the firmware answers otherwise than $demo/answers.txt (>)"
verify
# Start, policy and end, and one for each order that was one, but the outcome that was not taken.
orders=$(grep -cv '^error' <<< "$answers")
[[ $(records | wc -l) == $((orders + 3)) ]] || fail "of $orders orders and 3 other records the log has $(records | wc -l)"
echo "$(wc -l <<< "$answers") answers as written down; $(sed -n 's/^ *last record *//p' "$work/verified")"
