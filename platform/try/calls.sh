# Single calls, and what the gate answers to each (dialgate check, which remembers nothing). Sourced by try.sh.

# Beside calls.csv stands, line by line, what people see of each call. \x1f is between its parts.
begin_calls() { echo "at,dialed,account,purpose,mode,disclosures" >calls.csv; : >shown.txt; }
call() {  # call WHO AT DIALED ACCOUNT PURPOSE MODE DISCLOSURES
  printf '%s,"%s",%s,%s,%s,%s\n' "${@:2}" >>calls.csv
  printf '%s\x1f%s\x1f%s\n' "$3" "$1" "$2" >>shown.txt
}

member() { sed -E "s/.*\"$1\":(\"([^\"]*)\"|([^,}]*)).*/\2\3/" <<<"$2"; }  # of a JSON line
in_shanghai() { TZ=Asia/Shanghai date -d "$1" '+%d %b %H:%M'; }

# By the columns that a text takes on a screen: what is dialed may hold characters of several bytes.
padded() { printf '%s%*s' "$1" $(($2 - $(LC_ALL=C.UTF-8 wc -L <<<"$1"))) ""; }

show_calls() {  # show_calls WIDTH   of what was dialed
  local answer who dialed at more retry verdict plain=""
  local -A colour=([allow]="" [deny]="")
  [[ ! -t 1 ]] || { colour=([allow]=$'\e[32m' [deny]=$'\e[31m'); plain=$'\e[0m'; }
  "$dialgate" check --policy rules.dgp --keys keys/device --calls calls.csv >answers.jsonl
  while IFS= read -r answer <&3 && IFS=$'\x1f' read -r dialed who at <&4; do
    verdict=$(member verdict "$answer") more=$(member detail "$answer") retry=$(member retry_at "$answer")
    printf '  %s  %s  %s%s\n' "$(padded "$dialed" "$1")" "$(padded "$who" $((65 - $1)))" \
      "${colour[$verdict]}" "$(answered "$verdict" "$answer")$plain"
    [[ $retry == null ]] || more="$more; allowed from $(in_shanghai "$retry")"
    [[ $more == null ]] || printf '  %*s  %s\n' "$1" "" "  $more"
  done 3<answers.jsonl 4<shown.txt
}

answered() {  # answered VERDICT ANSWER
  if [[ $1 == allow ]]; then echo "allow: dial $(member number "$2")"; else echo "deny:  $(member reason "$2")"; fi
}

noon=2026-11-24T04:00:00Z night=2026-11-23T15:10:00Z sunday=2026-11-22T04:00:00Z

people() {
  local found account number
  begin_calls
  read -r account number < <(pick debtor declared 62 150 no)
  call "the debtor, who owes for over 61 days" $noon "9$number" "$account" collect manual "debt|amount"
  call "the same, who would be told what he bought" $noon "9$number" "$account" collect manual "debt|purchase"
  call "the same, about somebody else's account" $noon "9$number" L-0400 collect manual "debt"
  read -r account number < <(pick reference declared 62 150 no)
  call "a reference whom he declared: pass it on" $noon "+86$number" "$account" relay manual ""
  call "the same, asked for the money" $noon "+86$number" "$account" collect manual ""
  call "the same, told of the debt" $noon "+86$number" "$account" relay manual "debt"
  call "the same, by a recording" $noon "+86$number" "$account" relay prerecorded ""
  read -r account number < <(pick reference withdrawn 62 150 no)
  call "a reference who took her number back" $noon "+86$number" "$account" relay manual ""
  for found in phonebook_upload social_graph transaction_graph; do
    read -r account number < <(pick reference $found 62 150 no)
    call "someone found by: $found" $noon "+86$number" "$account" relay manual ""
  done
  read -r account number < <(pick guarantor contract 91 150 no)
  call "a guarantor, who agreed; due for over 90 days" $noon "+86$number" "$account" collect manual "amount"
  read -r account number < <(pick debtor declared 0 150 yes)
  call "a debtor whose account was stopped" $noon "+86$number" "$account" collect manual ""
}

times() {
  local account number
  begin_calls
  read -r account number < <(pick debtor declared 80 150 no)
  call "the debtor, late in the evening" $night "+86$number" "$account" collect manual ""
  read -r account number < <(pick debtor declared 58 60 no)
  call "a debtor who is nearly 61 days past due" $noon "+86$number" "$account" collect manual ""
  call "the same, by an automated campaign" $noon "+86$number" "$account" collect automated ""
  read -r account number < <(pick reference declared 62 150 no)
  call "a reference, on a Sunday" $sunday "+86$number" "$account" relay manual ""
}

tricks() {
  local account number hidden
  begin_calls
  read -r account number < <(pick debtor declared 62 150 no)
  hidden=$(pick reference phonebook_upload 62 150 no) hidden=${hidden#* }
  call "a SIP address, its + encoded" $noon "sip:%2B86$number@gateway" "$account" collect manual ""
  call "another number behind a pause" $noon "9$number,$hidden" "$account" collect manual ""
  call "routed to another number" $noon "tel:+86$number;rn=+86$hidden" "$account" collect manual ""
  call "a full-width digit" $noon "+86${number%?}１" "$account" collect manual ""
  call "the police; nothing is stated" $night "9-110" "" "" "" ""
  call "digits behind such a number" $noon "91105551234" "" collect manual ""
}
