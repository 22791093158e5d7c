#!/usr/bin/env bash
# What the core needs from outside, and what of it would need a heap, exceptions, or somebody who runs constructors.
#   symbols.sh NM READELF ARCHIVE ALLOWED
# ALLOWED: an extended regular expression a line, of mangled names; # begins a comment.
set -euo pipefail
nm=$1 readelf=$2 archive=$3 allowed=$4
failed=0
complain() { echo "$1"; sed 's/^/  /'; failed=1; }

defined=$("$nm" --defined-only --format=posix "$archive" | awk 'NF > 2 { print $1 }' | sort -u)
undefined=$("$nm" --undefined-only --format=posix "$archive" | awk '$2 ~ /^[Uvw]$/ { print $1 }' | sort -u)
[[ -n $defined ]] || { echo "$archive defines nothing"; exit 1; }
needed=$(comm -23 <(echo "$undefined") <(echo "$defined"))
expressions=$(grep -vE '^(#|$)' "$allowed")
foreign=$(grep -vxE -f <(echo "$expressions") <<< "$needed" | grep . || true)
[[ -z $foreign ]] || complain "the core needs what $allowed does not list:" <<< "$foreign"

# Writable data, constructors, thread-local data; tables of exceptions. Read-only data that the loader relocates is none.
sections=$("$readelf" -SW "$archive" | sed -n 's/^ *\[ *[0-9]*\] *//p' |
  awk '$1 ~ /^\.(data|bss|tdata|tbss|init_array|fini_array|preinit_array|ctors|dtors|gcc_except_table|ARM\.extab)/ &&
       $1 !~ /^\.data\.rel\.ro/ && $5 !~ /^0+$/ { print $1, "0x" $5 " bytes" }' | sort | uniq -c)
[[ -z $sections ]] || complain "the core has sections that it may not have:" <<< "$sections"

# RTTI, and guards of static variables inside functions.
runtime=$(grep -E '^_Z(TI|TS|GV)' <<< "$defined" || true)
[[ -z $runtime ]] || complain "the core has type information or guarded statics:" <<< "$runtime"

[[ $failed == 0 ]] || exit 1
echo "$(wc -l <<< "$needed") symbols are needed from outside, all of them listed:" $needed
