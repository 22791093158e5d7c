# A site names regulation profiles; every two of them build, and show says who set what.
source "$(dirname "$0")/../command/lib.sh"
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
shipped=(cn-cba-2026 cn-gbt-45251 id-ojk-19 in-rbi-2022 strict us-ma us-reg-f)

# naming NAME...   the site's rules, with these profiles
naming() {
  local names=""
  for name in "$@"; do names+=" profiles: \"$name\""; done
  sed "s/^serial: 7/serial: 7$names/" "$here/site/rules.txtpb" >rules.txtpb
}
show() { "$dialgate" show policy.dgp --keys trial/device; }

for one in "${shipped[@]}"; do
  for other in "${shipped[@]}"; do
    [[ $one > $other ]] && continue
    naming "$one" "$other"
    build
    holds "what is built of $one and $other opens" show
  done
done

naming cn-cba-2026 cn-gbt-45251
build
[[ $errors != *"can never be called"* ]] || wrong "every role of the site may be called"
for text in "every day 08:00-22:00 (cn-cba-2026, cn-gbt-45251)" "Mon-Sat 09:00-20:00 (site)" \
  "at most 6 unanswered calls to one number on one day (cn-cba-2026)" "manual: 61 or more (site)" \
  "at most 1 dialed call about one account within 30 minutes (site)" "may be told         none" \
  "profiles, each a starting point for a lawyer's sign-off" "cn-gbt-45251        China, GB/T 45251-2025" \
  "not enforced: what the profiles ask, and no gate sees to" "recording every call (cn-cba-2026)"; do
  says 0 "$text" show
done
[[ $(show | grep -c "the dialer states") == 1 ]] || wrong "what two profiles say alike stands once"
holds "no line is over 100 columns" bash -c "! $dialgate show policy.dgp | grep -E '.{101}'"
cp policy.dgp first.dgp
naming cn-gbt-45251 cn-cba-2026 cn-gbt-45251
build
holds "their order makes no difference" cmp policy.dgp first.dgp

naming id-ojk-19 in-rbi-2022
build
[[ $errors == *"role reference can never be called: it is suspended by in-rbi-2022"* ]] || wrong "a warning"
says 0 "Mon-Sat 08:00-19:00 (id-ojk-19 with in-rbi-2022)" show
says 0 "never called: suspended (in-rbi-2022)" show
naming
build
run show
[[ $status == 0 && $output != *"(site)"* && $output != *"not enforced"* ]] || wrong "no profiles, no word of them"

naming us-reg-f us-reg-g
fails "profiles[1]: no profile \"us-reg-g\" ships with this dialgate; name one of cn-cba-2026, " \
  "$dialgate" build --rules rules.txtpb --accounts accounts.csv --contacts contacts.csv --keys trial/issuer --out x
finish
