# Sourced by tests of gates that run now, whenever that is: a site, its policy, and what is asked of gates.
day() { date -u -d "$1" +%Y-%m-%dT00:00:00Z; }

# rules SERIAL CAP [MORE]   rules.txtpb of a site that is open at any time, its debtors under one cap
rules() {
  cat >rules.txtpb <<END
issuer: "Example Bank" site: "shenzhen-3" serial: $1 not_before: "$(day yesterday)" not_after: "$(day '20 days')"
region: "CN" default_zones: "Asia/Shanghai" ${3:-}
roles { role: ROLE_DEBTOR purposes: PURPOSE_COLLECT modes: MODE_MANUAL any_time: true
  caps { counts: COUNTS_DIALED $2 per: PER_NUMBER } }
END
}
# policy SERIAL [MORE]   policy.dgp of such a site with one debtor
policy() {
  rules "$1" "max: 9 minutes: 10080" "${2:-}"
  printf 'account,debtor,due_date,stopped\nL-1,,,\n' >accounts.csv
  printf 'account,number,role,provenance,declared_on\nL-1,13800138000,debtor,contract,2025-04-02\n' >contacts.csv
  build
}

# trial   keys in trial/, policy 7 of that site, and the names of its one gate: device, log_id
trial() {
  holds "a trial is made" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
  policy 7
  device=trial/device
  log_id=$(sed -n 's/^log: //p' $device/gate.txt)
}

# start DEVICE LOG   a gate that runs on: written to by descriptor 7, read from answers
start() {
  mkfifo in.fifo 2>/dev/null
  : >answers
  "$dialgate" run --policy policy.dgp --keys "$1" --log "$2" <in.fifo >answers 2>notes.txt &
  pid=$!
  exec 7>in.fifo
}
# ask LINE   its answer
ask() {
  local before
  before=$(wc -l <answers)
  echo "$1" >&7
  for ((i = 0; i < 400; i++)); do
    [[ $(wc -l <answers) -gt $before ]] && break
    sleep 0.02
  done
  tail -n 1 answers
}

call='{"id":"a","dialed":"+8613800138000","account":"L-1","purpose":"collect","mode":"manual"}'
# calls DEVICE LOG COUNT   a gate that starts, answers that many calls and ends
calls() {
  for ((n = 0; n < $3; n++)); do echo "$call"; done |
    "$dialgate" run --policy policy.dgp --keys "$1" --log "$2" 2>notes.txt | sed -E 's/.*"reason":"([a-z_]*)".*/\1/'
}
checkpoint() { "$dialgate" audit checkpoint "$2" --keys "$1"; }
receipt() { "$dialgate" audit receipt "$1" --keys trial/auditor "${@:2}"; }
accept() { "$dialgate" audit accept "$3" --keys "$1" --log "$2"; }
verify() { "$dialgate" audit verify "$1" --keys trial/auditor "${@:2}"; }
# bind DEVICE LOG   the head of the log goes to the auditor, and his receipt into the log
bind() { accept "$1" "$2" "$(receipt "$(checkpoint "$1" "$2")")"; }
records() { "$dialgate" audit show "$1" 2>/dev/null | wc -l; }
