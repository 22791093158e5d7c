# The site that try.sh shows: its accounts and contacts, its rules and the policies made of them. Sourced by try.sh.

make_site() {
  rm -rf "$site"
  mkdir -p "$site"
  cd "$site"
  seq -f "2026-11-24 -%g days" 0 149 | date -u -f - +%F >dates.txt
  awk -v accounts=accounts.csv -v contacts=contacts.csv -f "$here/site.awk" dates.txt
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
  caps { counts: COUNTS_DIALED max: 1 minutes: 30 per: PER_NUMBER }
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

# The same rules, but in force from yesterday on by this machine's clock, at any hour and however long a debt is due: so
# that a gate which runs now has calls to allow.
write_rules_for_now() {  # write_rules_for_now FILE SERIAL
  sed -E -e "s/^(serial:).*/\1 $2/" -e '/min_days_past_due|^closed_dates/d' -e 's/^  hours .*/  any_time: true/' \
    -e "s/^(not_before:).*/\1 \"$(date -u -d '-1 day' +%FT00:00:00Z)\"/" \
    -e "s/^(not_after:).*/\1 \"$(date -u -d '+20 days' +%FT00:00:00Z)\"/" rules.txtpb >"$1"
}

build_policy() {  # build_policy NAME   from NAME.txtpb, accounts.csv and contacts.csv
  "$dialgate" build --rules "$1.txtpb" --accounts accounts.csv --contacts contacts.csv --keys keys/issuer \
    --out "$1.dgp" --excluded "$1-excluded.csv" --manifest "$1-manifest.jsonl" >"$1-build.txt" 2>"$1-build.log" ||
    { cat "$1-build.log" >&2; fail "$1.txtpb: no policy was built"; }
}

show_build() {  # show_build NAME
  sed '/^  the manifest/d' "$1-build.txt"
  [[ ! -s $1-build.log ]] || echo "  warnings, all in $1-build.log: $(grep -c . "$1-build.log")"
}

# The first account and number of a kind, as `ACCOUNT NUMBER`. Of accounts by their days past due on 2026-11-24.
pick() {  # pick ROLE KIND FEWEST-DAYS MOST-DAYS STOPPED?   KIND: declared, withdrawn, or the provenance itself
  awk -F, -v role="$1" -v kind="$2" -v fewest="$3" -v most="$4" -v stopped="$5" '
    FILENAME == "dates.txt" { days[$1] = FNR - 1; next }
    FILENAME == "accounts.csv" {
      if ($3 in days && days[$3] >= fewest && days[$3] <= most && ($4 != "") == (stopped == "yes")) fits[$1] = 1
      next
    }
    !($1 in fits) || $3 != role { next }
    $7 == "yes" { if (kind == "withdrawn") { print $1, $2; exit } next }
    kind == "declared" && $4 !~ /^(application|contract|debtor_update|recorded_call)$/ { next }
    kind == "declared" && role != "debtor" && $8 == "" { next }
    kind == "declared" || kind == $4 { print $1, $2; exit }' dates.txt accounts.csv contacts.csv
}
