#!/usr/bin/env bash
# Builds dialgate, makes a site with several hundred accounts, builds and signs its policy, and shows what the gate
# answers to some calls. Every number and every answer is computed here and now. Can be run again at any time.
#   platform/try.sh
set -euo pipefail
export LC_ALL=C

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/try
site=$build/site
dialgate=$build/platform/command/dialgate

fail() { echo "try.sh: $*" >&2; exit 1; }
step() { printf '\n== %s\n' "$*"; }
quietly() {  # quietly LOG COMMAND...   shows the log only if the command fails
  local log=$1
  shift
  "$@" >"$log" 2>&1 || { tail -n 40 "$log" >&2; fail "$1 failed; all of it is in $log"; }
}

build_program() {
  step "Installing what is missing (toolchains/install.sh build)"
  "$root/toolchains/install.sh" build
  step "Building the program into $build (some minutes the first time)"
  mkdir -p "$build"
  quietly "$build/configure.log" cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DDIALGATE_TESTS=OFF
  quietly "$build/build.log" cmake --build "$build" --target dialgate
}

# 400 debtors with what a loan application has: their own number, people whom they named, sometimes a guarantor. And
# with the people whom "big data" finds beside them. All from a small generator with a fixed seed.
make_site() {
  rm -rf "$site"
  mkdir -p "$site"
  cd "$site"
  seq -f "2026-11-24 -%g days" 0 149 | date -u -f - +%F >dates.txt
  awk -v accounts=accounts.csv -v contacts=contacts.csv '
    function random(n) { seed = seed * 16807 % 2147483647; return int(seed / 127) % n }  # Park and Miller 1988
    function number() { return "138" sprintf("%08d", ++given * 7919 % 100000000) }
    function row(role, provenance, evidence, consent) {
      print id "," number() "," role "," provenance ",2026-0" 1 + random(9) "-1" random(10) "," consent ",," evidence > contacts
    }
    BEGIN {
      seed = 20261124
      while ((getline day < "dates.txt") > 0) date[past_due++] = day
      split("phonebook_upload call_log social_graph transaction_graph bureau data_vendor skip_trace", data, " ")
      split("cease dispute insolvency attorney", why, " ")
      split("application contract debtor_update recorded_call", declared, " ")
      print "account,debtor,due_date,stopped" > accounts
      print "account,number,role,provenance,declared_on,consent,withdrawn,evidence" > contacts
      for (n = 1; n <= 400; ++n) {
        id = sprintf("L-%04d", n)
        print id ",D-" 1 + int(n * 0.9) "," (random(8) ? date[random(150)] : "") "," (random(12) ? "" : why[1 + random(4)]) > accounts
        row("debtor", declared[1 + random(4)], "", random(3) ? "" : "yes")
        for (i = random(3); i >= 0; --i) row("reference", declared[1 + random(4)], random(15) ? "form-" ++form : "", "")
        if (!random(6)) row("guarantor", "contract", "deed-" n, "yes")
        if (!random(20)) row("representative", "debtor_update", "mandate-" n, "")
        for (i = random(7); i > 0; --i) row("reference", data[1 + random(7)], "", "")
      }
    }'
  write_rules rules.txtpb 1 ""
}

write_rules() {  # write_rules FILE SERIAL REFERENCE-LINE
  cat >"$1" <<RULES
issuer: "Example Bank, compliance"
site: "shenzhen-3"
serial: $2
not_before: "2026-11-01T00:00:00Z"
not_after: "2026-12-01T00:00:00Z"
region: "CN"
default_zones: "Asia/Shanghai"
closed_dates: "2026-11-11"
exempt_numbers: "+864008205555"
dialing { outside_line_prefix: "9" extensions: "2XXX" emergency: "110" emergency: "119" emergency: "120" }
roles {
  role: ROLE_DEBTOR
  purposes: PURPOSE_COLLECT
  modes: MODE_MANUAL modes: MODE_AUTOMATED
  disclosures: DISCLOSURE_DEBT disclosures: DISCLOSURE_AMOUNT
  min_days_past_due { mode: MODE_MANUAL days: 61 }
  min_days_past_due { mode: MODE_AUTOMATED days: 3 }
  hours { weekdays: "Mon-Sun" from: "08:00" to: "22:00" }
  caps { counts: COUNTS_ANSWERED max: 3 days: 1 per: PER_DEBTOR }
  caps { counts: COUNTS_UNANSWERED max: 6 days: 1 per: PER_NUMBER }
}
roles {
  role: ROLE_GUARANTOR
  purposes: PURPOSE_COLLECT
  modes: MODE_MANUAL
  disclosures: DISCLOSURE_DEBT disclosures: DISCLOSURE_AMOUNT
  consent_required: true
  min_days_past_due { mode: MODE_MANUAL days: 90 }
  hours { weekdays: "Mon-Fri" from: "09:00" to: "20:00" }
  caps { counts: COUNTS_ANSWERED max: 1 days: 1 per: PER_NUMBER }
}
roles {
  role: ROLE_REFERENCE
  purposes: PURPOSE_RELAY purposes: PURPOSE_LOCATE
  modes: MODE_MANUAL
  hours { weekdays: "Mon-Sat" from: "09:00" to: "20:00" }
  caps { counts: COUNTS_DIALED max: 1 days: 7 per: PER_NUMBER }
  $3
}
RULES
}

build_policy() {  # build_policy NAME   from NAME.txtpb and what stands in contacts.csv
  "$dialgate" build --rules "$1.txtpb" --accounts accounts.csv --contacts contacts.csv --keys keys/issuer \
    --out "$1.dgp" --excluded "$1-excluded.csv" --manifest "$1-manifest.jsonl"
}

# The first account and number of a kind, as `ACCOUNT NUMBER`. Of accounts by their days past due on 2026-11-24.
pick() {  # pick ROLE DECLARED? FEWEST-DAYS MOST-DAYS STOPPED?   yes or no; or the provenance itself
  awk -F, -v role="$1" -v provenance="$2" -v fewest="$3" -v most="$4" -v stopped="$5" '
    FILENAME == "dates.txt" { days[$1] = FNR - 1; next }
    FILENAME == "accounts.csv" {
      if ($3 in days && days[$3] >= fewest && days[$3] <= most && ($4 != "") == (stopped == "yes")) fits[$1] = 1
      next
    }
    $1 in fits && $3 == role && ($4 == provenance || (provenance == "yes" && $4 ~ /^(application|contract|debtor_update|recorded_call)$/ && (role == "debtor" || $8 != ""))) {
      print $1, $2; exit
    }' dates.txt accounts.csv contacts.csv
}

# Beside calls.csv stands, line by line, what people see of each call. \x1f is between its parts.
begin_calls() { echo "at,dialed,account,purpose,mode,disclosures" >calls.csv; : >shown.txt; }
call() {  # call WHO AT DIALED ACCOUNT PURPOSE MODE DISCLOSURES
  printf '%s,"%s",%s,%s,%s,%s\n' "${@:2}" >>calls.csv
  printf '%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s\n' "$@" >>shown.txt
}

member() { sed -E "s/.*\"$1\":(\"([^\"]*)\"|([^,}]*)).*/\2\3/" <<<"$2"; }  # of a JSON line
in_shanghai() { TZ=Asia/Shanghai date -d "$1" '+%d %b %H:%M'; }

show_calls() {  # show_calls POLICY
  local answer who at dialed account purpose mode told verdict more retry plain=""
  local -A colour=([allow]="" [deny]="")
  [[ ! -t 1 ]] || { colour=([allow]=$'\e[32m' [deny]=$'\e[31m'); plain=$'\e[0m'; }
  "$dialgate" check --policy "$1" --keys keys/device --calls calls.csv >answers.jsonl
  printf '\n %-12s %-38s %-18s %s\n' "in Shanghai" "dialed" "for" "answer"
  while IFS= read -r answer <&3 && IFS=$'\x1f' read -r who at dialed account purpose mode told <&4; do
    verdict=$(member verdict "$answer") more=$(member detail "$answer") retry=$(member retry_at "$answer")
    [[ $verdict == deny ]] || more="dial $(member number "$answer")"
    [[ $retry == null ]] || more="$more; allowed from $(in_shanghai "$retry")"
    purpose=${purpose:-nothing}${mode:+, $mode}
    printf ' %-12s %-38s %-18s %s%-5s %s%s\n' "$(in_shanghai "$at")" "$dialed" "$purpose" \
      "${colour[$verdict]}" "$verdict" "$(member reason "$answer")" "$plain"
    printf ' %-12s %s%s\n' "" "$who" "${told:+ (told: ${told//|/, })}"
    [[ $more == null ]] || printf ' %-12s -> %s\n' "" "$more"
  done 3<answers.jsonl 4<shown.txt
}

noon=2026-11-24T04:00:00Z night=2026-11-23T15:10:00Z sunday=2026-11-22T04:00:00Z closed=2026-11-11T04:00:00Z

people() {
  local found account number
  begin_calls
  read -r account number < <(pick debtor yes 62 150 no)
  call "the debtor, who owes for over 61 days" $noon "9$number" "$account" collect manual "debt|amount"
  call "the same, about somebody else's account" $noon "9$number" L-0400 collect manual "debt"
  call "the same, who would be told what he bought" $noon "9$number" "$account" collect manual "debt|purchase"
  read -r account number < <(pick reference yes 62 150 no)
  call "a reference whom the debtor declared" $noon "+86$number" "$account" relay manual ""
  call "the same, asked for the money" $noon "+86$number" "$account" collect manual ""
  call "the same" $noon "+86$number" "$account" relay manual "debt"
  call "the same, by a recording" $noon "+86$number" "$account" relay prerecorded ""
  for found in phonebook_upload call_log social_graph transaction_graph data_vendor; do
    read -r account number < <(pick reference $found 62 150 no)
    call "someone found by: $found" $noon "+86$number" "$account" relay manual ""
  done
  read -r account number < <(pick guarantor contract 91 150 no)
  call "a guarantor, who agreed; due for over 90 days" $noon "+86$number" "$account" collect manual "amount"
  read -r account number < <(pick debtor yes 0 150 yes)
  call "a debtor whose account was stopped" $noon "+86$number" "$account" collect manual ""
}

times() {
  local account number
  begin_calls
  read -r account number < <(pick debtor yes 80 150 no)
  call "a debtor, late in the evening" $night "+86$number" "$account" collect manual ""
  call "the same, on a closed date" $closed "+86$number" "$account" collect manual ""
  call "the same, after the policy has ended" 2026-12-01T00:00:00Z "+86$number" "$account" collect manual ""
  read -r account number < <(pick debtor yes 58 60 no)
  call "a debtor who is nearly 61 days past due" $noon "+86$number" "$account" collect manual ""
  call "the same, by an automated campaign" $noon "+86$number" "$account" collect automated ""
  read -r account number < <(pick reference yes 62 150 no)
  call "a reference, on a Sunday" $sunday "+86$number" "$account" relay manual ""
}

tricks() {
  local account number hidden
  begin_calls
  read -r account number < <(pick debtor yes 62 150 no)
  hidden=$(pick reference phonebook_upload 62 150 no) hidden=${hidden#* }
  call "a SIP address, its + percent-encoded" $noon "sip:%2B86$number@gateway" "$account" collect manual ""
  call "the international prefix, behind the outside line" $noon "90086$number" "$account" collect manual ""
  call "encoded twice" $noon "sip:%252B86$number@gateway" "$account" collect manual ""
  call "another number behind a pause" $noon "9$number,$hidden" "$account" collect manual ""
  call "two targets at once" $noon "9$number&$hidden" "$account" collect manual ""
  call "routed to another number" $noon "tel:+86$number;rn=+86$hidden" "$account" collect manual ""
  call "forwarding set to another number" $noon "*72$hidden" "$account" collect manual ""
  call "a digit too many" $noon "+86${number}1" "$account" collect manual ""
  call "a full-width digit" $noon "+86${number%?}１" "$account" collect manual ""
}

emergencies() {
  begin_calls
  call "the police, at night, with nothing stated" $night "110" "" "" "" ""
  call "the same, behind the outside line" $night "9-110" "" "" manual ""
  call "the emergency URN" $night "urn:service:sos.fire" "" "" "" ""
  call "an emergency number in a campaign's list" $noon "120" "" collect automated ""
  call "no emergency: digits behind one" $noon "91105551234" "" collect manual ""
}

# One reference under three policies: rules that let her be called only once the debtor was tried; rules that do not ask
# for that; and those again after she took her number back.
reference_three_times() {
  local account number
  read -r account number < <(pick reference yes 62 150 no)
  begin_calls
  call "a reference whom the debtor declared" $noon "+86$number" "$account" relay manual ""
  write_rules waits.txtpb 2 "debtor_unreached { days: 3 per_day: 1 }"
  write_rules taken-back.txtpb 3 ""
  quietly waits.log build_policy waits
  cp contacts.csv declared.csv
  awk -F, -v OFS=, -v account="$account" -v number="$number" '$1 == account && $2 == number { $7 = "yes" } { print }' declared.csv >contacts.csv
  quietly taken-back.log build_policy taken-back
  mv declared.csv contacts.csv
  printf '\n  The rules wait until the debtor was tried on three days (this gate has no past yet):'
  show_calls waits.dgp
  printf '\n  The rules do not:'
  show_calls rules.dgp
  printf '\n  The same, after the reference took her number back:'
  show_calls taken-back.dgp
}

build_program
step "Making a site: 400 accounts, declared people, and people whom data would add ($site)"
make_site
printf '%s accounts, %s rows of contacts\n' "$(($(wc -l <accounts.csv) - 1))" "$(($(wc -l <contacts.csv) - 1))"
step "Making keys for a trial: those of the issuer, of the auditor and of a gate"
"$dialgate" keygen --out keys --site shenzhen-3 --region CN
step "Building and signing the policy from rules.txtpb, accounts.csv and contacts.csv"
build_policy rules
step "What the policy says (dialgate show), in short"
"$dialgate" show rules.dgp --keys keys/device | grep -E '^  (issuer|serial|valid|signed by)|^                      an issuer'
step "Calls: whom the debtor declared, and whom data would add"
people
show_calls rules.dgp
step "Calls: when"
times
show_calls rules.dgp
step "Calls: numbers in disguise"
tricks
show_calls rules.dgp
step "Calls: emergencies"
emergencies
show_calls rules.dgp
step "One reference under three policies"
reference_three_times
step "Done. Try your own:"
echo "  cd $site"
echo "  $dialgate check --policy rules.dgp --keys keys/device --at $noon 9110"
