# Sourced by every test: a folder of its own with a site's files, and what is expected of a command.
set -u
dialgate=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
cp "$here"/site/* .

wrong() {
  failures=$((failures + 1))
  printf 'FAILED: %s\n  command: %s\n  status: %s\n  output: %s\n  errors: %s\n' "$1" "$command" "$status" "$output" "$errors"
}

run() {
  command="$*"
  output=$("$@" 2>errors.txt)
  status=$?
  errors=$(cat errors.txt)
}

# says STATUS TEXT COMMAND...   ends so, and prints TEXT somewhere
says() {
  local expected=$1 text=$2
  shift 2
  run "$@"
  [[ $status == "$expected" ]] || wrong "expected status $expected"
  [[ $output == *"$text"* ]] || wrong "expected the output to say: $text"
}

# gives STATUS TEXT COMMAND...   ends so, and prints exactly TEXT
gives() {
  local expected=$1 text=$2
  shift 2
  run "$@"
  [[ $status == "$expected" ]] || wrong "expected status $expected"
  [[ $output == "$text" ]] || wrong "expected exactly: $text"
}

# fails TEXT COMMAND...   status 2, nothing printed, one line of errors that says TEXT
fails() {
  local text=$1
  shift
  run "$@"
  [[ $status == 2 ]] || wrong "expected status 2"
  [[ -z $output ]] || wrong "expected no output"
  [[ $(wc -l <errors.txt) == 1 && $errors == "dialgate: "* ]] || wrong "expected one line of errors"
  [[ $errors == *"$text"* ]] || wrong "expected the error to say: $text"
}

# holds WHAT COMMAND...   the command succeeds
holds() {
  local what=$1
  shift
  run "$@"
  [[ $status == 0 ]] || wrong "$what"
}

build() {
  run "$dialgate" build --rules rules.txtpb --accounts accounts.csv --contacts contacts.csv --keys trial/issuer --out policy.dgp "$@"
  [[ $status == 0 ]] || wrong "the policy must build"
}

check() { "$dialgate" check --policy policy.dgp --keys trial/device "$@"; }

finish() {
  [[ $failures == 0 ]] || { echo "$failures expectations failed"; exit 1; }
  echo "all expectations hold"
}
