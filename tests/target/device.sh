# A device of the demo's gate, whose flash lasts from run to run: what the tests here are made of.
# Source it.
#   source device.sh DIALGATE FIRMWARE_FLASH DEMO [EMULATOR...] FIRMWARE
dialgate=$1 firmware_flash=$2 demo=$3
shift 3
firmware=("$@")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$demo/device" "$demo/auditor" "$work"
chmod -R go= "$work"

fail() { printf '%s\n' "$*" >&2; exit 1; }

# The flash of a device that was never started.
new_flash() {
  rm -f "$work/flash"
  "$firmware_flash" new "$work/device" "$work/flash"
}

# From power to power: takes orders, says what is answered, PERMIT for each permit. A number: the
# power goes in that operation on flash; status 3 says that it did.
session() { "${firmware[@]}" "$work/flash" "$@" | tee "$work/answers" | sed -E 's/ [0-9a-f]{122}$/ PERMIT/'; return "${PIPESTATUS[0]}"; }

# The newest permit of the last session.
permit() { grep -oE ' [0-9a-f]{122}$' "$work/answers" | tail -n 1 | tr -d ' '; }

# Holds what the last session should have answered against what it did.
expect() { diff <(printf '%s\n' "$@") - || fail "(<) was expected, (>) was answered"; }

# The log in flash must hold under its auditor's keys.
verify() {
  rm -rf "$work/log"
  "$firmware_flash" log "$work/device" "$work/flash" "$work/log"
  "$dialgate" audit verify "$work/log" --keys "$work/auditor" > "$work/verified" || { cat "$work/verified" >&2; exit 1; }
  ! grep -q 'does not know this log' "$work/verified" || fail "the demo's ledger does not name its log"
}

# The auditor signs for a checkpoint, or for the log in flash as `verify` left it, by a clock that
# shows $1.
sign() { TZ=UTC faketime -f "@$1" "$dialgate" audit receipt "${@:2}" --keys "$work/auditor"; }

# What stands in it, a record a line: number, time, kind, ...
records() { "$dialgate" audit show "$work/log" 2> "$work/notes"; }
