# keygen and provision: every party's folder, and what is refused.
source "$(dirname "$0")/lib.sh"

says 0 "Keep every .key secret" "$dialgate" keygen --party issuer --out issuer
says 0 "" "$dialgate" keygen --party cosigner --out cosigner
says 0 "" "$dialgate" keygen --party auditor --out auditor
gives 0 $'lookup.key\npolicy.key\npolicy.pub' ls issuer
gives 0 $'policy.key\npolicy.pub' ls cosigner
gives 0 $'ledger\nreceipt.key\nreceipt.pub\nseal.key' ls auditor
gives 0 $'600\n600\n600\n600\n600' stat -c %a issuer/policy.key issuer/lookup.key cosigner/policy.key auditor/seal.key auditor/receipt.key

before=$(cat issuer/* | sha256sum)
fails "never overwritten" "$dialgate" keygen --party issuer --out issuer
[[ $(cat issuer/* | sha256sum) == "$before" ]] || wrong "keys were overwritten"
fails "issuer" "$dialgate" keygen --party bank --out other
fails "--out is required" "$dialgate" keygen --party issuer
fails "name one of the two" "$dialgate" keygen --out other
fails "--site and --region are of a trial" "$dialgate" keygen --party issuer --site x --out other
fails "other/x: Not a directory" bash -c "touch other; exec $dialgate keygen --party issuer --out other/x"
rm other

provision() {
  "$dialgate" provision --site shenzhen-3 --gate hall-2 --region CN --issuer issuer/policy.pub cosigner/policy.pub \
    --lookup issuer/lookup.key --auditor auditor "$@"
}
says 0 "signatures of 2 issuers" provision --out device --fresh --outside-line 9 --modes manual,automated
gives 0 $'checkpoint.key\ngate.txt\nlog.key\nlookup.key\npermit.key\npolicy.pub\npolicy.state\nreceipt.pub' ls device
gives 0 $'600\n600\n600\n600' stat -c %a device/log.key device/permit.key device/lookup.key device/checkpoint.key
says 0 $'\tgate\t' cat auditor/ledger
[[ $output == *$'\tshenzhen-3\thall-2' ]] || wrong "the ledger knows the gate's log"
gives 0 "$(cat issuer/policy.pub cosigner/policy.pub)" cat device/policy.pub
holds "the auditor keeps the lookup key" cmp issuer/lookup.key auditor/lookup.key
gives 0 "modes: manual automated" grep modes device/gate.txt
gives 0 "emergency: 110 119 120" grep emergency device/gate.txt
gives 0 "outside_line: 9" grep outside_line device/gate.txt
says 0 "" provision --out all-modes --fresh
gives 0 "modes: manual automated prerecorded" grep modes all-modes/gate.txt

ledger=$(sha256sum auditor/ledger)
fails "never overwritten" provision --out device --fresh
fails "never overwritten" provision --out auditor/ledger --fresh
[[ $(sha256sum auditor/ledger) == "$ledger" ]] || wrong "the ledger has a log that no gate is for"
fails "name one" provision --out d2
fails "name one" provision --out d2 --fresh --from log
fails "No such file" provision --out d2 --from log
fails "use manual, automated or prerecorded" provision --out d2 --fresh --modes manual,robot
fails "up to 4 digits" provision --out d2 --fresh --outside-line 12345
fails "no region" "$dialgate" provision --site s --gate g --region XX --issuer issuer/policy.pub --lookup issuer/lookup.key --auditor auditor --out d2 --fresh
fails "the same key again" bash -c "cat issuer/policy.pub issuer/policy.pub > twice.pub; exec $dialgate provision --site s --gate g --region CN --issuer twice.pub --lookup issuer/lookup.key --auditor auditor --out d2 --fresh"
fails "more than three keys" provision --out d2 --fresh --issuer device/policy.pub
fails "lookup key of another site" bash -c "$dialgate keygen --party issuer --out issuer2 >/dev/null; exec $dialgate provision --site s --gate g --region CN --issuer issuer2/policy.pub --lookup issuer2/lookup.key --auditor auditor --out d2 --fresh"
chmod 644 auditor/seal.key
fails "chmod 600 auditor/seal.key" provision --out d2 --fresh
chmod 600 auditor/seal.key
[[ ! -e d2 ]] || wrong "a gate that was refused has a folder"

says 0 "Only for trials" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
gives 0 $'auditor\ndevice\nissuer' ls trial
gives 0 "gate: trial" grep gate: trial/device/gate.txt
fails "never overwritten" "$dialgate" keygen --out trial --site shenzhen-3
fails "printable ASCII" "$dialgate" keygen --out t2 --site " x"
fails "no region" "$dialgate" keygen --out t2 --site x --region cn
[[ ! -e t2 ]] || wrong "a trial that was refused has a folder"
mkdir -p half/auditor
fails "half/auditor: is there already" "$dialgate" keygen --out half --site x
[[ ! -e half/issuer ]] || wrong "half a trial was made"

for command_name in "" keygen provision build countersign show check; do
  says 0 "Usage: dialgate" "$dialgate" $command_name --help
done
fails "name a command" "$dialgate"
fails "name a command" "$dialgate" dial
finish
