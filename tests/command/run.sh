# run and withdraw: a gate as a process, its orders, its policies and its end.
source "$(dirname "$0")/lib.sh"
source "$here/gates.sh"

printf 'account,debtor,due_date,stopped\nL-1,,,\nL-2,,,\nL-3,,,\n' >accounts.csv
printf 'account,number,role,provenance,declared_on\nL-1,13800138000,debtor,contract,2025-04-02\nL-2,13900139000,debtor,contract,2025-04-02\nL-3,13600136000,debtor,contract,2025-04-02\n' >contacts.csv
holds "a trial is made" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
cap='max: 2 minutes: 10080'
rules 7 "$cap"
build
cp -r trial/device never-started

gate() { "$dialgate" run --policy policy.dgp --keys trial/device --log log "$@"; }
withdraw() { "$dialgate" withdraw --keys trial/device --log log "$@"; }
call() { printf '{"id":"%s","dialed":"%s","account":"%s","purpose":"collect","mode":"manual"}\n' "$1" "$2" "$3"; }
# reasons LINES   what a gate that starts, answers these and ends says of each
reasons() { printf '%s\n' "$@" | gate 2>errors.txt | sed -E 's/.*"id":"?([^",]*)"?,.*"reason":"([a-z_]*)".*/\1 \2/'; }

# Answers in order; an emergency call waits for none; what is malformed ends nothing.
gives 0 $'b emergency\na declared_contact\nc account_unknown' \
  reasons "$(call a +8613800138000 L-1)" '{"id":"b","dialed":"110"}' "$(call c +8613800138000 L-9)"
malformed() { printf '%s\n' "$1" | gate; }
says 0 '"error":"malformed"' malformed '{"id":1,"dialed":'
says 0 'is no member of this line' malformed '{"dialed":"110","acount":"L-1"}'
says 0 '"detail":"dialed: is missing' malformed '{"id":1}'
says 0 '"error":"not_authentic"' malformed "{\"permit\":\"$(printf '00%.0s' {1..61})\",\"outcome\":\"no_answer\"}"
says 0 'id: is neither a number nor a text' malformed '{"id":{"call":1},"dialed":"110"}'
nested() {
  gate <<<"{\"id\":$(printf '[%.0s' {1..32000})$(printf ']%.0s' {1..32000})}
{\"id\":\"b\",\"dialed\":\"110\"}"
}
says 0 'nests too deeply' nested
[[ $output == *'"reason":"emergency"'* ]] || wrong "an emergency call behind it is answered"
says 0 '"reason":"number_malformed"' malformed '{"dialed":"913800138000,1"}'

# It remembers over its starts: this number has one call left.
gives 0 $'a declared_contact\nb limit_reached' reasons "$(call a +8613800138000 L-1)" "$(call b +8613800138000 L-1)"

noted() {
  for ((i = 0; i < 400; i++)); do
    grep -q "$1" notes.txt && return 0
    sleep 0.02
  done
  cat notes.txt
  return 1
}
start trial/device log
says 0 declared_contact ask "$(call 1 +8613900139000 L-2)"
permit=$(sed -E 's/.*"permit":"([0-9a-f]*)".*/\1/' <<<"$output")
says 0 '{"id":2,"ok":true}' ask "{\"id\":2,\"permit\":\"$permit\",\"outcome\":\"answered\"}"
says 0 '"error":"already_reported"' ask "{\"id\":3,\"permit\":\"$permit\",\"outcome\":\"no_answer\"}"
fails "another gate is running on this log" bash -c "$dialgate run --policy policy.dgp --keys trial/device --log log </dev/null"
second() { gate <<<"$(call unheard +8613900139000 L-2)"; }
says 2 '{"id":"unheard","verdict":"deny","reason":"audit_unavailable"' second

# So it is where there is no memory for its history, and its input goes on. (Some builds need more
# memory themselves.)
mkfifo endless
too_large() {
  (
    exec 8<>endless
    call unheard +8613900139000 L-2 >&8
    ulimit -v 4000000
    timeout 60 "$dialgate" run --policy policy.dgp --keys trial/device --log log --history-keys 268435456 <&8
  )
}
if (ulimit -v 4000000 && "$dialgate" --help) >/dev/null 2>&1; then
  says 2 '{"id":"unheard","verdict":"deny","reason":"audit_unavailable"' too_large
  [[ $errors == *"--history-keys"* && $(wc -l <errors.txt) == 1 ]] || wrong "it says what to do"
fi

# An order is in force when it returns; ids are the log's number and the record's.
log_id=$(sed -n 's/^log: //p' trial/device/gate.txt)
says 0 "$log_id:" withdraw --number 13900139000
id=$output
says 0 contact_withdrawn ask "$(call 4 +8613900139000 L-2)"
says 0 "$log_id:" withdraw --account L-3
says 0 account_stopped ask "$(call 5 +8613600136000 L-3)"
says 0 "$log_id:" withdraw --role debtor
role_id=$output
says 0 role_suspended ask "$(call 6 +8613800138000 L-1)"
gives 0 "" ls trial/device/orders
fails "taken back" "$dialgate" withdraw --keys never-started --log log --role debtor
gives 0 "" ls never-started/orders

# A newer policy restores what it names; one that is refused leaves the old one in force.
rules 8 "$cap" "restores: \"$id\" restores: \"$role_id\""
build
kill -HUP $pid
holds "the newer policy comes into force" noted "is in force"
says 0 declared_contact ask "$(call 7 +8613900139000 L-2)"
says 0 account_stopped ask "$(call 8 +8613600136000 L-3)"
cp policy.dgp good.dgp
echo broken >policy.dgp
kill -HUP $pid
holds "the broken one is refused" noted "the policy before stays in force"
says 0 limit_reached ask "$(call 9 +8613800138000 L-1)"
cp good.dgp policy.dgp

# SIGTERM ends it in order, and it says so in its log.
kill -TERM $pid
command="kill -TERM" output="" errors=""
wait $pid
status=$?
[[ $status == 0 ]] || wrong "SIGTERM ends it with status 0"
exec 7>&-
says 0 '"kind":"end"' bash -c "$dialgate audit show log --json 2>/dev/null | tail -n 1"
holds "the log verifies" "$dialgate" audit verify log --keys trial/auditor

# Where none runs, the command writes the record itself.
says 0 "$log_id:" withdraw --number +8613900139000
gives 0 "a contact_withdrawn" reasons "$(call a +8613900139000 L-2)"
fails "one of --number, --account and --role" withdraw
fails "one of --number, --account and --role" withdraw --role debtor --account L-1
fails "no role" withdraw --role boss
fails "no telephone number can be read" withdraw --number x
gives 0 0 bash -c "grep -rlE '13[89]00' log trial/device | wc -l"

# A log that is gone, cut or another's is never begun anew; help can be called all the same.
mv log away
unavailable() { gate "$@" <<<"$(call a +8613600136000 L-2)
{\"id\":\"b\",\"dialed\":\"110\"}" 2>errors.txt; grep -c "provision the gate again\|there is no log here" errors.txt; }
says 0 '"reason":"emergency"' unavailable
[[ $output != *declared_contact* && $output == *$'\n1' ]] || wrong "a missing log denies and says so"
fails "there is no log here" withdraw --role debtor
cp -r away log
truncate -s 300 log/00000001.log
says 0 '"reason":"emergency"' unavailable
[[ $output != *declared_contact* && $output == *$'\n1' ]] || wrong "a log that is cut denies and says so"
rm -r log
mv away log
gives 0 "a contact_withdrawn" reasons "$(call a +8613900139000 L-2)"
finish
