# audit checkpoint, receipt and accept: what a gate and its auditor say to each other, and what verify says of it.
source "$(dirname "$0")/lib.sh"
source "$here/gates.sh"
trial
fails "holds no record" checkpoint $device log
gives 0 $'declared_contact\ndeclared_contact' calls $device log 2
says 0 "no receipt binds this log" verify log

# From the gate to the auditor, and back.
says 0 "checkpoint:" checkpoint $device log
head=$output
[[ ${#head} -le 160 && $(wc -l <<<"$head") == 1 ]] || wrong "expected one line that an SMS takes"
says 0 "receipt:" receipt "$head"
first=$output
covered=$(records log)
tab=$'\t'
[[ $(tail -n 1 trial/auditor/ledger) == "receipt$tab$log_id$tab$covered$tab"*"${tab}checkpoint$tab${first#receipt:}" ]] || wrong "expected it in the ledger"
says 0 "bound up to record $covered of " verify log
[[ $output != *"not bound"* ]] || wrong "expected nothing behind it"
gives 0 "bound up to record $covered" accept $device log "$first"
says 0 "; the 3 records after it are not bound" verify log  # a start, the receipt, an end
says 0 "of the auditor covers record $covered of " bash -c "$dialgate audit show log 2>/dev/null | sed 's/receipt      of [^ ]*/of the auditor/'"
[[ $("$dialgate" audit show log 2>&1 >/dev/null) == *"bound up to record $covered of "*"; the 3 records after it are not bound"* ]] || wrong "show names what is bound"
says 0 "\"covers\":$covered,\"covers_at\":" "$dialgate" audit show log --json

# What is wrong with each is said, and changes nothing.
ledger=$(sha256sum trial/auditor/ledger)
fails "no checkpoint" receipt "${head%??}"
fails "no checkpoint" receipt "checkpoint:0a"
changed=${head%0}
[[ $changed != "$head" ]] && changed+=1 || changed=${head%?}0
fails "code is not that of the gate" receipt "$changed"
fails "covers record $covered of log $log_id, and this is record $covered" receipt "$head"
fails "No such file" receipt nowhere
fails "name what the receipt is for" "$dialgate" audit receipt --keys trial/auditor
fails "name what the receipt is for" receipt "$head" --void "$log_id:$covered"
holds "another auditor" "$dialgate" keygen --out other --site shenzhen-3 --region CN
fails "is not in the ledger" "$dialgate" audit receipt "$head" --keys other/auditor
[[ $(sha256sum trial/auditor/ledger) == "$ledger" ]] || wrong "the ledger changed"
before=$(records log)
fails "is no receipt" accept $device log "receipt:0"
fails "no receipt" accept $device log "receipt:0a00"
fails "No such file" accept $device log nowhere
fails "was taken before" accept $device log "$first"
fails "holds no record of a log" accept other/device other-log "$first"  # nor does it begin one
[[ ! -e other-log && -e other/device/log.key ]] || wrong "expected nothing to begin there"
"$dialgate" run --policy policy.dgp --keys other/device --log other-log </dev/null 2>notes.txt
fails "not signed by the auditor whose receipt.pub is in" accept other/device other-log "$first"
fails "must not be on a gate" checkpoint trial/issuer log
fails "seal" checkpoint other/device log

# As files, and by standard input; also while a gate runs, which answers for itself.
start $device log
says 0 declared_contact ask "$call"
holds "a checkpoint of a log that is being written" bash -c "$dialgate audit checkpoint log --keys $device >head.txt"
holds "by a file" bash -c "$dialgate audit receipt head.txt --keys trial/auditor >receipt.txt"
says 0 "bound up to record " bash -c "$dialgate audit accept - --log log --keys $device <receipt.txt"
second=$output
fails "was taken before" accept $device log receipt.txt
says 0 declared_contact ask "$call"
exec 7>&-
wait $pid
gives 0 "" ls $device/orders
says 0 "$second of " verify log

# --receipts: what is in no ledger counts as well, if it is signed.
cp trial/auditor/ledger kept
grep -v ^receipt kept >trial/auditor/ledger
says 0 "no receipt binds this log" verify log
says 0 "$second of " verify log --receipts receipt.txt
echo "receipt:00" >bad.txt
fails "bad.txt:1: is not signed" verify log --receipts bad.txt
echo "x" >bad.txt
fails "bad.txt:1: is no receipt" verify log --receipts bad.txt
cp kept trial/auditor/ledger

# The whole log is held, and verification goes on from there once the records before it are gone.
says 0 "receipt:" receipt log
held=$output
[[ $(tail -n 1 trial/auditor/ledger) == *"${tab}held$tab"* ]] || wrong "expected it to be held"
gives 0 600 stat -c %a trial/auditor/held.keys
fails "and this is record" receipt log
says 0 "bound up to record " accept $device log "$held"
says 0 "; the auditor holds it" "$dialgate" audit show log
cp trial/auditor/held.keys held.kept
chmod 644 trial/auditor/held.keys
fails "chmod 600 trial/auditor/held.keys" verify log
chmod 600 trial/auditor/held.keys
echo "x" >>trial/auditor/held.keys
fails "held.keys:2: is no key of a held log" verify log
cp held.kept trial/auditor/held.keys

# A ledger is read to the letter: a line that is not as it was written is an error with its number.
cp trial/auditor/ledger kept
malformed() {
  cp kept trial/auditor/ledger
  sed -i "$1" trial/auditor/ledger
  fails "ledger:$2: $3" verify log
  fails "ledger:$2: $3" receipt "$head"
  cp kept trial/auditor/ledger
}
malformed '1s/gate/gates/' 1 "is no line about a log"
malformed '1p' 2 "names a log that was named before"
malformed '2s/checkpoint/held/' 2 "does not say what its receipt says"
malformed '2s/.$/x/' 2 "holds no receipt under the signature"
malformed '2d' 2 "does not follow the receipt before it"
malformed '2s/^receipt/paid/' 2 "is no line of a ledger"
malformed '$s/$/\nvoid/' 5 "is no line that voids a receipt"
head -c -1 kept >trial/auditor/ledger
fails "ledger:4: is cut short" verify log
rm trial/auditor/ledger
fails "restore it from a backup" verify log
cp kept trial/auditor/ledger

voided() { "$dialgate" audit receipt --keys trial/auditor --void "$1"; }
# A receipt whose record is lost is voided: it stays, and the next follows the one before it.
holds "a checkpoint that will be lost" cp -r log older
cp -r $device older-device
says 0 declared_contact calls $device log 1
mkdir trial/auditor/ledger.new
fails "Is a directory" receipt "$(checkpoint $device log)"  # what the ledger does not have, nobody gets
rmdir trial/auditor/ledger.new
says 0 "receipt:" receipt "$(checkpoint $device log)"
lost=$(tail -n 1 trial/auditor/ledger | cut -f 3)
says 1 "its end was cut off" verify older
fails "no receipt for record 1 " voided "$log_id:1"
fails "LOG-ID:SEQUENCE" voided "$log_id"
says 0 "voided" voided "$log_id:$lost"
[[ $(tail -n 2 trial/auditor/ledger | head -n 1) == *"$tab$lost$tab"* ]] || wrong "it stays listed"
fails "no receipt for record $lost " voided "$log_id:$lost"
says 0 "bound up to record " verify older
says 0 "receipt:" receipt "$(checkpoint older-device older)" --reset-clock
[[ $(tail -n 1 trial/auditor/ledger) == *"${tab}checkpoint+reset$tab"* ]] || wrong "expected the reset in the ledger"
says 0 "bound up to record " accept older-device older "$output"
says 0 "; the clock is reset" "$dialgate" audit show older
gives 0 declared_contact calls older-device older 1
says 0 "records after it are not bound" verify older

# Two at once lose no entry.
for n in 1 2 3 4 5 6; do
  "$dialgate" provision --site shenzhen-3 --gate "gate-$n" --region CN --issuer trial/issuer/policy.pub --lookup trial/issuer/lookup.key \
    --auditor trial/auditor --out "at-once/$n" --fresh >/dev/null 2>&1 &
done
wait
gives 0 7 grep -c "^log" trial/auditor/ledger

# A simulation's log can have receipts, and is worth no more for that.
cat >calls.csv <<CSV
at,account,dialed,purpose,mode
2026-11-24T03:00:00Z,L-1,13800138000,collect,manual
CSV
holds "a simulation" "$dialgate" simulate --policy policy.dgp --keys trial/device --calls calls.csv --audit simulated
says 0 "checkpoint:" checkpoint trial/device simulated
[[ $errors == *simulated* ]] || wrong "expected the note that it is simulated"
head=$output
fails "no clock to reset" receipt "$head" --reset-clock
says 0 "receipt:" receipt "$head"
[[ $errors == *simulated* ]] || wrong "expected the note that it is simulated"
receipt=$output
says 0 "bound up to record " verify simulated
[[ $output == "simulated: "* ]] || wrong "expected it to say so"
fails "is of another gate's log" accept trial/device simulated "$receipt"
finish
