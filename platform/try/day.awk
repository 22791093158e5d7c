# Two days of a small call centre as calls.csv: whom its agents and its campaign would dial, and what would come of each
# call. From a generator with a fixed seed; the gate alone says which of the calls leave.
#   awk -v days=2026-11-23,2026-11-24 -v count=CALLS -f day.awk dates.txt accounts.csv contacts.csv
function random(n) { seed = seed * 16807 % 2147483647; return int(seed / 127) % n }  # Park and Miller 1988

# Agents go on where money is in sight: some accounts are called far more often than others.
function some_account(   i, j) {
  i = random(accounts)
  j = random(accounts)
  return account[i < j ? i : j]
}

function outcome(   n, i) {
  n = random(100)
  for (i = 1; i <= kinds; ++i) if ((n -= share[i]) < 0) return word[i]
}

function dial(at, id, number, purpose, mode, told) {
  if (number != "") print at "," id ",+86" number "," purpose "," mode "," told "," outcome()
}

function place(at,   id, one, mode, n) {
  id = some_account()
  n = random(100)
  mode = days_due[id] >= 61 ? "manual" : "automated"
  one = number[id, "reference", random(people[id, "reference"] + 1)]
  if (n < 58) dial(at, id, number[id, "debtor", 0], "collect", mode, "debt|amount")
  else if (n < 60) dial(at, id, number[id, "debtor", 0], "collect", mode, "debt|purchase")
  else if (n < 62) dial(at, id, number[id, "debtor", 0], "collect", "manual", "debt")
  else if (n < 64) dial(at, some_account(), number[id, "debtor", 0], "collect", mode, "debt")
  else if (n < 84) dial(at, id, one, "relay", "manual", "")
  else if (n < 87) dial(at, id, one, "collect", "manual", "debt")
  else if (n < 92) dial(at, id, number[id, "guarantor", 0], "collect", "manual", "amount")
  else dial(at, id, number[id, "found", random(people[id, "found"] + 1)], "relay", "manual", "")
}

BEGIN {
  FS = ","
  seed = 20261123
  kinds = split("no_answer voicemail not_connected answered conversation wrong_party refused not_dialed", word, " ")
  split("44 12 12 13 14 1 2 2", share, " ")
}

FILENAME ~ /dates/ { past_due[$1] = FNR - 1; next }
FNR == 1 { next }
FILENAME ~ /accounts/ {
  if ($3 == "" || past_due[$3] < 3) next
  days_due[$1] = past_due[$3]
  account[accounts++] = $1
  next
}
{
  kind = $4 ~ /^(application|contract|debtor_update|recorded_call)$/ ? $3 : "found"
  number[$1, kind, people[$1, kind]++ + 0] = $2
}

END {
  print "at,account,dialed,purpose,mode,disclosures,outcome"
  split(days, day, ",")
  for (d = 1; d <= 2; ++d) {
    # In Shanghai from 08:00 to 22:20. Its clock is 8 hours ahead of UTC.
    for (i = 0; i < count / 2; ++i) second[i] = int((i + random(1000) / 1000) * 51600 / (count / 2))
    for (i = 0; i < count / 2; ++i) {
      s = second[i]
      place(sprintf("%sT%02d:%02d:%02dZ", day[d], s / 3600, s % 3600 / 60, s % 60))
    }
  }
}
