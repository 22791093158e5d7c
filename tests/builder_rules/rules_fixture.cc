#include "rules_fixture.h"

#include <gtest/gtest.h>

namespace dialgate::test {

std::string GoodRules() {
  return R"(issuer: "Example Bank, compliance"
site: "hong-kong-3"
serial: 7
not_before: "2026-11-01T00:00:00Z"
not_after: "2026-12-01T00:00:00Z"
region: "HK"
default_zones: "Asia/Hong_Kong"
closed_dates: "2026-10-01"
exempt_numbers: "+85223456789"
max_references: 3
receipt_within_hours: 0
dialing {
  outside_line_prefix: "9"
  extensions: "2XXX"
  emergency: "992"
}
roles {
  role: ROLE_REFERENCE
  suspended: false
  purposes: PURPOSE_RELAY purposes: PURPOSE_LOCATE
  modes: MODE_MANUAL
  consent_required: false
  debtor_unreached { days: 3 per_day: 1 }
  hours { weekdays: "Mon-Fri,Sat" from: "09:00" to: "20:00" }
  caps { counts: COUNTS_DIALED max: 1 days: 7 per: PER_NUMBER }
  caps { counts: COUNTS_DIALED max: 1 minutes: 30 per: PER_ACCOUNT }
}
roles {
  role: ROLE_DEBTOR
  purposes: PURPOSE_COLLECT
  modes: MODE_AUTOMATED modes: MODE_MANUAL
  disclosures: DISCLOSURE_AMOUNT disclosures: DISCLOSURE_DEBT
  min_days_past_due { mode: MODE_AUTOMATED days: 3 }
  min_days_past_due { mode: MODE_MANUAL days: -61 }
  hours { weekdays: "Sun-Mon" from: "08:00" to: "24:00" }
  hours { weekdays: "Wed" from: "00:00" to: "12:30" }
  caps { counts: COUNTS_ANSWERED max: 3 days: 1 per: PER_DEBTOR }
  caps { counts: COUNTS_UNANSWERED max: 6 days: 1 per: PER_NUMBER }
  caps { counts: COUNTS_ANSWERED max: 3 days: 1 per: PER_DEBTOR }
}
)";
}

std::string RulesWith(const std::string& from, const std::string& to) {
  std::string text = GoodRules();
  const size_t place = text.find(from);
  if (place == std::string::npos) {
    ADD_FAILURE() << from << " does not stand in the rules";
    return text;
  }
  return text.replace(place, from.size(), to);
}

}  // namespace dialgate::test
