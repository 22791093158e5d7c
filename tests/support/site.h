// A site in plain containers: what its policy says, before anything is encoded. The tests' policy
// maker writes it as a signed image; the naive model decides over it as it stands.
#ifndef DIALGATE_TESTS_SUPPORT_SITE_H
#define DIALGATE_TESTS_SUPPORT_SITE_H

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "dialgate/call.h"
#include "dialgate/policy.h"
#include "dialgate/rules.h"

namespace dialgate::testing {

struct PlanFacts {
  std::string region = "CN";
  std::string country_code = "86";
  std::vector<std::string> international_prefixes = {"00"};
  std::string national_prefix = "0";
  bool bare_national = true;
  bool bare_country_code = false;
  bool national_zero = false;
  std::set<unsigned> national_lengths = {10, 11};
  std::string outside_line_prefix;
  std::vector<std::string> extensions;
  std::vector<std::string> emergency;
};

struct ZoneFacts {
  std::string name = "Asia/Shanghai";
  int32_t utc_offset = 8 * 3600;
  std::vector<std::pair<uint32_t, int32_t>> transitions;  // seconds after not_before, offset then
};

struct RoleFacts {
  bool suspended = false;
  std::set<Purpose> purposes;
  std::set<Mode> modes;
  std::set<Disclosure> disclosures;
  bool consent_required = false;
  std::optional<std::pair<unsigned, unsigned>> debtor_unreached;  // days, per day
  std::map<Mode, int32_t> min_days_past_due;
  bool any_time = false;
  std::vector<Hours> hours;
  std::vector<Cap> caps;
};

struct AccountFacts {
  std::string debtor;  // empty: the account's own id
  std::optional<int32_t> due_day;
  Account::Stopped stopped = Account::Stopped::kNo;
  uint16_t damage = 0;  // flipped bits of the low 16 of its second word
};

struct ContactFacts {
  Role role = Role::kDebtor;
  bool consent = false;
  bool withdrawn = false;
  unsigned zone_set = 0;
  uint16_t damage = 0;  // flipped bits of the low 16 of its word
};

struct Site {
  std::string issuer = "Example Bank, compliance";
  std::string name = "shenzhen-3";
  uint64_t serial = 7;
  int64_t not_before = 0;
  int64_t not_after = 0;
  PlanFacts plan;
  std::vector<ZoneFacts> zones;
  std::vector<std::vector<unsigned>> zone_sets;  // indices of zones, the primary first
  std::vector<int32_t> closed_dates;
  std::vector<std::string> exempt_numbers;  // with their +
  std::map<Role, RoleFacts> roles;
  unsigned receipt_within_hours = 0;
  unsigned history_events = 0;
  std::vector<std::string> profiles;
  std::vector<std::pair<uint64_t, uint64_t>> restores;                   // log and sequence
  std::map<std::string, AccountFacts> accounts;                          // by id
  std::map<std::pair<std::string, std::string>, ContactFacts> contacts;  // by account, number
};

// What a device is, in containers that own what it points to.
struct DeviceFacts {
  std::vector<std::string> emergency;
  std::string outside_line_prefix;
  std::set<Mode> modes;
  bool clock_trusted = true;
  bool record_durable = true;
  bool receipts_waived = false;
  int64_t newest_record = 0;
  int64_t receipted = 0;
};

struct CallFacts {
  std::string dialed;
  std::string account;
  Purpose purpose = Purpose::kNotStated;
  Mode mode = Mode::kNotStated;
  uint8_t disclosures = 0;  // bit n: the disclosure of number n
};

}  // namespace dialgate::testing

#endif
