# From what people said on the phone to the next policy: gates' logs, audit refusals, build --refusals.
source "$(dirname "$0")/lib.sh"
source "$here/gates.sh"

# A site that is open now, whenever that is.
cat >rules.txtpb <<END
issuer: "Example Bank" site: "shenzhen-3" serial: 7 not_before: "$(day yesterday)" not_after: "$(day '20 days')"
region: "CN" default_zones: "Asia/Shanghai"
roles { role: ROLE_DEBTOR purposes: PURPOSE_COLLECT modes: MODE_MANUAL any_time: true }
roles { role: ROLE_GUARANTOR purposes: PURPOSE_COLLECT modes: MODE_MANUAL any_time: true }
roles { role: ROLE_REFERENCE purposes: PURPOSE_RELAY modes: MODE_MANUAL any_time: true }
END
printf 'account,debtor\nL-1,D-1\nL-2,D-1\nL-3,D-3\n' >accounts.csv
header=account,number,role,provenance,declared_on,evidence
contacts() {  # ACCOUNT NUMBER ROLE, three by three
  echo $header
  printf '%s,%s,%s,contract,2025-04-02,ev\n' "$@"
}
alice=13800138000 berta=13900139000 carl=13700137000 dora=13600136000
this_month=(L-1 $alice debtor L-1 $berta reference L-1 $carl debtor L-3 $dora debtor)
contacts "${this_month[@]}" >contacts.csv
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
build

# One gate: Berta refuses when she calls back, Carl says that he is not the debtor, Dora's number is
# withdrawn on the device.
gate() { "$dialgate" run --policy policy.dgp --keys trial/device --log log; }
call() { printf '{"account":"%s","dialed":"+86%s","purpose":"%s","mode":"manual"}\n' "$@"; }
report() { printf '{"permit":"%s","outcome":"%s"}\n' "$@"; }
permits=($({ call L-1 $berta relay; call L-1 $carl collect; } | gate 2>errors.txt | sed -nE 's/.*"permit":"([0-9a-f]+)".*/\1/p'))
[[ ${#permits[@]} == 2 ]] || wrong "two calls are allowed"
says 0 '"error":"already_reported"' bash -c "{ $(declare -f report); report ${permits[0]} no_answer; report ${permits[0]} refused
  report ${permits[1]} wrong_party; } | $dialgate run --policy policy.dgp --keys trial/device --log log"
holds "a withdrawal on the device" "$dialgate" withdraw --log log --keys trial/device --number +86$dora
says 0 '"withdraw' "$dialgate" audit show log --json
# Another gate of the site: Alice refuses.
printf 'at,account,dialed,purpose,mode,outcome\n%s,L-1,+86%s,collect,manual,refused\n' "$(date -u +%FT%TZ)" $alice >calls.csv
holds "a simulation" "$dialgate" simulate --policy policy.dgp --keys trial/device --calls calls.csv --audit second
says 0 "one.csv: 2 who refused or were the wrong party" "$dialgate" audit refusals log --keys trial/auditor --out one.csv
says 0 "two.csv: 1 who refused or were the wrong party" "$dialgate" audit refusals second --keys trial/auditor --out two.csv

# Next month the same people come back, under these labels and new ones.
next_month=("${this_month[@]}" L-2 $alice debtor L-3 $alice reference L-2 $berta guarantor L-3 $berta debtor
  L-2 $carl guarantor L-3 $carl debtor)
contacts "${next_month[@]}" >contacts.csv
sed -i 's/serial: 7/serial: 8/' rules.txtpb
reasons() {  # of calls of ACCOUNT NUMBER PURPOSE, three by three
  { echo at,account,dialed,purpose,mode; printf "$(date -u +%FT%TZ),%s,+86%s,%s,manual\n" "$@"; } >calls.csv
  "$dialgate" check --policy policy.dgp --keys trial/device --calls calls.csv | sed -E 's/.*"reason":"([a-z_]*)".*/\1/'
}
whom=(L-1 $alice collect L-2 $alice collect L-1 $berta relay L-2 $berta collect L-1 $carl collect L-2 $carl collect)
others=(L-3 $alice relay L-3 $berta collect L-3 $carl collect L-3 $dora collect)
each() { for ((i = 0; i < $2; i++)); do echo "$1"; done; }
build
gives 0 "$(each declared_contact 10)" reasons "${whom[@]}" "${others[@]}"
build --refusals one.csv two.csv --manifest manifest
[[ $output == *"by refusals alone "*" 6  in 3 rows of 2 files"* ]] || wrong "expected how many contacts were withdrawn"
gives 0 "$(each contact_withdrawn 6; each declared_contact 4)" reasons "${whom[@]}" "${others[@]}"
for file in one.csv two.csv; do
  says 0 "{\"input\":\"refusals\",\"digest\":\"$(sha512sum $file | cut -c1-64)\"" cat manifest
done
says 0 '"withdrawn":6,"withdrawn_by_refusals":6' cat manifest
build --refusals two.csv
gives 0 "$(each contact_withdrawn 2; each declared_contact 8)" reasons "${whom[@]}" "${others[@]}"

# The same bytes, whatever the order of files and rows.
build --refusals one.csv two.csv
cp policy.dgp first.dgp
cp manifest first
build --refusals two.csv --refusals one.csv --manifest manifest
holds "the order of files does not tell" cmp manifest first
{ sed 1q one.csv; sed 1d one.csv | tac; sed 1d two.csv; sed 1d two.csv; } >all.csv
build --refusals all.csv
holds "the order of rows does not tell" cmp policy.dgp first.dgp

# What is wrong is said with its line; what concerns nobody, too.
refuses() { fails "$1" "$dialgate" build --rules rules.txtpb --accounts accounts.csv --contacts contacts.csv --keys trial/issuer --out policy.dgp --refusals "${@:2}"; }
{ cat one.csv; echo x,refused,0,debtor,; } >bad.csv
refuses "bad.csv:4: lookup_key: \`x\` is not 16 digits" one.csv bad.csv
refuses "none.csv" none.csv
refuses "is named twice" one.csv one.csv
holds "another site" "$dialgate" keygen --out other --site shenzhen-4 --region CN
rm -rf trial/issuer.kept && cp -r trial/issuer trial/issuer.kept && cp other/issuer/lookup.key trial/issuer/
refuses "one.csv:2: lookup_key: " one.csv
[[ $errors == *"is not the key of this build"*"give the refusals of this site's own gates"* ]] || wrong "expected what to do"
rm -rf trial/issuer && mv trial/issuer.kept trial/issuer
holds "the policy stays" cmp policy.dgp first.dgp
contacts L-3 $dora debtor >contacts.csv
build --refusals one.csv two.csv
[[ $errors == *"one.csv and 1 more: concern no row of contacts.csv"* ]] || wrong "expected a warning"
finish
