#!/usr/bin/env bash
# Runs a Cortex-M firmware image under QEMU, as if it were a program of this machine.
#   toolchains/run-cortex-m.sh ELF [ARGUMENT...]
# The firmware speaks semihosting: what it writes comes out on stdout; it sees its arguments (SYS_GET_CMDLINE), may open
# files, and stdin as ":tt" (SYS_OPEN, SYS_READ); its exit code (SYS_EXIT_EXTENDED) is the script's. 124: it ran out of time.
# DIALGATE_TIMEOUT    seconds, 60 unless set
# DIALGATE_MACHINE    a machine of QEMU's; unless set, it follows the core that the image is for
# DIALGATE_QEMU       further options for QEMU, separated by spaces
set -euo pipefail

fail() { echo "run-cortex-m.sh: $*" >&2; exit 125; }

[[ $# -gt 0 && -f $1 ]] || fail "usage: run-cortex-m.sh ELF [ARGUMENT...]"
command -v qemu-system-arm >/dev/null || fail "there is no qemu-system-arm; toolchains/install.sh cortex-m installs it"

machine=${DIALGATE_MACHINE:-}
if [[ -z $machine ]]; then
  case $(readelf -A "$1" | sed -n 's/^ *Tag_CPU_arch: //p') in
    v6S-M | v6-M) machine=microbit ;;  # the one Cortex-M0 of QEMU's: 256 KiB flash at 0, 16 KiB RAM at 0x20000000
    v7E-M | v7-M) machine=mps2-an386 ;;  # Cortex-M4 with FPU: 4 MiB at 0, 4 MiB at 0x20000000
    *) fail "$1 is not for a Cortex-M that this script knows" ;;
  esac
fi

semihosting=enable=on,target=native
for argument in "$@"; do semihosting+=",arg=${argument//,/,,}"; done  # a comma is written twice

# QEMU shows the firmware's text on its own stderr. (With a chardev in between, SYS_READ and SYS_READC return nothing in 7.2.)
# shellcheck disable=SC2086  # DIALGATE_QEMU is several options
exec timeout --foreground "${DIALGATE_TIMEOUT:-60}" qemu-system-arm -M "$machine" -kernel "$1" \
  -display none -monitor none -serial null -semihosting-config "$semihosting" ${DIALGATE_QEMU:-} 2>&1
