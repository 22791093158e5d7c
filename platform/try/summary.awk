# What the gate answered over the days, counted from its own answers; and of each kind of answer the first of the last day
# that rests on an earlier call, with those calls.
#   awk -v days=DAY,LAST-DAY -v stories=FILE -f summary.awk accounts.csv contacts.csv calls.csv answers.jsonl
# answers.jsonl has a line for each row of calls.csv.
function member(name,   line) {  # of the answer; empty for null
  line = $0
  if (!match(line, "\"" name "\":(\"[^\"]*\"|[^,}]*)")) return ""
  line = substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
  gsub(/"/, "", line)
  return line == "null" ? "" : line
}

# 2026-11-24T04:05:06Z on the clock of Shanghai, 8 hours ahead of UTC. Nothing here is so late that its date would differ.
function clock(time) { return sprintf("%02d", substr(time, 12, 2) + 8) substr(time, 14, 3) }
function date(time) { return substr(time, 9, 2) " Nov" }
function is_today(time) { return substr(time, 1, 10) == last_day }

function thousands(n) { return n < 1000 ? n + 0 : int(n / 1000) "," sprintf("%03d", n % 1000) }

function remember(key) {
  ++calls[key]
  past[key, calls[key]] = (is_today(at) ? "" : date(at) " ") clock(at) " " outcome
}

# The newest calls whose day and outcome fit, the oldest of them first.
function before(key, fitting, most,   i, found, text) {
  for (i = calls[key]; i > 0 && found < most; --i) {
    if (past[key, i] !~ fitting) continue
    text = past[key, i] (found++ ? ", " text : "")
  }
  return text
}

function tell(kind, what, which, calls_before) {
  if (!is_today(at) || calls_before == "" || told[kind]++) return
  printf "  %s  the %s of %s: %s\n", clock(at), role, account, what > stories
  calls_before = which ": " calls_before
  if (detail != "" && length(detail calls_before) < 90) detail = detail "; " calls_before
  else if (detail == "") detail = calls_before
  else detail = detail ";\n         " calls_before
  print "         " detail > stories
}

function tell_refusal(   what, again, talks) {
  again = member("retry_at")
  what = reason (again == "" ? "" : ", allowed again from " (is_today(again) ? "" : date(again) " ") clock(again))
  if (reason == "contact_withdrawn") tell("refused", what, "before it", before(number, "Nov .* refused$", 1))
  if (reason == "debtor_not_tried") {
    tell("reached", what, "the debtor was reached", before("debtor of " account, "Nov .* (answered|conversation)$", 1))
  }
  if (reason != "limit_reached") return
  if (detail ~ /minutes/) tell("pause", what, "before it", before(number, ".", 1))
  if (detail !~ /answered calls about one debtor/) return
  talks = before(debtor, "^[0-9:]+ (answered|conversation)$", 3)
  if (split(talks, part, ", ") == 3) tell("talks", what, "before it", talks)
}

function tell_opening(   tries) {
  tries = before("debtor of " account, "Nov", 3)
  if (tries != "") tell("opened", verdict "ed", "the debtor", tries)
}

function row(label, key) {
  if (!total[key]) return
  printf "  %-24s %7s %7s", label, thousands(total[key] - last[key]), thousands(last[key])
  print meaning[key] == "" ? "" : "   " meaning[key]
}

function comes_before(a, b) { return total[a] == total[b] ? a < b : total[a] > total[b] }

function rows(kind,   i, j, n, keys, key) {  # the most frequent first
  for (key in total) {
    if (index(key, kind " ") != 1) continue
    for (j = n++; j > 0 && comes_before(key, keys[j]); --j) keys[j + 1] = keys[j]
    keys[j + 1] = key
  }
  for (i = 1; i <= n; ++i) row("  " substr(keys[i], length(kind) + 2), keys[i])
}

function count(key) {
  ++total[key]
  if (is_today(at)) ++last[key]
}

BEGIN {
  FS = ","
  split(days, day, ",")
  last_day = day[2]
  meaning["allow the reference"] = "whose debtor was tried the day before, and not reached"
  meaning["deny contact_not_declared"] = "not named by the debtor, or not for this account"
  meaning["deny contact_withdrawn"] = "refused before, was the wrong party, or was taken back"
  meaning["deny account_stopped"] = "cease notice, dispute, insolvency, attorney"
  meaning["deny limit_reached"] = "the attempts that the rules allow are used up"
  meaning["deny debtor_not_tried"] = "a reference, though the debtor was reached or not tried"
  meaning["deny outside_hours"] = "before or after the calling hours of the role"
  meaning["deny too_early"] = "not due for long enough"
  meaning["deny purpose_not_allowed"] = "a reference would be asked for the money"
  meaning["deny disclosure_not_allowed"] = "the script tells what the role may not hear"
}

FILENAME == ARGV[1] { debtor_of[$1] = $2; next }
FILENAME == ARGV[2] { role_of[$1, "+86" $2] = $3; next }
FILENAME == ARGV[3] { if (FNR > 1) call[FNR - 1] = $0; next }
{
  split(call[FNR], part, ",")
  at = part[1]; account = part[2]; number = part[3]; outcome = part[7]
  verdict = member("verdict"); reason = member("reason"); detail = member("detail")
  role = role_of[account, number]
  debtor = debtor_of[account]
  if (verdict == "deny") tell_refusal()
  if (verdict == "allow" && role == "reference") tell_opening()
  count(verdict)
  count(verdict " " (verdict == "allow" ? "the " role : reason))
  if (verdict != "allow") next
  remember(number)
  if (role != "debtor") next
  remember(debtor)
  remember("debtor of " account)
}

END {
  printf "  %-24s %7s %7s\n", "", date(day[1]), date(day[2])
  row("allowed", "allow")
  rows("allow")
  row("refused", "deny")
  rows("deny")
  close(stories)
}
