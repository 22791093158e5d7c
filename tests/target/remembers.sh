#!/usr/bin/env bash
# What a gate was told holds after a reset: caps, outcomes, withdrawals; and its log goes on.
#   remembers.sh DIALGATE FIRMWARE_FLASH DEMO [EMULATOR...] FIRMWARE
set -euo pipefail
source "$(dirname "$0")/device.sh"
representative='LN-1004 relay manual debt +861065529988'  # may be called once a day
debtor='LN-1001 collect automated debt +8613800138000'

new_flash
session <<END | expect 'allow declared_contact +861065529988 representative debt PERMIT' 'deny limit_reached 2026-11-17T01:00:00Z' \
  'ok 4972297e49c07898:5'
place 2026-11-16T03:00:00Z $representative
place 2026-11-16T03:01:00Z $representative
withdraw 2026-11-16T03:02:00Z number +8613800138000
END
permit=$(permit)
verify

# Reset.
session <<END | expect 'deny limit_reached 2026-11-17T01:00:00Z' 'deny contact_withdrawn' ok 'error: an outcome was reported already'
place 2026-11-16T03:03:00Z $representative
place 2026-11-16T03:03:00Z $debtor
report 2026-11-16T03:04:00Z $permit conversation
report 2026-11-16T03:05:00Z $permit no_answer
END
verify

# Reset, and the day after.
session <<END | expect 'error: an outcome was reported already' 'allow declared_contact +861065529988 representative debt PERMIT' \
  'deny contact_withdrawn'
report 2026-11-16T03:06:00Z $permit no_answer
place 2026-11-17T03:00:00Z $representative
place 2026-11-17T03:00:00Z $debtor
END
verify

# One log, its records numbered through.
diff <(records | awk '{ print $1 }') <(seq "$(records | wc -l)") || fail "the log does not go on where it stood"
[[ $(records | grep -c ' start ') == 3 ]] || fail "a start is missing in the log"
echo "caps, outcomes and withdrawals hold after two resets; $(sed -n 's/^ *last record *//p' "$work/verified")"
