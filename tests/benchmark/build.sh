#!/usr/bin/env bash
# What a build of a policy costs, beside one libcsv pass over the same contacts.csv in the same run.
#   tests/benchmark/build.sh [BUILD-FOLDER [CONTACTS [RUNS]]]
# The first runs read numbers by their digits alone: what is measured is all else. The last one is the whole of what
# `dialgate build` does, libphonenumber included. Ten million contacts need 1.2 GB in TMPDIR.
set -euo pipefail
build=${1:-build/benchmark} contacts=${2:-10000000} runs=${3:-3}
programs=$build/tests
for program in benchmark/make_site builder_tables/build_benchmark; do
  [[ -x $programs/$program ]] || { echo "build.sh: there is no $programs/$program; build it first: tests/benchmark/README.md" >&2; exit 2; }
done
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT

"$programs/benchmark/make_site" "$site" "$contacts"
for ((run = 1; run <= runs; run++)); do
  echo "run $run of $runs, numbers read by their digits"
  "$programs/builder_tables/build_benchmark" "$site"
done
echo "numbers read by libphonenumber"
"$programs/builder_tables/build_benchmark" "$site" libphonenumber
