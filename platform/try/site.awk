# A site's accounts and contacts, from a small generator with a fixed seed. Each of 400 debtors has what a loan application
# has: his own number, people whom he named, sometimes a guarantor. And the people whom "big data" finds beside them.
#   awk -v accounts=FILE -v contacts=FILE -f site.awk DATES     DATES: a day a line, the newest first
function random(n) { seed = seed * 16807 % 2147483647; return int(seed / 127) % n }  # Park and Miller 1988
function number() { return "138" sprintf("%08d", ++given * 7919 % 100000000) }

function row(role, provenance, evidence, consent, withdrawn,   declared_on) {
  declared_on = "2025-0" 1 + random(9) "-1" random(10)
  print id "," number() "," role "," provenance "," declared_on "," consent "," withdrawn "," evidence > contacts
}

{ date[past_due++] = $1 }

END {
  seed = 20261124
  split("phonebook_upload call_log social_graph transaction_graph bureau data_vendor skip_trace", data, " ")
  split("cease dispute insolvency attorney", why, " ")
  split("application contract debtor_update recorded_call", declared, " ")
  print "account,debtor,due_date,stopped" > accounts
  print "account,number,role,provenance,declared_on,consent,withdrawn,evidence" > contacts
  for (n = 1; n <= 400; ++n) {
    id = sprintf("L-%04d", n)
    due = random(8) ? date[random(past_due)] : ""
    print id ",D-" 1 + int(n * 0.9) "," due "," (random(12) ? "" : why[1 + random(4)]) > accounts
    row("debtor", declared[1 + random(4)], "", random(3) ? "" : "yes", "")
    for (i = random(3); i >= 0; --i) {
      evidence = random(15) ? "form-" ++form : ""
      row("reference", declared[1 + random(4)], evidence, "", random(40) ? "" : "yes")
    }
    if (!random(6)) row("guarantor", "contract", "deed-" n, "yes", "")
    if (!random(20)) row("representative", "debtor_update", "mandate-" n, "", "")
    for (i = random(7); i > 0; --i) row("reference", data[1 + random(7)], "", "", "")
  }
}
