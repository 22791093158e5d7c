#!/usr/bin/env bash
# Installs what is missing, builds, and runs the tests.
#   tests/run.sh        host, sanitizers, one ARM Linux and one Cortex-M target, a seeded part of the long tests
#   tests/run.sh --all  every target, region, mutation and gate
# Each line says what is built and run; a failure is shown with its output, and the rest still runs.
set -euo pipefail
cd "$(dirname "$0")/.."

all=false
case ${1-} in
  '') ;;
  --all) all=true ;;
  *) echo "usage: tests/run.sh [--all]" >&2; exit 2 ;;
esac

jobs=$(nproc)
logs=build/tests
mkdir -p "$logs"
passed=0 failed=0

# step NAME COMMAND...: runs it, and shows what it printed only if it fails.
step() {
  local name=$1 start=$SECONDS
  shift
  if "$@" > "$logs/$name.log" 2>&1; then
    printf '  %-44s ok      %4d s\n' "$name" $((SECONDS - start))
    passed=$((passed + 1))
  else
    printf '  %-44s FAILED  %4d s\n' "$name" $((SECONDS - start))
    tail -n 60 "$logs/$name.log"
    failed=$((failed + 1))
    return 1
  fi
}

# suite NAME TOOLCHAIN BUILD-TYPE TARGETS TESTS: configures build/NAME, builds TARGETS, runs the tests whose names match TESTS.
suite() {
  local name=$1 toolchain=$2 type=$3 targets=$4 tests=$5
  # shellcheck disable=SC2086  # targets are words
  step "$name-configure" cmake -G Ninja -S . -B "build/$name" --toolchain "toolchains/$toolchain.cmake" \
    -DCMAKE_BUILD_TYPE="$type" -DDIALGATE_HOST_BUILD="$PWD/build/host" &&
    step "$name-build" cmake --build "build/$name" -j "$jobs" --target $targets &&
    step "$name-test" ctest --test-dir "build/$name" --output-on-failure --no-tests=error -j "$jobs" -R "$tests" || true
}

echo "Installing what is missing"
groups=(build test arm cortex-m)
$all && groups+=(clang bench)
toolchains/install.sh "${groups[@]}"
sodiums=(aarch64 cortex-m0plus)
$all && sodiums+=(armhf cortex-m4f)
step libsodium toolchains/libsodium.sh "${sodiums[@]}" || true

echo "Host"
suite host host-gcc Debug all .
echo "Sanitizers"
suite address sanitize-address Debug "unit_test vectors_test model_test history_test mutation_test fuzz_corpus_test flash_test posix_test builder_tables_test" \
  '^(unit|vectors|model|history|mutation|fuzz_corpus|flash|posix|builder_tables)$'
suite thread sanitize-thread Debug "posix_test posix_stalled_test" '^(posix|posix_stalled)$'
echo "Targets under QEMU"
suite aarch64 aarch64 Debug all .
suite cortex-m0plus cortex-m0plus MinSizeRel all .

if $all; then
  echo "More compilers and targets"
  suite clang host-clang Debug all .
  suite armhf armhf Debug all .
  suite cortex-m4f cortex-m4f MinSizeRel all .
  echo "Every region, policy and mutation"
  step release-configure cmake -G Ninja -S . -B build/release --toolchain toolchains/host-gcc.cmake -DCMAKE_BUILD_TYPE=Release &&
    step release-build cmake --build build/release -j "$jobs" --target model_test history_test mutation_test dialgate \
      power_loss_test posix_power_test differential_test || true
  step model-all build/release/tests/model/model_test --all || true
  step history-all build/release/tests/model/history_test --all || true
  step month bash tests/command/month.sh build/release/platform/command/dialgate || true
  step mutation-all build/release/tests/mutation/mutation_test --all || true
  step power-loss-all build/release/tests/power_loss/power_loss_test --all || true
  step posix-power-all build/release/tests/power_loss/posix_power_test --all || true
  step differential-all build/release/tests/differential/differential_test --all || true
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[[ $failed == 0 ]]
