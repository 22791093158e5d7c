# build, countersign and show.
source "$(dirname "$0")/lib.sh"
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
holds "a supervisor" "$dialgate" keygen --party cosigner --out supervisor

build --excluded excluded.csv --manifest manifest
[[ $output == "policy.dgp: policy 7 of site shenzhen-3, issued by Example Bank, compliance, "* ]] || wrong "expected the head of the report"
[[ $output == *"  debtor                           4"* ]] || wrong "expected 4 debtors"
[[ $output == *"not_declared                     1"* ]] || wrong "expected one row left out"
[[ $errors == "warning: "* ]] || wrong "expected the warning about the dial plan"
gives 0 $'line,account,reason\n4,L-1,not_declared' cat excluded.csv
holds "a manifest with its signature" test -s manifest -a -s manifest.sig
cp policy.dgp first.dgp
build
holds "the same files give the same policy" cmp policy.dgp first.dgp

show() { "$dialgate" show policy.dgp "$@"; }
for text in "issuer              Example Bank, compliance" "site                shenzhen-3" \
  "valid               from 2026-11-01T00:00:00Z until 2026-12-01T00:00:00Z (30 days)" "serial              7" \
  "days past due       manual: 61 or more, automated: 3 or more" "hours               Mon-Sat 09:00-20:00" \
  "at most 3 answered calls about one debtor on one day" "at most 1 dialed call about one account within 30 minutes" \
  "the debtor was tried once a day on 3 calling days and not reached" "never called: the rules do not mention it" \
  "needs 7 events a key" "closed dates        2026-11-11" "exempt numbers      +864008205555" \
  "America/New_York UTC-04:00, UTC-05:00 from 2026-11-01T06:00:00Z" "listed              4, of which 3 have a due date" \
  "stopped             1 for dispute" "debtor                             4             0             1"; do
  says 0 "$text" show
done
says 0 "$(cat trial/issuer/policy.pub)" show
says 0 "an issuer by trial/device/policy.pub" show --keys trial/device
says 0 "no issuer by supervisor/policy.pub" show --keys supervisor
holds "no line is over 100 columns" bash -c "! $dialgate show policy.dgp --keys trial/device | grep -E '.{101}'"

countersign() { "$dialgate" countersign policy.dgp --keys "$@"; }
says 0 "signed as well by $(cat supervisor/policy.pub)" countersign supervisor
says 0 "serial              7" show
says 0 "no issuer by trial/device/policy.pub: its gates do not take this policy" show --keys trial/device
run countersign supervisor
[[ $status == 2 && $(wc -l <errors.txt) == 1 ]] || wrong "nobody signs twice"
holds "a second gate" "$dialgate" provision --site shenzhen-3 --gate two --region CN --issuer trial/issuer/policy.pub \
  supervisor/policy.pub --lookup trial/issuer/lookup.key --auditor trial/auditor --out both --fresh
says 0 "an issuer by both/policy.pub" show --keys both
run "$dialgate" show first.dgp --keys both
[[ $status == 1 && $errors == *"[signature_missing]" && $output == *"serial"* ]] || wrong "a policy that a gate refuses is shown, with status 1"

fails "No such file" "$dialgate" show no.dgp
fails "No such file" countersign nobody
chmod 640 supervisor/policy.key
fails "chmod 600 supervisor/policy.key" countersign supervisor
chmod 604 trial/issuer/lookup.key
fails "chmod 600 trial/issuer/lookup.key" "$dialgate" build --rules rules.txtpb --accounts accounts.csv --contacts contacts.csv --keys trial/issuer --out x
chmod 600 trial/issuer/lookup.key

bad() {  # bad TEXT: the site's files as they are now do not build, and no output is touched
  cp first.dgp policy.dgp
  rm -f excluded.csv
  fails "$1" "$dialgate" build --rules rules.txtpb --accounts accounts.csv --contacts contacts.csv --keys trial/issuer --out policy.dgp --excluded excluded.csv
  cmp -s policy.dgp first.dgp || wrong "the old policy must stay"
  [[ ! -e excluded.csv ]] || wrong "no list of a build that failed"
  cp "$here"/site/* .
}
sed -i 's/serial: 7/serial: 0/' rules.txtpb; bad serial
sed -i 's/account,debtor/acount,debtor/' accounts.csv; bad "acount"
sed -i 's/L-1,13800138000/L-9,13800138000/' contacts.csv; bad "contacts.csv:2"
rm accounts.csv; bad "accounts.csv"
fails "--out is required" "$dialgate" build --rules rules.txtpb --accounts accounts.csv --contacts contacts.csv --keys trial/issuer
fails "policy.key" "$dialgate" build --rules rules.txtpb --accounts accounts.csv --contacts contacts.csv --keys trial/device --out x
finish
