#!/usr/bin/env bash
# What the types and the core forbid. Each file compiles as it stands, and with MISUSE defined it does not, with the message that
# its first line tells: `// expected: REGULAR EXPRESSION`.
#   must_not_compile.sh FOLDER COMPILER [FLAG...]
set -euo pipefail
folder=$1
shift
failed=0
fail() { echo "$*"; failed=1; }

count=0
for file in "$folder"/*.cc; do
  expected=$(sed -n '1s#^// expected: ##p' "$file")
  [[ -n $expected ]] || fail "$file does not say what is expected"
  "$@" -fsyntax-only "$file" || fail "$file does not compile even without the misuse"
  if errors=$("$@" -fsyntax-only -DMISUSE "$file" 2>&1); then
    fail "$file compiles with the misuse"
  elif ! grep -qE "$expected" <<< "$errors"; then
    fail "$file fails otherwise than expected ($expected):"$'\n'"$errors"
  fi
  count=$((count + 1))
done

# The core says itself that it reads policies in place. Asked where the compiler has that byte order and headers for it.
if echo '#include <cstdint>
#if __BYTE_ORDER__ != __ORDER_BIG_ENDIAN__
#error not big-endian
#endif' | "$@" -mbig-endian -fsyntax-only -x c++ - 2> /dev/null; then
  if errors=$("$@" -mbig-endian -fsyntax-only -I "$folder/../../../core/src" "$folder/../../../core/src/policy/policy_tables.cc" 2>&1); then
    fail "the core compiles for a big-endian target"
  elif ! grep -q 'runs on little-endian targets only' <<< "$errors"; then
    fail "a big-endian target is refused otherwise than by the core:"$'\n'"$errors"
  fi
  count=$((count + 1))
fi
[[ $failed == 0 ]] || exit 1
echo "$count misuses are refused"
