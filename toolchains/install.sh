#!/usr/bin/env bash
# Installs the Debian packages that a job needs, and nothing when they are there already.
#   toolchains/install.sh GROUP...      GROUP: build test clang arm cortex-m bench all
set -euo pipefail

fail() { echo "install.sh: $*" >&2; exit 1; }

packages() {
  case $1 in
    build) echo g++ cmake make ninja-build git libexpected-dev libprotobuf-dev protobuf-compiler \
      libsodium-dev libphonenumber-dev libabsl-dev libcsv-dev libcli11-dev libfmt-dev nlohmann-json3-dev tzdata ;;
    test) echo googletest libgtest-dev libgmock-dev pkgconf valgrind faketime ;;
    clang) echo clang llvm "$(clang_runtime)" ;;
    arm) echo g++-arm-linux-gnueabihf g++-aarch64-linux-gnu qemu-user dpkg-dev ;;
    cortex-m) echo gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib libnewlib-arm-none-eabi qemu-system-arm \
      gcc libc6-dev make autoconf automake libtool dpkg-dev ;;
    bench) echo libbenchmark-dev libsqlite3-dev libabsl-dev valgrind ;;
    all) local group; for group in build test clang arm cortex-m bench; do packages "$group"; done ;;
    *) fail "no group '$1'; there are: build test clang arm cortex-m bench all" ;;
  esac
}

# The sanitizers' and the fuzzer's runtime carries clang's version in its name; without package lists yet, Debian 12's.
clang_runtime() {
  local version
  version=$(apt-cache depends clang 2>/dev/null | sed -n 's/^ *Depends: clang-\([0-9][0-9]*\)$/\1/p' | head -n 1)
  echo "libclang-rt-${version:-14}-dev"
}

missing() {
  local group package
  for group in "$@"; do
    for package in $(packages "$group"); do
      [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
    done
  done | sort -u
}

as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo "$@"; fi
}

[[ $# -gt 0 ]] || fail "usage: install.sh GROUP...   (build test clang arm cortex-m bench all)"
command -v apt-get >/dev/null || fail "needs Debian or Ubuntu: there is no apt-get here"
for group in "$@"; do packages "$group" >/dev/null; done  # a wrong name is told before anything is installed

if [[ -z $(missing "$@") ]]; then
  echo "install.sh: $*: everything is installed"
  exit
fi
[[ $EUID -eq 0 ]] || command -v sudo >/dev/null || fail "must install packages: run it as root, or install sudo"

as_root apt-get update -qq
mapfile -t wanted < <(missing "$@")  # again, since clang_runtime reads the new lists
echo "install.sh: $*: installing ${wanted[*]}"
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
