# Two days of calls through a gate that remembers (dialgate simulate: its clock is the calls' own). Sourced by try.sh.

play_days() {
  write_rules day.txtpb 2 "debtor_unreached { days: 1 per_day: 1 }"
  build_policy day
  awk -v days=2026-11-23,2026-11-24 -v count=3400 -f "$here/day.awk" dates.txt accounts.csv contacts.csv >day.csv
  "$dialgate" simulate --policy day.dgp --keys keys/device --calls day.csv --audit day-log >day.jsonl
}

show_days() {
  printf '  %s calls, and what comes of each that the gate allows; from a generator with a fixed seed\n' \
    "$(wc -l <day.jsonl | sed -E 's/(...)$/,\1/')"
  awk -v days=2026-11-23,2026-11-24 -v stories=stories.txt -f "$here/summary.awk" \
    accounts.csv contacts.csv day.csv day.jsonl
  printf '\n  Some of the second day, and what the gate remembered:\n'
  cat stories.txt
}
