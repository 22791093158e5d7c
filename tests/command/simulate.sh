# simulate: calls of a file with a history, on small sites whose answers were worked out by hand.
source "$(dirname "$0")/lib.sh"
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region US
cat >accounts.csv <<'CSV'
account,debtor
A,D
B,D
C,E
CSV
cat >contacts.csv <<'CSV'
account,number,role,provenance,declared_on,evidence
A,4155550101,debtor,contract,2025-04-02,
A,4155550102,reference,contract,2025-04-02,ev
B,4155550101,debtor,contract,2025-04-02,
B,4155550103,debtor,contract,2025-04-02,
C,4155550101,reference,contract,2025-04-02,ev
C,4155550102,debtor,contract,2025-04-02,
C,4155550104,debtor,contract,2025-04-02,
CSV

# site FROM TO DEBTOR REFERENCE   a policy valid from FROM to TO, with these rules of two roles
site() {
  cat >rules.txtpb <<RULES
issuer: "Example Bank" site: "shenzhen-3" serial: 7 region: "US" default_zones: "America/New_York"
not_before: "$1" not_after: "$2"
roles { role: ROLE_DEBTOR purposes: PURPOSE_COLLECT modes: MODE_MANUAL $3 }
roles { role: ROLE_REFERENCE purposes: PURPOSE_RELAY modes: MODE_MANUAL $4 }
RULES
  build
}
simulate() { "$dialgate" simulate --policy policy.dgp --keys trial/device --calls calls.csv "$@"; }
short() { sed -E 's/.*"reason":"([^"]*)","retry_at":(null|"([^"]*)").*/\1 \3/; s/ $//'; }

# plays WHAT   standard input: a row `AT ACCOUNT LAST-DIGITS OUTCOME = REASON [RETRY-AT]` for each call;
# - for no outcome. To the account's debtor it is for collecting, to 0102 of A and 0101 of C a relay.
plays() {
  local at account digits outcome equals answer purpose
  echo "at,account,dialed,purpose,mode,outcome" >calls.csv
  : >expected.txt
  while read -r at account digits outcome equals answer; do
    purpose=collect
    [[ $account$digits == A0102 || $account$digits == C0101 ]] && purpose=relay
    echo "$at,$account,+1415555$digits,$purpose,manual,${outcome#-}" >>calls.csv
    echo "$answer" >>expected.txt
  done
  run simulate
  [[ $status == 0 ]] || wrong "$1: expected status 0"
  [[ $(short <<<"$output") == "$(cat expected.txt)" ]] || wrong "$1: expected $(cat expected.txt)"
}

one_a_day='any_time: true caps { counts: COUNTS_DIALED max: 1 days: 1 per: PER_NUMBER }'
site 2026-10-15T00:00:00Z 2026-11-15T00:00:00Z "$one_a_day" "$one_a_day"
plays "a day of 25 hours" <<'ROWS'
2026-11-01T03:59:59Z A 0101 no_answer = declared_contact
2026-11-01T04:00:00Z A 0101 no_answer = declared_contact
2026-11-01T06:30:00Z A 0101 no_answer = limit_reached 2026-11-02T05:00:00Z
2026-11-02T04:59:59Z A 0101 no_answer = limit_reached 2026-11-02T05:00:00Z
2026-11-02T05:00:00Z A 0101 no_answer = declared_contact
ROWS
plays "a number, under whatever account and role" <<'ROWS'
2026-11-03T15:00:00Z C 0101 not_dialed = declared_contact
2026-11-03T15:00:00Z A 0101 no_answer = limit_reached 2026-11-04T05:00:00Z
2026-11-03T15:00:00Z B 0101 no_answer = limit_reached 2026-11-04T05:00:00Z
2026-11-03T15:00:00Z B 0103 no_answer = declared_contact
2026-11-03T15:00:00Z A 0102 no_answer = declared_contact
2026-11-03T15:00:00Z C 0102 no_answer = limit_reached 2026-11-04T05:00:00Z
ROWS
says 0 '"detail":"at most 1 dialed call to one number on one day"' simulate

site 2026-03-01T00:00:00Z 2026-04-01T00:00:00Z "$one_a_day" "$one_a_day"
plays "a day of 23 hours" <<'ROWS'
2026-03-08T05:00:00Z A 0101 no_answer = declared_contact
2026-03-09T03:59:59Z A 0101 no_answer = limit_reached 2026-03-09T04:00:00Z
2026-03-09T04:00:00Z A 0101 no_answer = declared_contact
ROWS

nov="2026-11-01T00:00:00Z 2026-12-01T00:00:00Z"
site $nov 'any_time: true caps { counts: COUNTS_RANG max: 2 minutes: 30 per: PER_ACCOUNT }' 'any_time: true'
plays "minutes, and what does not ring" <<'ROWS'
2026-11-03T15:00:00Z B 0101 no_answer = declared_contact
2026-11-03T15:00:00Z B 0103 not_connected = declared_contact
2026-11-03T15:10:00Z B 0103 voicemail = declared_contact
2026-11-03T15:29:59Z B 0103 no_answer = limit_reached 2026-11-03T15:30:00Z
2026-11-03T15:29:59Z A 0101 no_answer = declared_contact
2026-11-03T15:30:00Z B 0103 no_answer = declared_contact
2026-11-03T15:30:01Z B 0101 no_answer = limit_reached 2026-11-03T15:40:00Z
ROWS

site $nov 'any_time: true caps { counts: COUNTS_ANSWERED max: 1 days: 1 per: PER_DEBTOR }' 'any_time: true'
plays "what is answered, and what nobody reported" <<'ROWS'
2026-11-03T15:00:00Z A 0101 no_answer = declared_contact
2026-11-03T15:00:00Z B 0103 voicemail = declared_contact
2026-11-03T15:00:00Z A 0101 answered = declared_contact
2026-11-03T15:00:00Z B 0103 no_answer = limit_reached 2026-11-04T05:00:00Z
2026-11-03T15:00:00Z C 0104 - = declared_contact
2026-11-03T15:00:00Z C 0102 no_answer = limit_reached 2026-11-04T05:00:00Z
2026-11-04T15:00:00Z C 0102 no_answer = declared_contact
ROWS

site $nov 'any_time: true' 'any_time: true'
plays "a debtor who refuses, and a refusal by someone else" <<'ROWS'
2026-11-03T15:00:00Z A 0101 refused = declared_contact
2026-11-03T15:00:00Z A 0101 no_answer = contact_withdrawn
2026-11-03T15:00:00Z B 0101 no_answer = contact_withdrawn
2026-11-03T15:00:00Z C 0101 no_answer = declared_contact
2026-11-03T15:00:00Z A 0102 refused = declared_contact
2026-11-29T15:00:00Z A 0102 no_answer = contact_withdrawn
2026-11-29T15:00:00Z C 0102 no_answer = declared_contact
ROWS
plays "a wrong party, under every account of the debtor" <<'ROWS'
2026-11-03T15:00:00Z B 0101 wrong_party = declared_contact
2026-11-03T15:00:00Z A 0101 no_answer = contact_withdrawn
2026-11-03T15:00:00Z C 0101 no_answer = declared_contact
2026-11-03T15:00:00Z B 0103 no_answer = declared_contact
ROWS

site $nov 'hours { weekdays: "Mon-Fri" from: "09:00" to: "18:00" }' 'any_time: true debtor_unreached { days: 2 per_day: 1 }'
plays "the debtor first, on his calling days" <<'ROWS'
2026-11-05T15:00:00Z A 0101 no_answer = declared_contact
2026-11-06T15:00:00Z A 0102 no_answer = debtor_not_tried
2026-11-06T15:00:00Z A 0101 not_dialed = declared_contact
2026-11-09T15:00:00Z A 0102 no_answer = debtor_not_tried
2026-11-09T15:00:00Z A 0101 voicemail = declared_contact
2026-11-10T15:00:00Z A 0101 wrong_party = declared_contact
2026-11-10T15:00:00Z A 0102 no_answer = debtor_not_tried
2026-11-11T15:00:00Z A 0102 no_answer = declared_contact
2026-11-11T15:00:00Z C 0104 no_answer = declared_contact
2026-11-12T15:00:00Z C 0104 - = declared_contact
2026-11-13T15:00:00Z C 0101 no_answer = debtor_not_tried
2026-11-13T15:00:00Z C 0104 no_answer = declared_contact
2026-11-16T15:00:00Z C 0104 answered = declared_contact
2026-11-16T15:00:00Z C 0101 no_answer = debtor_not_tried
2026-11-17T15:00:00Z C 0104 no_answer = declared_contact
2026-11-18T15:00:00Z C 0104 no_answer = declared_contact
2026-11-18T15:00:00Z C 0101 no_answer = debtor_not_tried
2026-11-19T15:00:00Z C 0101 no_answer = declared_contact
ROWS

# What is wrong ends the run, names the line, and leaves the answers before it.
ends() {  # ends TEXT ROW
  printf 'at,dialed,outcome\n2026-11-24T04:00:00Z,911,\n%s\n2026-11-24T04:00:00Z,911,\n' "$2" >calls.csv
  rm -rf log
  run simulate --audit log
  [[ $status == 2 ]] || wrong "expected status 2"
  [[ $(grep -c emergency <<<"$output") == 1 ]] || wrong "expected the one answer before it"
  [[ $(wc -l <errors.txt) == 1 && $errors == "dialgate: calls.csv:3: "*"$1"* ]] || wrong "expected the line and: $1"
  says 0 '3  2026-11-24T04:00:00Z  allowed      emergency' "$dialgate" audit show log
}
ends "before 2026-11-24T04:00:00Z" "2026-11-24T03:59:59Z,911,"
ends "use not_dialed" "2026-11-24T04:00:00Z,911,busy"
ends "use not_dialed" "2026-11-24T04:00:00Z,911,unknown"
ends "between 1970 and 2106" "2107-01-01T00:00:00Z,911,"
ends "at: " "tomorrow,911,"

printf 'at,dialed\n' >calls.csv
gives 0 "" simulate --audit none
says 0 "simulated" "$dialgate" audit verify none --keys trial/issuer
fails "has something in it" simulate --audit none
fails "required" "$dialgate" simulate --policy policy.dgp --keys trial/device
gives 0 "" bash -c "printf 'at,dialed\n' | $dialgate simulate --policy policy.dgp --keys trial/issuer --calls /dev/stdin"
finish
