#!/usr/bin/env bash
# Gives the firmware the demo's calls, and compares what it answers with what is written down.
#   firmware.sh DEMO-FOLDER [EMULATOR...] FIRMWARE
set -euo pipefail
demo=$1
shift
answers=$("$@" < "$demo/calls.txt")
diff <(grep -v '^#' "$demo/answers.txt") - <<< "$answers" || {
  echo "the firmware answers otherwise than $demo/answers.txt (>)" >&2
  exit 1
}
echo "$(wc -l <<< "$answers") answers as written down"
