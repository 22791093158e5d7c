# A month of a call centre, a million calls: simulated, every cap counted again here, the log verified. Minutes; for --all.
source "$(dirname "$0")/lib.sh"
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region US
accounts=20000 calls=1000000
cat >rules.txtpb <<'RULES'
issuer: "Example Bank" site: "shenzhen-3" serial: 7 region: "US" default_zones: "America/New_York"
not_before: "2026-11-01T00:00:00Z" not_after: "2026-12-05T00:00:00Z"
roles {
  role: ROLE_DEBTOR purposes: PURPOSE_COLLECT modes: MODE_AUTOMATED any_time: true
  caps { counts: COUNTS_RANG max: 7 days: 7 per: PER_NUMBER }
  caps { counts: COUNTS_CONVERSATIONS max: 1 days: 7 per: PER_DEBTOR }
}
RULES
awk -v n=$accounts 'BEGIN { print "account"; for (i = 0; i < n; ++i) print "A" i }' >accounts.csv
awk -v n=$accounts 'BEGIN {
  print "account,number,role,provenance,declared_on"
  for (i = 0; i < n; ++i) printf "A%d,+1212555%04d,debtor,contract,2025-04-02\n", i, i % 10000
}' >contacts.csv
build
# From 2 November, 05:00 UTC, on: every day is one of New York, which is five hours behind. Its own random numbers: mawk and gawk differ in theirs.
awk -v n=$accounts -v calls=$calls 'BEGIN {
  split("not_dialed not_connected no_answer no_answer voicemail answered conversation ", outcome, " ")
  state = 20261125
  print "at,account,dialed,purpose,mode,outcome"
  for (i = 0; i < calls; ++i) {
    at = 1793595600 + int(i * 29 * 86400 / calls)
    state = (state * 69069 + 1) % 4294967296
    account = int(state / 65536) % n
    state = (state * 69069 + 1) % 4294967296
    day = int(at / 86400); second = at % 86400
    # The month is November, but for its last days.
    date = day - 20758 + 1; month = date > 30 ? 12 : 11; date = date > 30 ? date - 30 : date
    printf "2026-%02d-%02dT%02d:%02d:%02dZ,A%d,+1212555%04d,collect,automated,%s\n", month, date, int(second / 3600),
      int(second % 3600 / 60), second % 60, account, account % 10000, outcome[1 + int(state / 65536) % 8]
  }
}' >calls.csv
command="simulate" output="" errors=""
"$dialgate" simulate --policy policy.dgp --keys trial/device --calls calls.csv --audit log >answers.txt 2>errors.txt
status=$? errors=$(head -3 errors.txt)
[[ $status == 0 && $(wc -l <answers.txt) == "$calls" ]] || wrong "a million answers"
# Counts anew, by number and day; says how many calls were allowed, and how many of them had an outcome.
sed -E 's/.*"reason":"([^"]*)".*/\1/' answers.txt | paste -d, <(tail -n +2 calls.csv) - | awk -F, '{
  ++said[$7]
  if ($7 != "declared_contact") next
  ++allowed
  if ($6 != "") ++reported
  day = substr($1, 9, 2) + (substr($1, 6, 2) == "12" ? 30 : 0) - (substr($1, 12, 2) + 0 < 5)
  rang = 0; talked = 0
  for (back = 0; back < 7; ++back) { rang += rings[$3, day - back]; talked += talks[$2, day - back] }
  if (rang >= 7 || talked >= 1) ++exceeded
  if ($6 != "not_dialed" && $6 != "not_connected") ++rings[$3, day]
  if ($6 == "conversation" || $6 == "") ++talks[$2, day]
} END { printf "%d %d %d %d\n", allowed, reported, exceeded, said["limit_reached"] }' >counted.txt
read -r allowed reported exceeded limited <counted.txt
command="count" output="allowed $allowed, reported $reported, exceeded $exceeded, limit_reached $limited"
echo "$output"
[[ $exceeded == 0 ]] || wrong "no cap is exceeded"
[[ $((allowed + limited)) == "$calls" && $allowed -gt 100000 && $limited -gt 100000 ]] || wrong "every call is allowed or limited, many each"
run "$dialgate" audit verify log --keys trial/auditor
echo "$output"
records=$((calls + reported + 3))
[[ $status == 0 ]] || wrong "the log is whole"
[[ $(tr -d ', ' <<<"$output") == *"$records"* ]] || wrong "expected $records records: start, policy, a record a call and an outcome, end"
finish
