# check of a file of calls: one JSON object a line, in the file's order.
source "$(dirname "$0")/lib.sh"
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
build

cat >calls.csv <<'CSV'
mode,dialed,disclosures,at,account,purpose,outcome
manual,9013800138000,debt|amount,2026-11-24T04:00:00Z,L-1,collect,conversation
manual,"9,110",,2026-11-24T03:00:00Z,L-1,collect,
,9110,,2026-11-24T03:00:00Z,,,
manual,013900139000,,2026-11-24T04:00:00Z,L-1,relay,
CSV
gives 0 '{"verdict":"allow","reason":"declared_contact","retry_at":null,"number":"+8613800138000","role":"debtor","disclosures":["amount","debt"],"detail":null}
{"verdict":"deny","reason":"number_malformed","retry_at":null,"number":null,"role":null,"disclosures":[],"detail":null}
{"verdict":"allow","reason":"emergency","retry_at":null,"number":"110","role":null,"disclosures":[],"detail":null}
{"verdict":"deny","reason":"number_malformed","retry_at":null,"number":null,"role":null,"disclosures":[],"detail":null}' check --calls calls.csv

printf 'at,dialed\n2026-11-24T04:00:00Z,+8613800138000\n2026-11-24T04:00:00Z,\n' >few.csv
says 0 '"account_missing"' check --calls few.csv
says 0 '"number_malformed"' check --calls few.csv
printf '\xef\xbb\xbfat,dialed\r\n2026-11-24T04:00:00Z,110\r\n' >bom.csv
says 0 '"emergency"' check --calls bom.csv
printf 'at,dialed\n' >none.csv
gives 0 "" check --calls none.csv

# What is wrong ends the run, names the line, and leaves the answers before it.
ends() {  # ends TEXT ROW
  printf 'at,dialed,mode,purpose,disclosures\n2026-11-24T04:00:00Z,110,,,\n%s\n2026-11-24T04:00:00Z,110,,,\n' "$2" >bad.csv
  run check --calls bad.csv
  [[ $status == 2 ]] || wrong "expected status 2"
  [[ $(grep -c emergency <<<"$output") == 1 ]] || wrong "expected the one answer before it"
  [[ $(wc -l <errors.txt) == 1 && $errors == "dialgate: bad.csv:3: "*"$1"* ]] || wrong "expected the line and: $1"
}
ends "at: " "yesterday,110,,,"
ends "at: " ",110,,,"
ends "use manual" "2026-11-24T04:00:00Z,110,Manual,,"
ends "use collect" "2026-11-24T04:00:00Z,110,,sell,"
ends "use debt" "2026-11-24T04:00:00Z,110,,,debt||amount"
ends "" "2026-11-24T04:00:00Z,110"

printf 'at,dialed,acount\n' >unknown.csv
fails "acount" check --calls unknown.csv
printf 'at,account\n' >missing.csv
fails "dialed" check --calls missing.csv
fails "No such file" check --calls no.csv
fails "leave DIALED" check --calls few.csv 110
fails "leave DIALED" check --calls few.csv --at 2026-11-24T04:00:00Z
fails "leave DIALED" check --calls few.csv --mode manual
finish
