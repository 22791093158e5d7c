# Policies and keys that do not go together: status 2, one line, and no decision, not even on an emergency.
source "$(dirname "$0")/lib.sh"
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
holds "another" "$dialgate" keygen --out other --site beijing-1 --region CN
holds "a supervisor" "$dialgate" keygen --party cosigner --out supervisor
build
cp policy.dgp good.dgp

with() { "$dialgate" check --policy "$1" --keys "$2" 110; }
says 0 "emergency" with good.dgp trial/device
fails "[other_site]" with good.dgp other/device
fails "[other_lookup_key]" with good.dgp other/issuer

# A folder that trusts another issuer, or two.
cp -r trial/device strangers && cp other/issuer/policy.pub strangers/policy.pub
fails "[signature_missing]" with good.dgp strangers
cp -r trial/device both && cat supervisor/policy.pub >>both/policy.pub
fails "[signature_missing]" with good.dgp both

# A foreign signature is an error for a gate; a trial names it and decides.
holds "countersigned" "$dialgate" countersign policy.dgp --keys supervisor
says 0 "emergency" with policy.dgp both
run with policy.dgp trial/device
[[ $status == 0 && $errors == "note: "*"$(cat supervisor/policy.pub)"* ]] || wrong "expected the foreign signer to be named"
says 0 "emergency" with policy.dgp both
[[ -z $errors ]] || wrong "expected no note where both are issuers"

# Damaged policies: a byte changed here and there, and cut short.
size=$(stat -c %s good.dgp)
for ((place = 0; place < size; place += size / 40)); do
  cp good.dgp bad.dgp
  byte=$(od -An -tu1 -j$place -N1 good.dgp)
  printf '%b' "\\x$(printf %x $((byte ^ 1)))" | dd of=bad.dgp bs=1 seek=$place conv=notrunc status=none
  fails "bad.dgp: " with bad.dgp trial/device
  head -c $place good.dgp >bad.dgp
  fails "bad.dgp: " with bad.dgp trial/device
done
cat good.dgp good.dgp >bad.dgp
fails "[malformed]" with bad.dgp trial/device
printf 'not a policy\n' >bad.dgp
fails "bad.dgp: " with bad.dgp trial/device
fails "bad.dgp: " "$dialgate" show bad.dgp
fails "bad.dgp: " "$dialgate" countersign bad.dgp --keys supervisor
: >bad.dgp
fails "is empty" with bad.dgp trial/device
fails "not a regular file" with trial trial/device
fails "No such file" with no.dgp trial/device

# Keys.
for secret in lookup.key log.key; do
  for mode in 640 604 666; do
    chmod $mode trial/device/$secret
    fails "chmod 600 trial/device/$secret" with good.dgp trial/device
  done
  chmod 600 trial/device/$secret
done
chmod 644 trial/issuer/policy.key
fails "chmod 600 trial/issuer/policy.key" with good.dgp trial/issuer
chmod 600 trial/issuer/policy.key
spoil() {  # spoil FILE TEXT ERROR
  cp -r trial/device spoiled
  printf '%b' "$2" >spoiled/"$1"
  fails "$3" with good.dgp spoiled
  rm -r spoiled
}
spoil lookup.key '' "is not 32 hexadecimal digits"
spoil lookup.key 'xyz\n' "is not 32 hexadecimal digits"
spoil policy.pub '' "has 0 keys"
spoil policy.pub '12\n' "policy.pub:1: is not a public key"
spoil gate.txt 'site: shenzhen-3\nmodus: x\n' "gate.txt:2: is no setting"
fails "No such file" with good.dgp nobody
mkdir empty
fails "empty/policy.pub: No such file" with good.dgp empty
finish
