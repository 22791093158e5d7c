# A gate that runs now, by this machine's clock, with its log in a folder: asked, told what came of a call, stopped for an
# account by another process; its log verified and bound by a receipt, and copies of it altered and cut. Sourced by try.sh.

start_gate() {
  trap '' PIPE  # a gate that is gone is told below
  write_rules_for_now now.txtpb 3
  build_policy now
  coproc GATE { exec "$dialgate" run --policy now.dgp --keys keys/device --log gate-log 2>gate.log; }
  gate_in=${GATE[1]} gate_out=${GATE[0]} gate_process=$GATE_PID
}

end_gate() {
  exec {gate_in}>&-
  wait "$gate_process" || fail "the gate did not end in order; see $site/gate.log"
}

ask() {  # ask LINE   and answer has the gate's
  { printf '%s\n' "$1" >&"$gate_in" && IFS= read -r -t 60 answer <&"$gate_out"; } 2>/dev/null ||
    fail "the gate does not answer; see $site/gate.log"
}

say() { printf '  %-38s %s\n' "$1" "$2"; }

ask_call() {  # ask_call WHO NUMBER ACCOUNT PURPOSE
  local permit detail
  ask "{\"dialed\":\"+86$2\",\"account\":\"$3\",\"purpose\":\"$4\",\"mode\":\"manual\"}"
  permit=$(member permit "$answer") detail=$(member detail "$answer")
  if [[ $(member verdict "$answer") == allow ]]; then
    say "$1" "allow: dial $(member number "$answer"), permit ${permit:0:8}..."
  else
    say "$1" "deny:  $(member reason "$answer")"
  fi
  [[ $detail == null ]] || say "" "       $detail"
}

report_outcome() {  # report_outcome OUTCOME   of the call that was just allowed
  ask "{\"permit\":\"$(member permit "$answer")\",\"outcome\":\"$1\"}"
  [[ $(member ok "$answer") == true ]] || fail "the gate does not take a report: $answer"
}

use_gate() {
  local account number
  start_gate
  read -r account number < <(pick reference declared 62 150 no)
  ask_call "a reference of $account" "$number" "$account" relay
  report_outcome no_answer
  ask_call "  no_answer reported; the same again" "$number" "$account" relay
  read -r account number < <(pick debtor declared 62 150 no)
  ask_call "the debtor of $account" "$number" "$account" collect
  report_outcome refused
  rm -rf cut-log
  cp -r gate-log cut-log  # what comes later will be missing there
  ask_call "  refused reported; the same again" "$number" "$account" collect
  read -r account number < <(pick debtor declared 100 150 no)
  ask_call "the debtor of $account" "$number" "$account" collect
  say "  dialgate withdraw --account $account" \
    "in force, as $("$dialgate" withdraw --log gate-log --keys keys/device --account "$account")"
  ask_call "  the same again" "$number" "$account" collect
  end_gate
}

bind_log() {
  "$dialgate" audit checkpoint gate-log --keys keys/device >checkpoint.txt || fail "the gate gives no checkpoint"
  "$dialgate" audit receipt checkpoint.txt --keys keys/auditor >receipt.txt || fail "the auditor gives no receipt"
  "$dialgate" audit accept receipt.txt --log gate-log --keys keys/device >accepted.txt || fail "the gate takes no receipt"
  printf '\n  A checkpoint of %s characters goes to the auditor, his receipt comes back; %s\n' "$(wc -c <checkpoint.txt)" "$(head -n 1 accepted.txt)"
  "$dialgate" audit verify gate-log --keys keys/auditor | sed -n '/receipts/,$p'
}

cut_copy() {
  ! "$dialgate" audit verify cut-log --keys keys/auditor >cut.txt 2>&1 || fail "a log whose end was cut off was verified"
  printf '\n  In another copy the end is cut off:\n'
  head -n 3 cut.txt | fold -s -w 96
}

alter_copy() {
  local at byte bad
  rm -rf altered-log
  cp -r gate-log altered-log
  at=$(($(stat -c %s altered-log/00000001.log) / 2))
  byte=$(od -An -tu1 -j "$at" -N 1 altered-log/00000001.log)
  # shellcheck disable=SC2059  # the format is the byte
  printf "\\x$(printf %02x $((byte ^ 1)))" | dd of=altered-log/00000001.log bs=1 seek="$at" conv=notrunc status=none
  ! "$dialgate" audit verify altered-log --keys keys/auditor >altered.txt 2>&1 || fail "an altered log was verified"
  printf '\n  One bit of a copy is changed, in byte %s of %s:\n' "$at" "$(stat -c %s altered-log/00000001.log)"
  head -n 2 altered.txt | fold -s -w 96
  bad=$(sed -n '1s/.*first bad record is //p' altered.txt)
  echo "  what record $bad says in the log itself (dialgate audit show):"
  "$dialgate" audit show gate-log --policy now.dgp 2>/dev/null | awk -v bad="$bad" '$1 == bad'
}
