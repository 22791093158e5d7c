# provision that fails: it leaves no gate, and no line in the ledger, and can be said again.
source "$(dirname "$0")/lib.sh"

holds "a trial is made" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
holds "another issuer" "$dialgate" keygen --party issuer --out other
provision() {
  "$dialgate" provision --site shenzhen-3 --gate hall-2 --region CN --issuer trial/issuer/policy.pub \
    --lookup "${lookup:-trial/issuer/lookup.key}" --auditor trial/auditor --fresh --out "$1"
}
ledger=$(cat trial/auditor/ledger)
nothing_came() {
  [[ $(cat trial/auditor/ledger) == "$ledger" ]] || wrong "the ledger has a log that no gate is for"
  [[ ! -e device && ! -e device.new ]] || wrong "a gate that was not provisioned has a folder"
}

# What is wrong shows late, when the gate's files are written, or later still.
lookup=other/lookup.key fails "lookup key of another site" provision device
nothing_came
fails "Not a directory" provision rules.txtpb/device
nothing_came
chmod 644 trial/auditor/seal.key
fails "chmod 600 trial/auditor/seal.key" provision device
chmod 600 trial/auditor/seal.key
nothing_came
mv trial/auditor/lock lock
mkdir trial/auditor/lock
fails "trial/auditor/lock" provision device
rmdir trial/auditor/lock
nothing_came

# What is there and no empty folder.
mkdir empty
ln -s empty link
touch file
for out in link file . ""; do
  fails "name" provision "$out"
  nothing_came
done
rm -r link file empty

# The power went in the middle of it.
mkdir device.new
fails "device.new: is of a gate that was not provisioned to its end: remove it" provision device
rmdir device.new
nothing_came

# Said again, into a folder that is there and has nothing in it.
mkdir device
says 0 "device/: gate hall-2 of site shenzhen-3" provision device/
gives 0 $'checkpoint.key\ngate.txt\nlog.key\nlookup.key\npermit.key\npolicy.pub\npolicy.state\nreceipt.pub' ls device
[[ ! -e device.new ]] || wrong "the folder has its name"
says 0 "$(sed -n 's/^log: //p' device/gate.txt)" tail -n 1 trial/auditor/ledger
finish
