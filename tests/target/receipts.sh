#!/usr/bin/env bash
# From the device to its auditor and back: a checkpoint is answered with a receipt; a log that is
# full is held, and goes on, wherever the power goes meanwhile; what was withdrawn in the part that
# is gone stays withdrawn.
#   receipts.sh DIALGATE FIRMWARE_FLASH DEMO [EMULATOR...] FIRMWARE
set -euo pipefail
source "$(dirname "$0")/device.sh"
representative='LN-1004 relay manual debt +861065529988'
debtor='LN-1001 collect automated debt +8613800138000'
allow='allow declared_contact +861065529988 representative debt PERMIT'

new_flash
session <<END > "$work/said"
place 2026-11-16T03:00:00Z $debtor
report 2026-11-16T03:01:00Z - refused
withdraw 2026-11-16T03:01:30Z number +8613800138010
checkpoint 2026-11-16T03:02:00Z
END
permit=$(permit)
checkpoint=$(grep '^checkpoint:' "$work/said")
receipt=$(sign '2026-11-16 03:05:00' "$checkpoint")
session <<END | expect 'error: not an order' "error: the receipt is not this gate's auditor's" 'ok 5' \
  'error: a receipt that says as much was taken before'
receipt 2026-11-16T03:06:00Z $checkpoint
receipt 2026-11-16T03:06:00Z ${receipt%????}0000
receipt 2026-11-16T03:06:00Z $receipt
receipt 2026-11-16T03:06:00Z $receipt
END
verify

# Orders until the log takes no more, starts and withdrawals on top of them.
{
  for ((i = 0; i < 900; ++i)); do echo 'place 2026-11-16T04:00:00Z LN-9999 collect automated debt +8613800138000'; done
  echo "place 2026-11-16T05:00:00Z $representative"
  echo 'checkpoint 2026-11-16T05:00:00Z'
} | session | tail -n 2 | expect 'deny audit_unavailable' \
  'error: the log has no room for the answer: bring the auditor the log itself'
for start in {10..25}; do
  session > "$work/said" <<END
withdraw 2026-11-16T06:$start:00Z account A-$start
report 2026-11-16T06:$start:00Z $permit refused
END
done
grep -q '^log full' "$work/said" || fail 'the log still takes starts'

verify
full=$(records | wc -l)
receipt=$(sign '2026-11-18 02:00:00' "$work/log")
cp "$work/flash" "$work/full"

# goes_on AFTER: the receipt is brought, perhaps again, and the device calls.
goes_on() {
  session <<END | grep -v '^log full' > "$work/said"
receipt 2026-11-18T03:01:00Z $receipt
place 2026-11-18T03:02:00Z $representative
END
  tail -n +2 "$work/said" | expect "$allow"
  session <<< 'place 2026-11-18T03:03:00Z LN-1002 collect manual debt +8613800138010' | expect 'deny contact_withdrawn'
  verify
  [[ $(records | head -n 1 | awk '{ print $1 }') -gt 1 ]] || fail "$1: nothing was dropped"
}

goes_on 'with power'
head -n 1 "$work/said" | expect "ok $full"

# While the receipt is taken, records are sealed forward and sectors erased.
cuts=0
for operation in 1 2 4 7 12 20 40 70; do
  cp "$work/full" "$work/flash"
  status=0
  session "$operation" <<< "receipt 2026-11-18T03:00:00Z $receipt" > "$work/said" || status=$?
  [[ $status == 0 ]] && break
  [[ $status == 3 ]] || fail "operation $operation: the firmware ended with status $status"
  cuts=$((cuts + 1))
  goes_on "operation $operation"
done
[[ $cuts -gt 5 ]] || fail "$cuts cuts: that is not a drop"
echo "$full records were held, and the device went on, after each of $cuts cuts; $(sed -n 's/^ *last record *//p' "$work/verified")"
