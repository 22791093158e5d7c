#!/usr/bin/env bash
# Every public header of the core compiles alone and needs nothing but what freestanding C++ has; no source of the core is two programs.
#   headers.sh CORE-FOLDER ALLOWED COMPILER [FLAG...]
set -euo pipefail
core=$1 allowed=$2
shift 2
failed=0
complain() { echo "$1"; sed 's/^/  /'; failed=1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

headers=("$core"/include/dialgate/*.h)
sources=("$core"/src/*.h "$core"/src/*/*.cc "$core"/src/*/*.h)
[[ ${#headers[@]} -gt 5 && ${#sources[@]} -gt 5 ]] || { echo "no core in $core"; exit 1; }

# Twice, so that a missing include guard shows too.
for header in "${headers[@]}"; do
  name=dialgate/$(basename "$header")
  printf '#include "%s"\n#include "%s"\n' "$name" "$name" > "$work/alone.cc"
  "$@" -Wall -Wextra -Wpedantic -Werror -fno-exceptions -fno-rtti -fsyntax-only "$work/alone.cc" 2> "$work/errors" ||
    complain "$name does not compile alone:" < "$work/errors"
done

mapfile -t names < <(grep -vE '^(#|$)' "$allowed")
foreign=$(grep -nE '^ *# *include *<' "${headers[@]}" "${sources[@]}" | grep -vFf <(printf '<%s>\n' "${names[@]}") || true)
[[ -z $foreign ]] || complain "the core includes what $allowed does not list:" <<< "$foreign"

# "folder/name.h" is the core's own: a public header under dialgate/, or inside, in a room.
own=$(grep -nE '^ *# *include *"' "${headers[@]}" "${sources[@]}" | grep -vE '"([a-z]+/)?[a-z0-9_]+\.h"' || true)
inner=$(grep -nE '^ *# *include *"' "${headers[@]}" | grep -vE '"dialgate/' || true)
[[ -z $own$inner ]] || complain "an include reaches outside, or into the sources from a public header:" <<< "$own$inner"

# A room knows itself and those before it.
rooms=(dialed policy decision history log flash)
for ((i = 0; i < ${#rooms[@]}; ++i)); do
  later=$(printf '%s|' "${rooms[@]:i+1}")none
  up=$(grep -nE "^ *# *include *\"($later)/" "$core/src/${rooms[i]}"/* || true)
  [[ -z $up ]] || complain "src/${rooms[i]} includes from a room behind it:" <<< "$up"
done
[[ $(ls -d "$core"/src/*/ | wc -l) == "${#rooms[@]}" ]] || complain "a room of core/src is not in the order" < <(ls -d "$core"/src/*/)

# One program on every target: no conditional but the include guard at the top of a header.
for file in "${headers[@]}" "${sources[@]}"; do
  guard=DIALGATE_$(basename "$file" .h | tr a-z A-Z)_H
  conditional=$(grep -nE '^ *# *(if|ifdef|ifndef|elif|else)\b' "$file" | grep -vE "^[0-9]+:#ifndef $guard\$" || true)
  [[ -z $conditional ]] || complain "$file has conditionals:" <<< "$conditional"
done

# Each of these pulls exceptions or abort into firmware, or is undefined without exceptions; and the words of a heap.
banned='\.(substr|at|value)\(|\b(new|delete|throw|try|catch|dynamic_cast|typeid|malloc|free|printf|thread_local)\b'
text=$(for file in "${headers[@]}" "${sources[@]}"; do
  sed -E 's#//.*##; s#"[^"]*"##g' "$file" | grep -nE "$banned" | sed "s#^#$file:#" || true
done)
[[ -z $text ]] || complain "the core uses what it may not:" <<< "$text"

# A header is read like a page.
share=$(cat "${headers[@]}" | awk '/^ *$/ { next } { lines++ } /\/\// { comments++ } END { printf "%d", 100 * comments / lines }')
echo "${#headers[@]} headers; $share % of their lines have a comment (25 to 35 is wanted)"
[[ $share -ge 20 && $share -le 50 ]] || complain "that is far from what is wanted" <<< "$share %"
exit $failed
