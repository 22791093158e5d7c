# provision --from: a gate that takes another's place knows what that knew, and what it knew goes on.
source "$(dirname "$0")/lib.sh"
source "$here/gates.sh"

printf 'account,debtor,due_date,stopped\nL-1,,,\nL-2,,,\nL-3,,,\nL-4,,,\nL-5,,,\n' >accounts.csv
echo account,number,role,provenance,declared_on >contacts.csv
for n in 1 2 3 4 5; do echo "L-$n,1380013800$n,debtor,contract,2025-04-02" >>contacts.csv; done
holds "a trial is made" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
cap='max: 1 days: 7'
rules 6 "$cap" && build && mv policy.dgp older.dgp
rules 7 "$cap" && build
old=$(sed -n 's/^log: //p' trial/device/gate.txt)

gate() { "$dialgate" run --policy "${policy:-policy.dgp}" --keys "$1" --log "$2"; }
call() { printf '{"id":"%s","dialed":"+861380013800%s","account":"L-%s","purpose":"collect","mode":"manual"}\n' "$1" "$1" "$1"; }
report() { printf '{"permit":"%s","outcome":"%s"}\n' "$1" "$2"; }
reason() { call "$3" | gate "$1" "$2" 2>/dev/null | sed -E 's/.*"reason":"([a-z_]*)".*/\1/'; }
permit() { call "$3" | gate "$1" "$2" 2>/dev/null | sed -E 's/.*"permit":"([0-9a-f]*)".*/\1/'; }
from() { # LOG GATE
  "$dialgate" provision --site "${site:-shenzhen-3}" --gate "$2" --region CN --issuer trial/issuer/policy.pub \
    --lookup trial/issuer/lookup.key --auditor "${auditor:-trial/auditor}" --out "$2" --from "$1"
}

gives 0 declared_contact reason trial/device log 1
refusing=$(permit trial/device log 2)
says 0 '"ok"' bash -c "$(declare -f report gate); dialgate=$dialgate; report $refusing refused | gate trial/device log"
late=$(permit trial/device log 4)
says 0 ":" "$dialgate" withdraw --keys trial/device --log log --account L-3
withdrawal=$output
says 0 ":" "$dialgate" withdraw --keys trial/device --log log --account L-5

# What does not verify, or is not this auditor's, is not carried on, and nothing comes of the attempt.
cp -r log changed
byte=$(od -An -tu1 -j200 -N1 changed/00000001.log)
printf "\\x$(printf %02x $((byte ^ 1)))" | dd of=changed/00000001.log bs=1 seek=200 conv=notrunc 2>/dev/null
ledger=$(sha256sum trial/auditor/ledger)
fails "does not verify" from changed second
site=shenzhen-4 fails "is of site shenzhen-3" from log second
holds "another auditor" "$dialgate" keygen --out other --site shenzhen-3 --region CN
auditor=other/auditor fails "does not verify" from log second
mkfifo in.fifo
gate trial/device log <in.fifo >answers 2>/dev/null &
exec 7>in.fifo
echo '{"dialed":"110"}' >&7
until [[ -s answers ]]; do sleep 0.02; done
fails "a gate is running on it" from log second
exec 7>&-
wait
[[ ! -e second && $(sha256sum trial/auditor/ledger) == "$ledger" ]] || wrong "nothing was to change"

# Where the old log cannot be closed, there is no gate that goes on from it.
mkdir trial/auditor/carried
fails "trial/auditor/carried: cannot be written" from log unclosed
rmdir trial/auditor/carried
[[ ! -e unclosed && ! -e unclosed.new ]] || wrong "a gate that was not provisioned has a folder"

# The power went while a record was written: what no receipt binds is left out. What one binds is missed.
cp -r log torn
truncate -s -1 torn/00000001.log
says 1 "Start the gate once, or copy the log again; it is whole up to record " "$dialgate" audit verify torn --keys trial/auditor
cp -r trial/auditor kept
says 0 "goes on from log $old of gate trial, closed at record " from torn from-torn
[[ $errors == *"left out, being no whole record"* ]] || wrong "expected a note of the torn end"
rm -r trial/auditor && cp -r kept trial/auditor
"$dialgate" audit receipt "$("$dialgate" audit checkpoint log --keys trial/device)" --keys trial/auditor >/dev/null
fails "is not the one that was receipted" from torn third
rm -r trial/auditor && mv kept trial/auditor

# The second gate.
last=$("$dialgate" audit show log --json 2>/dev/null | tail -n 1 | sed -E 's/.*"sequence":([0-9]+).*/\1/')
says 0 "goes on from log $old of gate trial, closed at record $last" from log second
[[ $output == *"it knows 3 calls of the last year, and 3 refusals and withdrawals"* ]] || wrong "expected what it knows"
grep -q "^closed	$old	$last	" trial/auditor/ledger || wrong "expected the old log to be closed in the ledger"
[[ ! -e second/log.key && -e second/first.log ]] || wrong "the key that began the log stays with the auditor"
fails "is closed at record $last" from log third
gives 0 limit_reached reason second second-log 1
gives 0 contact_withdrawn reason second second-log 2
gives 0 account_stopped reason second second-log 3
gives 0 limit_reached reason second second-log 4
[[ ! -e second/first.log ]] || wrong "the beginning of the log is where the log is"
says 0 '"too_late"' bash -c "$(declare -f report gate); dialgate=$dialgate; report $late refused | gate second second-log"
gives 0 contact_withdrawn reason second second-log 4
policy=older.dgp gives 0 policy_unavailable reason second second-log 1
says 0 "verified: " "$dialgate" audit verify second-log --keys trial/auditor
says 0 "$old" "$dialgate" audit show second-log

# What was withdrawn on the first device is given back by a policy for the second.
rules 8 "$cap" "restores: \"$withdrawal\"" && build
gives 0 declared_contact reason second second-log 3
gives 0 account_stopped reason second second-log 5

# The third gate: permits of the first still withdraw, and what was given back stays so.
says 0 "goes on from log " from second-log third
gives 0 limit_reached reason third third-log 3
gives 0 account_stopped reason third third-log 5
says 0 '"too_late"' bash -c "$(declare -f report gate); dialgate=$dialgate; report $late wrong_party | gate third third-log"
says 0 "verified: " "$dialgate" audit verify third-log --keys trial/auditor

# A log that was lost does not begin again by what is left of its beginning.
rm -r third-log
gives 0 audit_unavailable reason third third-log 1
finish
