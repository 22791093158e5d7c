#!/usr/bin/env bash
# The README's code compiles as it stands, begins before line 25, and every path that the README names is there.
#   readme.sh SOURCE
set -euo pipefail
source=$1
readme=$source/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

start=$(grep -n '^```cpp$' "$readme" | head -n 1 | cut -d: -f1)
[[ -n $start && $start -lt 25 ]] || { echo "README.md: no code before line 25"; exit 1; }
awk '/^```cpp$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$readme" > "$work/readme.cc"
c++ -std=c++17 -fsyntax-only -Wall -Wextra -Werror -I "$source/core/include" -I "$source/platform/words/include" -I "$source/platform/posix/include" "$work/readme.cc"

missing=0
while read -r path; do
  [[ -e $source/$path ]] || { echo "README.md names $path, which is not there"; missing=1; }
done < <(grep -oE '`?(\./)?(core|platform|tests|toolchains)/[A-Za-z0-9_./-]*[A-Za-z0-9_]' "$readme" | tr -d '`' | sed 's#^\./##' | sort -u)
exit $missing
