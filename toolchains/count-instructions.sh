#!/usr/bin/env bash
# Counts instructions: exactly, the same at every run, whatever else the machine does.
#   toolchains/count-instructions.sh ELF [ARGUMENT...]
# The program calls dialgate_mark_begin() and dialgate_mark_end(), both extern "C" and noinline, around each thing to be
# measured; each pair gives one line on stdout, in the order in which they ran. What the program writes goes to stderr, and its
# exit code is the script's. ELF: Cortex-M firmware, or a program for armhf, aarch64 or x86-64 Linux linked with -no-pie.
# A count is every instruction after dialgate_mark_begin() returned and before dialgate_mark_end() is called, interrupts
# included: an empty pair is 0. 125: the count could not be made.
set -euo pipefail

fail() { echo "count-instructions.sh: $*" >&2; exit 125; }

[[ $# -gt 0 && -f $1 ]] || fail "usage: count-instructions.sh ELF [ARGUMENT...]"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
elf=$1; shift

mark() {  # $1 name, $2 symbol: where it is, for the plugin; on 32-bit ARM an odd address only says that it is Thumb code
  local size address
  read -r address size < <(readelf -sW "$elf" | awk -v name="$2" '$8 == name && $4 == "FUNC" { print $2, $3; exit }') ||
    fail "$elf has no function $2"
  [[ $machine != ARM ]] || address=$(printf '%x' $((0x$address & ~1)))
  echo "$1=0x$address,$1_size=$size"
}

header=$(readelf -hW "$elf")
machine=$(sed -n 's/^ *Machine: *//p' <<< "$header")
grep -q 'Type: *EXEC' <<< "$header" || fail "$elf is no program at a fixed address; link it with -no-pie"
begin=$(mark begin dialgate_mark_begin)
end=$(mark end dialgate_mark_end)
[[ ${begin//begin/end} != "$end" ]] || fail "the two marks are one function: put a different asm volatile into each"

case $machine in
  ARM) if readelf -A "$elf" | grep -q 'Tag_CPU_arch_profile: Microcontroller'; then qemu=(qemu-system-arm)
       else qemu=(qemu-arm -L /usr/arm-linux-gnueabihf); fi ;;
  AArch64) qemu=(qemu-aarch64 -L /usr/aarch64-linux-gnu) ;;
  *X86-64) qemu=(qemu-x86_64) ;;
  *) fail "cannot run a program for $machine" ;;
esac
command -v "${qemu[0]}" >/dev/null || fail "there is no ${qemu[0]}; toolchains/install.sh arm cortex-m installs it"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A plugin names the version of the interface that it was written for. QEMU 9 and later refuse 1, QEMU 7 knows no other.
version=$("${qemu[0]}" --version | sed -n 's/.* version \([0-9]*\)\..*/\1/p;q')
gcc -O2 -shared -fPIC -DPLUGIN_VERSION=$((version >= 9 ? 2 : 1)) "$here/count-instructions.c" -o "$work/count.so"
plugin=$work/count.so,counts=$work/counts,$begin,$end

status=0
if [[ ${qemu[0]} == qemu-system-arm ]]; then
  DIALGATE_QEMU="${DIALGATE_QEMU:-} -plugin $plugin" "$here/run-cortex-m.sh" "$elf" "$@" >&2 || status=$?
else
  timeout --foreground "${DIALGATE_TIMEOUT:-60}" "${qemu[@]}" -plugin "$plugin" "$elf" "$@" >&2 || status=$?
fi

problem=$(grep -m 1 '[^0-9]' "$work/counts" || true)
[[ -z $problem ]] || fail "$elf: $problem"
[[ -s $work/counts ]] || fail "$elf called no marks; its exit code was $status"
cat "$work/counts"
exit "$status"
