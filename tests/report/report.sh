# audit report, as its users run it: the page of a log that is whole, of one that nobody checked, and of a bad one.
source "$(dirname "$0")/../command/lib.sh"
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
build
cat >calls.csv <<'CSV'
at,account,dialed,purpose,mode,disclosures,outcome
2026-11-24T04:00:00Z,L-1,+8613800138000,collect,manual,debt,refused
2026-11-24T05:00:00Z,L-1,+8613800138000,collect,manual,debt,
2026-11-24T15:00:00Z,L-2,+8613800138002,collect,manual,debt,
CSV
holds "a log" "$dialgate" simulate --policy policy.dgp --keys trial/device --calls calls.csv --audit log
keys=trial/auditor

page_says() { grep -qF -- "$1" page.html || wrong "expected the page to say: $1"; }
well_formed() {
  command -v xmllint >/dev/null || return 0
  holds "the page must be well-formed" xmllint --noout --nonet page.html
}

says 0 "verified" "$dialgate" audit report log --out page.html --keys $keys --policy policy.dgp
well_formed
page_says "✓ Verified"
page_says "<strong>Simulated</strong>"
page_says "No receipt binds this log"
page_says "1 number refused or was the wrong party; 1 call to them since was refused, 0 allowed."
page_says "<bdi>shenzhen-3</bdi>"
run grep -oE '(src|href)="[^#]|url\((h|/)|<script|<link|@import' page.html
[[ -z $output ]] || wrong "expected a page that needs nothing from elsewhere"
run grep -F 13800138000 page.html
[[ -z $output ]] || wrong "expected no number on the page"

cp page.html first.html
holds "the same again" "$dialgate" audit report log --out page.html --keys $keys --policy policy.dgp
holds "the same log must give the same page" cmp first.html page.html

says 0 "not verified" "$dialgate" audit report log --out page.html
well_formed
page_says "? Not verified"

cp -r log bad
printf '\xff' | dd of=bad/00000001.log bs=1 seek=$(($(stat -c %s bad/00000001.log) - 3)) conv=notrunc status=none
says 1 "NOT verified: the first bad record is 7" "$dialgate" audit report bad --out page.html --keys $keys
well_formed
page_says "NOT verified: the first bad record is 7"

printf '\xff' | dd of=bad/00000001.log bs=1 seek=12 conv=notrunc status=none
says 1 "page.html: no record, NOT verified: the first bad record is 1" "$dialgate" audit report bad --out page.html --keys $keys
well_formed
page_says "Nothing before it can be shown."

rm page.html
fails "none: " "$dialgate" audit report none --out page.html --keys $keys
fails "no-such" "$dialgate" audit report log --out no-such/page.html --keys $keys
fails "calls.csv" "$dialgate" audit report log --out page.html --policy calls.csv
[[ ! -e page.html ]] || wrong "expected no page where something failed"
finish
