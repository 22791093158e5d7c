#!/usr/bin/env bash
# A gate whose log or seal is gone, cut or changed does not start afresh: it says why, allows
# emergency calls, and denies all else.
#   refuses.sh DIALGATE FIRMWARE_FLASH DEMO [EMULATOR...] FIRMWARE
set -euo pipefail
source "$(dirname "$0")/device.sh"
log_bytes=$((62 * 1024))  # platform/firmware/board.h

# refused WHAT WHY: the flash is as WHAT says.
refused() {
  local status=0
  session > "$work/said" <<END || status=$?
place 2026-11-16T05:00:00Z LN-1001 collect automated debt +8613800138000
place 2026-11-16T05:00:00Z - - - - 110
checkpoint 2026-11-16T05:00:00Z
END
  expect "log refused: $2" 'deny audit_unavailable' 'allow emergency 110' \
    'error: the log was refused' < "$work/said"
  [[ $status == 1 ]] || fail "$1: status $status"
  cases=$((${cases-0} + 1))
}

blank() { head -c "$1" /dev/zero | tr '\0' '\377'; }
put() { dd of="$work/flash" bs=1024 conv=notrunc status=none "$@"; }

new_flash
session > "$work/said" <<< 'place 2026-11-16T03:00:00Z LN-1001 collect automated debt +8613800138000'
cp "$work/flash" "$work/first"
session > "$work/said" <<< 'place 2026-11-16T04:00:00Z LN-1001 collect automated debt +8613800138000'
cp "$work/flash" "$work/second"

blank $log_bytes | put
refused 'the log was erased' 'records that the seal knows of are missing at its end'

cp "$work/second" "$work/flash"
head -c $log_bytes "$work/first" | put
refused 'the log is that of before' 'records that the seal knows of are missing at its end'

cp "$work/second" "$work/flash"
blank 2048 | put seek=62
refused 'the seal was erased' 'no key of its seal is in flash'

cp "$work/second" "$work/flash"
printf '\0' | put bs=1 seek=120
refused 'a byte of the first record is another' 'a record is missing or not as it was written'
echo "$cases kinds of flash that is not as the gate left it are refused, and emergency calls pass"
