# The page in a browser: it is read as it was written, and printed whole, tables that are folded away included.
command -v chromium >/dev/null || { echo "skipped: there is no chromium"; exit 77; }
source "$(dirname "$0")/../command/lib.sh"
holds "a trial" "$dialgate" keygen --out trial --site shenzhen-3 --region CN
build
cat >calls.csv <<'CSV'
at,account,dialed,purpose,mode,disclosures,outcome
2026-11-24T04:00:00Z,L-1,+8613800138000,collect,manual,debt,no_answer
2026-11-24T15:00:00Z,L-1,+8613800138000,collect,manual,debt,
CSV
holds "a log" "$dialgate" simulate --policy policy.dgp --keys trial/device --calls calls.csv --audit log
holds "a page" "$dialgate" audit report log --out page.html --keys trial/auditor --policy policy.dgp

browse() {
  timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync \
    --disable-background-networking --disable-component-update --user-data-dir="$work/browser" "$@" \
    "file://$work/page.html" 2>browser.txt
}
browse --dump-dom >dom.html || { cat browser.txt; exit 1; }
for element in '<svg' '<rect' '<table' '<tr' '<details' '<section' '<figure'; do
  written=$(grep -o -- "$element[ >]" page.html | wc -l) read=$(grep -o -- "$element[ >]" dom.html | wc -l)
  command="chromium --dump-dom" status=0 output="$written $element written, $read read" errors=""
  [[ $written -gt 0 && $written == "$read" ]] || wrong "expected the browser to read every $element"
done

browse --screenshot="$work/page.png" --window-size=1200,6000 --hide-scrollbars
[[ $(stat -c %s page.png) -gt 50000 ]] || wrong "expected a picture of the page"
browse --print-to-pdf="$work/page.pdf" --no-pdf-header-footer
[[ $(head -c 5 page.pdf) == %PDF- ]] || wrong "expected the page in print"
if command -v pdftotext >/dev/null; then
  pdftotext -layout page.pdf page.txt
  for text in "Verified" "share refused" "at most 3 answered calls"; do
    grep -qF -- "$text" page.txt || { output=$(cat page.txt); wrong "expected print to say: $text"; }
  done
fi
finish
