# verify --receipts: a file of receipts beside the ledger, some of which the ledger voided.
source "$(dirname "$0")/lib.sh"
source "$here/gates.sh"
trial
gives 0 declared_contact calls $device log 1
cp -r log older
cp -r $device older-device
gives 0 declared_contact calls $device log 1
says 0 "receipt:" receipt "$(checkpoint $device log)"
echo "$output" >lost.txt
lost=$(tail -n 1 trial/auditor/ledger | cut -f 3)

# As long as it counts, it counts once, in the ledger or beside it, and exposes a log without it.
says 0 "bound up to record $lost of " verify log --receipts lost.txt
says 1 "exposed: the receipt of " verify older --receipts lost.txt

# Voided, it binds nothing and accuses nobody, whoever brings it again.
says 0 "voided" "$dialgate" audit receipt --keys trial/auditor --void "$log_id:$lost"
says 0 "no receipt binds this log" verify log --receipts lost.txt
says 0 "no receipt binds this log" verify older --receipts lost.txt
[[ $output != *"not in the ledger"* ]] || wrong "expected nothing of it"

# What was signed in its place is another receipt, also where it covers as much.
says 0 "receipt:" receipt "$(checkpoint $device log)"
echo "$output" >next.txt
cat lost.txt next.txt >both.txt
for receipts in lost.txt next.txt both.txt; do
  says 0 "bound up to record $lost of " verify log --receipts $receipts
  says 1 "its end was cut off" verify older --receipts $receipts
  gives 0 1 grep -c "^exposed: " <<<"$output"
done

# A ledger that was set back does not know that it was voided: then the file speaks.
cp trial/auditor/ledger kept
grep -v -e "^receipt" -e "^void" kept >trial/auditor/ledger
says 0 "no receipt binds this log" verify older
says 1 "exposed: the receipt of " verify older --receipts lost.txt
cp kept trial/auditor/ledger
# One that says held is not voided without a word of what may have come of it.
gives 0 declared_contact calls $device log 1
says 0 "receipt:" receipt log
held=$(tail -n 1 trial/auditor/ledger | cut -f 3)
says 0 "voided" "$dialgate" audit receipt --keys trial/auditor --void "$log_id:$held"
[[ $errors == *"a gate that took it may have dropped what it covers"* ]] || wrong "expected a note"
finish
