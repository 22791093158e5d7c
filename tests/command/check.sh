# check of one call: verdicts, words, exit statuses.
source "$(dirname "$0")/lib.sh"
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
build

noon=2026-11-24T04:00:00Z  # a Tuesday noon in Shanghai
at_noon() { check --json --at $noon "$@"; }
line() { printf '{"verdict":"%s","reason":"%s","retry_at":%s,"number":%s,"role":%s,"disclosures":%s,"detail":%s}' "$@"; }
deny() { line deny "$1" "${2:-null}" null null '[]' "${3:-null}"; }

debtor=(--account L-1 --purpose collect --mode manual)
gives 0 "$(line allow declared_contact null '"+8613800138000"' '"debtor"' '["amount","debt"]' null)" at_noon "${debtor[@]}" 9013800138000
gives 0 "$(line allow declared_contact null '"+8613800138000"' '"debtor"' '["amount","debt"]' null)" at_noon "${debtor[@]}" --disclosures debt,amount tel:+86-138-0013-8000
says 0 "dial                +8613800138000" check --at $noon "${debtor[@]}" +8613800138000
gives 1 "$(deny outside_hours '"2026-11-24T00:00:00Z"' '"Asia/Shanghai: 23:10 on a Monday"')" check --json --at 2026-11-23T15:10:00Z "${debtor[@]}" +8613800138000
says 1 "allowed from        2026-11-24T00:00:00Z" check --at 2026-11-23T15:10:00Z "${debtor[@]}" +8613800138000
gives 1 "$(deny outside_hours '"2026-11-12T00:00:00Z"' '"Asia/Shanghai: 2026-11-11 is a closed date"')" check --json --at 2026-11-11T04:00:00Z "${debtor[@]}" +8613800138000
gives 1 "$(deny too_early null '"3 days past due; manual needs 61"')" at_noon --account L-2 --purpose collect --mode manual +14155550123
gives 1 "$(deny too_early null '"no due date; manual needs 61 days past due"')" at_noon --account L-4 --purpose collect --mode manual +8613500135001
gives 1 "$(deny contact_not_declared)" at_noon "${debtor[@]}" +8613700137000
gives 1 "$(deny contact_withdrawn)" at_noon --account L-4 --purpose collect --mode manual +8613500135000
gives 1 "$(deny account_stopped)" at_noon --account L-3 --purpose collect --mode manual +8613600136000
gives 1 "$(deny account_missing)" at_noon +8613800138000
gives 1 "$(deny account_unknown)" at_noon --account L-9 +8613800138000
gives 1 "$(deny account_unknown)" at_noon --account "$(printf 'x%.0s' {1..65})" +8613800138000
gives 1 "$(deny purpose_not_allowed)" at_noon --account L-1 +8613800138000
gives 1 "$(deny mode_not_allowed)" at_noon --account L-1 --purpose collect +8613800138000
gives 1 "$(deny mode_not_allowed)" at_noon --account L-1 --purpose collect --mode prerecorded +8613800138000
gives 1 "$(deny disclosure_not_allowed)" at_noon "${debtor[@]}" --disclosures debt,purchase +8613800138000
gives 1 "$(deny debtor_not_tried)" at_noon --account L-1 --purpose relay --mode manual +8613900139000
gives 1 "$(deny purpose_not_allowed)" at_noon --account L-1 --purpose collect --mode manual +8613900139000
gives 1 "$(deny policy_expired)" check --json --at 2026-12-01T00:00:00Z "${debtor[@]}" +8613800138000
gives 1 "$(deny policy_not_yet_valid)" check --json --at 2026-10-31T23:59:59Z "${debtor[@]}" +8613800138000
gives 1 "$(deny number_malformed)" at_noon "${debtor[@]}" 9013800138000,1
gives 1 "$(deny number_malformed)" at_noon ""
gives 1 "$(deny number_malformed)" at_noon "$(printf '9%.0s' {1..256})"
gives 0 "$(line allow extension null '"2001"' null '[]' null)" at_noon 2001
gives 0 "$(line allow exempt null '"+864008205555"' null '[]' null)" at_noon 904008205555
gives 0 "$(line allow emergency null '"110"' null '[]' null)" check --json 9110
gives 0 "$(line allow emergency null '"urn:service:sos.police"' null '[]' null)" check --json URN:Service:SOS.police
gives 1 "$(deny emergency_in_campaign)" check --json --mode automated 120
gives 1 "denied: contact_not_declared" check --at $noon "${debtor[@]}" +8613700137000

# Without --at by the system's clock, which stands within or without the policy, but is trusted.
run check --json "${debtor[@]}" +8613800138000
[[ $status != 2 && $output != *clock_untrusted* ]] || wrong "the system's clock is trusted"

# An issuer's folder will do; a gate's modes and emergency numbers are its own.
holds "an issuer's folder" "$dialgate" check --policy policy.dgp --keys trial/issuer --at $noon "${debtor[@]}" +8613800138000
holds "a gate" "$dialgate" provision --site shenzhen-3 --gate two --region GB --issuer trial/issuer/policy.pub \
  --lookup trial/issuer/lookup.key --auditor trial/auditor --out hall --fresh --modes automated --outside-line 5
at_hall() { "$dialgate" check --policy policy.dgp --keys hall --json --at $noon "$@"; }
gives 1 "$(deny mode_not_allowed)" at_hall "${debtor[@]}" +8613800138000
gives 0 "$(line allow emergency null '"999"' null '[]' null)" at_hall 5999
gives 1 "$(deny number_malformed)" at_noon 5999

fails "use collect, locate or relay" at_noon --purpose pay 1
fails "use manual, automated or prerecorded" at_noon --mode robot 1
fails "use debt, amount, purchase or behaviour" at_noon --disclosures debt,name 1
fails "use debt, amount, purchase or behaviour" at_noon --disclosures debt, 1
for time in "" 2026-11-24 2026-11-24T04:00:00 2026-02-30T04:00:00Z 2026-11-24T04:00:00+08:00 now; do
  fails "write it as 2026-11-24T09:30:00Z" check --at "$time" 1
done
fails "name what is dialed" check
fails "--policy is required" "$dialgate" check --keys trial/device 1
fails "" check 1 2
fails "standard output cannot be written" bash -c "exec $dialgate check --policy policy.dgp --keys trial/device 110 >/dev/full"
finish
