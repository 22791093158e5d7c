# The program on logs of its own gate that somebody had his hands on: tampered.sh DIALGATE
source "$(dirname "${BASH_SOURCE[0]}")/../command/lib.sh"

day() { date -u -d "$1" +%Y-%m-%dT00:00:00Z; }
cat >rules.txtpb <<END
issuer: "Example Bank" site: "shenzhen-3" serial: 7 not_before: "$(day yesterday)" not_after: "$(day '20 days')"
region: "CN" default_zones: "Asia/Shanghai"
roles { role: ROLE_DEBTOR purposes: PURPOSE_COLLECT modes: MODE_MANUAL any_time: true
  caps { counts: COUNTS_DIALED max: 9 minutes: 10080 per: PER_NUMBER } }
END
printf 'account\nL-1\n' >accounts.csv
printf 'account,number,role,provenance,declared_on\nL-1,13800138000,debtor,contract,2025-04-02\n' >contacts.csv
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
holds "another" "$dialgate" keygen --out other --site shenzhen-3 --region CN
build
call='{"dialed":"+8613800138000","account":"L-1","purpose":"collect","mode":"manual"}'
# gate DEVICE LOG   starts, answers two calls and ends; the answers' reasons
gate() {
  printf '%s\n%s\n' "$call" "$call" | "$dialgate" run --policy policy.dgp --keys "$1" --log "$2" 2>errors.txt |
    sed -E 's/.*"reason":"([a-z_]*)".*/\1/'
}
verify() { "$dialgate" audit verify "$1" --keys "${2:-trial/auditor}"; }
records() { "$dialgate" audit show "$1" 2>errors.txt | wc -l; }
bytes() { stat -c %s "$1/00000001.log"; }
# copy LOG: a log to be changed
copy() { rm -rf bad && cp -r "$1" bad; }
bad() { says 1 "the first bad record is $1" verify bad; }
flip() { printf "\\x$(printf %02x $((0x$(od -An -tx1 -j "$1" -N 1 bad/00000001.log | tr -d ' ') ^ 1)))" | dd of=bad/00000001.log bs=1 seek="$1" conv=notrunc status=none; }

gives 0 $'declared_contact\ndeclared_contact' gate trial/device log
cp -r log before && cp -r trial/device device-before
gives 0 $'declared_contact\ndeclared_contact' gate trial/device log
holds "the log is verified" verify log
first=$(records before) all=$(records log) middle=$(bytes before) end=$(bytes log)

copy log; flip 20; bad 1
copy log; flip $((middle + 20)); bad $((first + 1))
copy log; flip $((end - 1)); bad "$all"
copy log; truncate -s -1 bad/00000001.log; bad "$all"
# Records that were dropped, repeated, or changed in their order.
copy log; tail -c +$((middle + 1)) log/00000001.log >bad/00000001.log; bad 1
copy log; tail -c +$((middle + 1)) log/00000001.log >>bad/00000001.log; bad $((all + 1))
copy log; { head -c "$middle" log/00000001.log; cat log/00000001.log; } >bad/00000001.log; bad $((first + 1))
# Two logs of one site.
for _ in 1 2; do gate other/device other-log >/dev/null; done
copy log
{ head -c "$middle" log/00000001.log; tail -c +$((middle + 1)) other-log/00000001.log; } >bad/00000001.log
says 1 "the first bad record is " verify bad
says 1 "the first bad record is 1" verify other-log

# A log that is older than its device: the gate allows nothing on it.
copy before
gives 0 $'audit_unavailable\naudit_unavailable' gate trial/device bad
# Without a receipt: a tail that is cut between records, and both put back together, are not seen.
copy log; truncate -s "$middle" bad/00000001.log
says 0 "no receipt binds" verify bad
cp -r before again
gives 0 $'declared_contact\ndeclared_contact' gate device-before again
says 0 "no receipt binds" verify again
finish
