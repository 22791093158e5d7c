# The audit commands, used wrongly: each says in one line what is wrong and where, ends with its status, and spoils nothing.
source "$(dirname "$0")/lib.sh"
source "$here/gates.sh"
trial
holds "another auditor" "$dialgate" keygen --out other --site shenzhen-3 --region CN
auditor=trial/auditor
audit() { "$dialgate" audit "$@"; }
gives 0 declared_contact calls $device log 1
head=$(checkpoint $device log)
first=$(receipt "$head")

# What is no log, and no folder of keys.
mkdir empty none && echo junk >file && head -c 100000 /dev/zero >zeros
mkdir zero && : >zero/00000001.log
reading=("verify %s --keys $auditor" "find %s --keys $auditor --number +8613800138000" "refusals %s --keys $auditor --out out.csv"
  "report %s --keys $auditor --out out.html" "show %s" "receipt %s --keys $auditor")
for use in "${reading[@]:0:5}"; do
  fails "nowhere: No such file or directory: name the folder that a gate logs to" audit $(printf "$use" nowhere)
  fails "file: Not a directory: name the folder that a gate logs to" audit $(printf "$use" file)
done
for use in "${reading[@]}"; do
  fails "empty: has no segment of a log: name the folder that a gate logs to" audit $(printf "$use" empty)
done
for use in "${reading[@]:0:4}"; do
  wrong_keys() { audit $(printf "${use/$auditor/$1}" log); }
  fails "nowhere: has neither seal.key nor lookup.key: name the folder of the log's auditor" wrong_keys nowhere
  fails "file: is no folder: name that of the log's auditor" wrong_keys file
  fails "log: is verified with seal.key, which is not in the folder of keys" wrong_keys trial/issuer
done
says 1 "or these are not the keys of this log's auditor" audit verify log --keys other/auditor
says 1 "" audit find zero --keys $auditor --number +8613800138000
[[ $errors == "not verified from record 1 on: "* ]] || wrong "expected nothing to be called verified"
fails "see dialgate audit verify --help" audit verify
[[ ! -e out.csv && ! -e out.html ]] || wrong "expected no file"

# No answer is written over what is read.
for out in log/00000001.log log/new $auditor/ledger ./trial/../$auditor/seal.key; do
  sum=$(cat log/* $auditor/* | sha256sum)
  fails "$out: is in " audit refusals log --keys $auditor --out $out
  fails "name a file elsewhere" audit report log --keys $auditor --out $out
  [[ $(cat log/* $auditor/* | sha256sum) == "$sum" ]] || wrong "expected nothing to be written there"
done

# Texts that are none, and too much of them.
for text in "" file zeros /dev/zero "$first" "${head%????}" -; do
  fails "" audit receipt "$text" --keys $auditor </dev/zero
done
for text in "" file zeros /dev/zero "$head" "${first%????}" -; do
  fails "receipt" audit accept "$text" --log log --keys $device </dev/zero
done
says 0 "bound up to record " audit accept " $first " --log log --keys $device
fails "nowhere: cannot be read: name a file of receipts" audit verify log --keys $auditor --receipts nowhere
fails "none: cannot be read: name a file of receipts" audit verify log --keys $auditor --receipts none
fails "/dev/null: has no receipt" audit verify log --keys $auditor --receipts /dev/null
fails "zeros:1: is no receipt" audit verify log --keys $auditor --receipts zeros
"$dialgate" provision --site shenzhen-3 --gate second --region CN --issuer trial/issuer/policy.pub --lookup trial/issuer/lookup.key \
  --auditor $auditor --out second --fresh >/dev/null 2>&1
gives 0 declared_contact calls second second-log 1
receipt "$(checkpoint second second-log)" >second.txt
says 0 "second.txt has none for this log" audit verify log --keys $auditor --receipts second.txt
fails "is for another log than log" audit accept second.txt --log log --keys $device

# A folder that is not the auditor's gets no lock; a ledger that cannot be read is not an empty one.
fails "name the auditor's folder" audit receipt "$head" --keys $device
[[ ! -e $device/lock ]] || wrong "expected no lock in a gate's folder"
for name in ledger held.keys; do
  mv $auditor/$name kept 2>/dev/null
  mkdir -m 700 $auditor/$name
  fails "$name: cannot be read" audit verify log --keys $auditor
  fails "$name: cannot be read" audit receipt "$head" --keys $auditor
  rmdir $auditor/$name
  [[ ! -e kept ]] || mv kept $auditor/$name
done

# What nobody can be told is done all the same, and can be had again.
gives 0 declared_contact calls $device log 1
full() { "$@" >/dev/full; }
closed() { "$@" >&-; }
fails "standard output cannot be written" full audit verify log --keys $auditor
fails "standard output cannot be written" closed audit verify log --keys $auditor
for nobody in full closed; do
  fails "the receipt is signed all the same: it is $auditor/ledger's last column" $nobody audit receipt "$(checkpoint $device log)" --keys $auditor
  lost="receipt:$(tail -n 1 $auditor/ledger | cut -f 7)"
  fails "standard output cannot be written" $nobody audit accept "$lost" --log log --keys $device
  fails "was taken before: nothing is to be done" audit accept "$lost" --log log --keys $device
done
says 0 "end          the gate was stopped in order" bash -c "$dialgate audit show log 2>/dev/null | tail -n 1"

# Nor does what a gate says get into a file that was opened in the place of a stream.
before=$(records log)
mkfifo in.fifo
"$dialgate" run --policy policy.dgp --keys $device --log log <in.fifo >&- 2>&- &
pid=$!
exec 7>in.fifo
echo "$call" >&7
until [[ $(records log) -ge $((before + 3)) ]]; do sleep 0.02; done
cp policy.dgp kept.dgp && echo junk >policy.dgp
kill -HUP $pid
sleep 0.3
exec 7>&-
wait $pid
mv kept.dgp policy.dgp
[[ ! -s log/lock ]] || wrong "expected nothing in the lock: $(cat log/lock)"
says 0 "verified: log $log_id" audit verify log --keys $auditor
finish
