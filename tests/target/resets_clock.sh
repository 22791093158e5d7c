#!/usr/bin/env bash
# A device that once ran in the future: the auditor's receipt resets its clock, and it holds at
# every start behind it.
#   resets_clock.sh DIALGATE FIRMWARE_FLASH DEMO [EMULATOR...] FIRMWARE
set -euo pipefail
source "$(dirname "$0")/device.sh"
representative='LN-1004 relay manual debt +861065529988'  # may be called once a day
allow='allow declared_contact +861065529988 representative debt PERMIT'

new_flash
session <<END > "$work/said"
place 2026-11-27T03:00:00Z $representative
checkpoint 2026-11-27T03:01:00Z
place 2026-11-16T03:01:00Z $representative
END
grep -v '^checkpoint:' "$work/said" | expect "$allow" 'deny clock_untrusted'
checkpoint=$(grep '^checkpoint:' "$work/said")
! sign '2026-11-16 03:02:00' "$checkpoint" 2> "$work/said" || fail 'a checkpoint from the future was signed'
receipt=$(sign '2026-11-16 03:02:00' "$checkpoint" --reset-clock)

# The call was made on the day of the reset, as far as anybody knows: that day there is no other.
session <<END | expect 'ok 3' 'deny limit_reached 2026-11-17T01:00:00Z'
receipt 2026-11-16T03:03:00Z $receipt
place 2026-11-16T03:04:00Z $representative
END
verify

# Reset.
session <<END | expect 'deny limit_reached 2026-11-17T01:00:00Z' "$allow"
place 2026-11-16T03:05:00Z $representative
place 2026-11-17T03:00:00Z $representative
END
verify
echo "a clock that was reset is trusted at every start; $(sed -n 's/^ *last record *//p' "$work/verified")"
