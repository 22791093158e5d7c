# audit: what is said of a log that simulate wrote.
source "$(dirname "$0")/lib.sh"
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
build
cat >calls.csv <<'CSV'
at,account,dialed,purpose,mode,disclosures,outcome
2026-11-09T03:00:00Z,L-1,9013800138000,collect,manual,debt,no_answer
2026-11-10T03:00:00Z,L-1,9013800138000,collect,manual,debt|amount,voicemail
2026-11-11T03:00:00Z,L-1,9013800138000,collect,manual,debt,
2026-11-12T03:00:00Z,L-1,9013900139000,relay,manual,,no_answer
2026-11-12T03:00:00Z,L-1,9013800138000,collect,manual,debt,no_answer
2026-11-13T03:00:00Z,L-1,9013900139000,relay,manual,,answered
2026-11-13T03:10:00Z,L-1,9013900139000,relay,manual,,no_answer
2026-11-13T23:00:00Z,L-1,9013800138000,collect,manual,debt,answered
2026-11-14T03:00:00Z,L-1,9013800138000,collect,manual,debt,answered
2026-11-14T03:00:00Z,L-1,9013800138000,collect,manual,debt,
2026-11-14T03:00:00Z,L-1,9013800138000,collect,manual,debt,answered
2026-11-14T03:00:00Z,L-1,9013800138000,collect,manual,debt,answered
2026-11-15T03:00:00Z,L-1,9013700137000,relay,manual,,
2026-11-15T03:00:00Z,,2001,,,,
2026-11-15T03:00:00Z,,9110,,,,
2026-11-15T03:00:00Z,L-1,9013800138000,collect,manual,debt,refused
2026-11-15T03:00:00Z,L-1,9013800138000,collect,manual,debt,
CSV
simulate() { "$dialgate" simulate --policy policy.dgp --keys trial/device --calls calls.csv "$@"; }
audit() { "$dialgate" audit "$@"; }
holds "a simulation" simulate --audit log
cp errors.txt first.txt
answers=$output
gives 0 "$answers" simulate
holds "the same again" simulate --audit again
holds "to the byte" cmp log/00000001.log again/00000001.log
[[ $(grep -o '"reason":"[^"]*"' <<<"$answers" | sort -u | wc -l) -ge 7 ]] || wrong "expected answers of many kinds"

# What the log says of the decisions is what was answered, but for what no log holds.
decisions() { grep '"kind":"decision"' | sed -E 's/.*"kind":"decision",/{/'; }
without() { sed -E 's/"retry_at":"[^"]*"/"retry_at":null/; s/"number":"[^"]*"/"number":null/'; }
run audit show log --json --policy policy.dgp
[[ $(decisions <<<"$output") == "$(without <<<"$answers")" ]] || wrong "expected the decisions that were answered"
[[ $errors == *simulated* ]] || wrong "expected the note that it is simulated"
run audit show log --json
[[ $(decisions <<<"$output") == "$(without <<<"$answers" | sed -E 's/"detail":"[^"]*"/"detail":null/; s/"disclosures":\["amount","debt"\]/"disclosures":null/; s/("role":"reference","disclosures":)\[\]/\1null/')" ]] ||
  wrong "expected the same without the rules"
says 0 '"kind":"outcome","decision":3,"outcome":"no_answer","only_withdraws":false}' audit show log --json
says 0 'denied       outside_hours: debtor, collect, manual, tells debt; Asia/Shanghai: 07:00 on a Saturday' audit show log --policy policy.dgp
says 0 'simulated: log ' audit show log
[[ $errors == *"not verified"* ]] || wrong "expected the note that nothing was verified"

says 0 'verified: log ' audit verify log --keys trial/auditor
[[ $output == "simulated: "* ]] || wrong "expected it to begin with simulated"
records=$("$dialgate" audit show log | wc -l)
says 0 "last record         $records of 2026-11-15T03:00:00Z" audit verify log --keys trial/auditor
says 0 'no receipt binds this log' audit verify log --keys trial/auditor
says 0 'verified: log ' audit verify log --keys trial/issuer  # its lookup key is all that a simulation needs
fails 'name a file of receipts' audit verify log --keys trial/auditor --receipts receipts
fails 'No such file' audit verify nowhere --keys trial/auditor
fails 'neither seal.key nor lookup.key' audit verify log --keys nowhere

says 0 '7 of 11 decisions about this number allowed a call' audit find log --number '+86 138-0013-8000' --keys trial/auditor
[[ $(grep -c '  outcome  ' <<<"$output") == 6 ]] || wrong "expected what came of them, too"
says 0 '0 of 0 decisions' audit find log --number +8613600136000 --keys trial/auditor
[[ $("$dialgate" audit find log --number +8613900139000 --keys trial/auditor --json 2>errors.txt | grep -c '"kind":"decision"') == 3 ]] || wrong "expected three decisions"
fails 'with + and its country code' audit find log --number 13800138000 --keys trial/auditor

holds "refusals" audit refusals log --keys trial/auditor --out refusals.csv
key=$("$dialgate" show policy.dgp | sed -nE 's/^ *lookup key +//p')
[[ $(sed 1q refusals.csv) == lookup_key,outcome,number,role,debtor && $(wc -l <refusals.csv) == 2 ]] || wrong "expected one refusal: $(cat refusals.csv)"
[[ $(sed -n 2p refusals.csv) =~ ^$key,refused,[0-9a-f]{16},debtor,$ ]] || wrong "expected tags alone: $(cat refusals.csv)"

# Every command that verifies names the first bad record, and what is not verified goes nowhere.
cp -r log bad
size=$(stat -c %s bad/00000001.log)
printf 'X' | dd of=bad/00000001.log bs=1 seek=$((size / 2)) conv=notrunc status=none
says 1 'not verified: the first bad record is ' audit verify bad --keys trial/auditor
bad=$(sed -nE 's/.*first bad record is ([0-9]+)$/\1/p' <<<"$output")
says 1 "first bad record is $bad" audit refusals bad --keys trial/auditor --out none.csv
[[ ! -e none.csv ]] || wrong "expected no file of what is not verified"
says 1 "" audit find bad --number +8613800138000 --keys trial/auditor
[[ $errors == *"not verified from record $bad on"* ]] || wrong "expected where it stops to be verified"
truncate -s -1 log/00000001.log
says 1 "first bad record is $records" audit verify log --keys trial/auditor
says 0 "" audit show log
finish
