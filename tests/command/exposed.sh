# What whoever holds a gate, its key and its log can do to it, and what of that its auditor sees.
source "$(dirname "$0")/lib.sh"
source "$here/gates.sh"
trial
# keep NAME   the image of a device as it stands; back NAME puts it back
keep() { rm -rf "$1" && mkdir "$1" && cp -r $device "$1/device" && cp -r log "$1/log"; }
back() { rm -rf $device log && cp -r "$1/device" $device && cp -r "$1/log" log; }

gives 0 declared_contact calls $device log 1
keep early
gives 0 $'declared_contact\ndeclared_contact' calls $device log 2
keep before
says 0 "bound up to record " bind $device log
bound=$(tail -n 1 trial/auditor/ledger | cut -f 3)
gives 0 declared_contact calls $device log 1
keep whole
last=$(records log)
says 0 "bound up to record $bound of " verify log

# The image of the device is set back to before what a receipt covers.
back early
says 1 "exposed: the receipt of " verify log
# Nor is it taken for the whole of what the gate did.
says 1 "" "$dialgate" audit find log --number +8613800138000 --keys trial/auditor
[[ $errors == *"exposed: the receipt of "* ]] || wrong "expected what is exposed"
says 1 "exposed: the receipt of " "$dialgate" audit refusals log --keys trial/auditor --out refusals.csv
[[ ! -e refusals.csv ]] || wrong "no file is written of such a log"
says 1 "exposed: the receipt of " verify log
[[ $output == *"covers record $bound of "*"its end was cut off, or it was set back"* ]] || wrong "expected which receipt and why"
gives 0 $'declared_contact\ndeclared_contact\ndeclared_contact\ndeclared_contact' calls $device log 4
says 1 "covers record $bound of " verify log
[[ $output == *"another one there"* ]] || wrong "expected that it went another way"
# Its checkpoints are signed, since they are newer, but it cannot take the receipts.
says 0 "receipt:" receipt "$(checkpoint $device log)"
fork_receipt=$output
fork_sequence=$(tail -n 1 trial/auditor/ledger | cut -f 3)
fails "went another way, or was set back: tell the auditor" accept $device log "$fork_receipt"
# Nor can the gate that was not set back: where two are, one of them is found.
back whole
fails "does not hold both as signed" accept $device log "$fork_receipt"
holds "the auditor voids it" "$dialgate" audit receipt --keys trial/auditor --void "$log_id:$fork_sequence"
says 0 "bound up to record $bound of " verify log

# Set back to after it, and the calls since made anew: no receipt covers them, so nothing is seen.
back before
gives 0 $'declared_contact\ndeclared_contact' calls $device log 2
says 0 "the $(($(records log) - bound)) records after it are not bound" verify log
back whole

# The key copied, and the log continued elsewhere: the next receipt for one of the two exposes the other.
cp -r $device copied-device
cp -r log copied
gives 0 $'declared_contact\ndeclared_contact' calls copied-device copied 2  # within one second the same call is the same record
gives 0 declared_contact calls $device log 1
says 0 "are not bound" verify copied # not exposed before that
says 0 "bound up to record " bind $device log
says 1 "exposed: " verify copied
newest=$(receipt "$(checkpoint $device log)")
fails "went another way, or was set back" accept copied-device copied "$newest"
says 0 "bound up to record " accept $device log "$newest"
keep whole

# Where the policy asks for receipts, a copy that brings no checkpoint stops.
policy 8 "receipt_within_hours: 2"
holds "a new gate" "$dialgate" provision --site shenzhen-3 --gate late --region CN --issuer trial/issuer/policy.pub \
  --lookup trial/issuer/lookup.key --auditor trial/auditor --out late --fresh
sed -i "s/^provisioned: .*/provisioned: $(date -d '3 hours ago' +%s)/" late/gate.txt
gives 0 receipt_overdue calls late late-log 1
says 0 "receipt_overdue: collect, manual; the policy asks for an auditor's receipt within 2 hours" \
  "$dialgate" audit show late-log --policy policy.dgp
cp -r late late-copied
cp -r late-log late-log-copied
says 0 "bound up to record " bind late late-log
gives 0 declared_contact calls late late-log 1
gives 0 receipt_overdue calls late-copied late-log-copied 1
fails "is for another log" accept $device log "$(receipt "$(checkpoint late late-log)")"
policy 9

# The end is cut: seen where a receipt covers it, and not where none does.
size=$(stat -c %s early/log/00000001.log)
rm -rf cut && cp -r whole/log cut
truncate -s "$size" cut/00000001.log
says 1 "its end was cut off" verify cut
newest=$(cut -f 1-3 trial/auditor/ledger | grep "$log_id" | tail -n 1 | cut -f 3)
size=$(stat -c %s log/00000001.log)
gives 0 declared_contact calls $device log 1
cp -r log cut-behind
truncate -s "$size" cut-behind/00000001.log
says 0 "bound up to record $newest of " verify cut-behind
# The gate itself sees either: its key knows how far the log was.
gives 0 audit_unavailable calls $device cut-behind 1
grep -q "ends before record" notes.txt || wrong "expected why: $(cat notes.txt)"
gives 0 audit_unavailable calls $device early/log 1

# A log that is gone is told by the ledger alone.
fails "No such file" verify gone
gives 0 "1" bash -c "cut -f 1,2 trial/auditor/ledger | grep -c '^log.$log_id'"

# A record is taken out: the seal shows that with or without a receipt.
rm -rf cut && cp -r log cut
head -c 200 log/00000001.log >cut/00000001.log
tail -c +320 log/00000001.log >>cut/00000001.log
says 1 "first bad record is " verify cut

finish
