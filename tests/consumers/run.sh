#!/usr/bin/env bash
# Uses dialgate as a dialer's project would, in one of three ways:
#   run.sh add_subdirectory|find_package|pkg_config SOURCE BUILD
set -euo pipefail
way=$1 source=$2 build=$3
here=$source/tests/consumers
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ $way != add_subdirectory ]]; then
  cmake --install "$build" --prefix "$work/installed" > /dev/null
fi
case $way in
  add_subdirectory) cmake -S "$here/$way" -B "$work/build" -DDIALGATE="$source" > /dev/null ;;
  find_package) cmake -S "$here/$way" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/installed" > /dev/null ;;
  pkg_config)
    PKG_CONFIG_PATH=$(echo "$work"/installed/lib*/pkgconfig "$work"/installed/lib/*/pkgconfig | tr ' ' ':')
    export PKG_CONFIG_PATH
    mkdir "$work/build"
    # shellcheck disable=SC2046  # pkg-config gives words
    c++ -std=c++17 "$here/dialer.cc" $(pkg-config --cflags --libs dialgate) -o "$work/build/dialer"
    ;;
esac
[[ $way == pkg_config ]] || cmake --build "$work/build" --target dialer > "$work/log" || { cat "$work/log"; exit 1; }
"$work/build/dialer"
