// Writes the files of a compliance desk of any size: rules.txtpb, accounts.csv and contacts.csv.
//   make_site FOLDER CONTACTS [SEED] [shuffled]
// The same arguments make the same files on every machine. An account has four contacts, one of
// them the debtor; one number in fifty stands under another account too, and one row in twenty is
// not declared. `shuffled` brings the rows of an account apart, as an export without an order does.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

namespace {

constexpr uint64_t kContactsPerAccount = 4;
constexpr uint64_t kMobiles = 1000000000;  // +86 13 and nine digits

constexpr char kRules[] = R"(issuer: "Example Bank, compliance"
site: "benchmark"
serial: 1
not_before: "2026-11-01T00:00:00Z"
not_after: "2026-12-01T00:00:00Z"
region: "CN"
default_zones: "Asia/Shanghai"
roles {
  role: ROLE_DEBTOR
  purposes: PURPOSE_COLLECT
  modes: MODE_MANUAL modes: MODE_AUTOMATED
  disclosures: DISCLOSURE_DEBT disclosures: DISCLOSURE_AMOUNT
  hours { weekdays: "Mon-Sun" from: "08:00" to: "22:00" }
  caps { counts: COUNTS_DIALED max: 3 days: 1 per: PER_DEBTOR }
}
roles {
  role: ROLE_REFERENCE
  purposes: PURPOSE_RELAY
  modes: MODE_MANUAL
  hours { weekdays: "Mon-Sat" from: "09:00" to: "20:00" }
  caps { counts: COUNTS_DIALED max: 1 days: 7 per: PER_NUMBER }
}
)";

// A number that looks random and follows from its arguments alone (splitmix64, Steele and others
// 2014).
uint64_t Mix(uint64_t seed, uint64_t i) {
  uint64_t z = seed + (i + 1) * 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

std::string Account(uint64_t account) {
  std::string digits = std::to_string(account);
  return "LOAN-2026-" + std::string(6 - std::min<size_t>(6, digits.size()), '0') + digits;
}

// 2 to the power of 29 is about half of all mobile numbers, and odd factors never bring two
// contacts to one of them.
std::string Number(uint64_t seed, uint64_t contact) {
  const uint64_t mix = Mix(seed, contact);
  const uint64_t whose = mix % 50 == 0 ? contact / 2 : contact;
  const uint64_t number = (whose * 0x2545F491u + seed) % (uint64_t{1} << 29) % kMobiles;
  std::string digits = std::to_string(number);
  digits.insert(0, 9 - digits.size(), '0');
  return (mix % 3 == 0 ? "+8613" : "13") + digits;
}

void WriteAccounts(const std::string& folder, uint64_t seed, uint64_t accounts) {
  std::ofstream out(folder + "/accounts.csv");
  out << "account,debtor,due_date,stopped\n";
  for (uint64_t i = 0; i < accounts; ++i) {
    const uint64_t mix = Mix(~seed, i);
    out << Account(i) << ',';
    if (mix % 4 == 0) out << "D" << i / 3;
    out << ",2026-0" << 1 + mix / 4 % 9 << "-1" << mix / 36 % 10 << ',';
    out << (mix / 360 % 100 == 0 ? "dispute" : "") << '\n';
  }
}

void WriteContacts(const std::string& folder, uint64_t seed, uint64_t contacts, bool shuffled) {
  static constexpr const char* kRoles[kContactsPerAccount] = {"debtor", "reference", "reference",
                                                              "reference"};
  std::ofstream out(folder + "/contacts.csv");
  out << "account,number,role,provenance,declared_on,zones,consent,withdrawn,evidence\n";
  const uint64_t accounts = (contacts + kContactsPerAccount - 1) / kContactsPerAccount;
  for (uint64_t i = 0; i < contacts; ++i) {
    const uint64_t mix = Mix(seed ^ 0x5555555555555555u, i);
    const uint64_t account = shuffled ? i % accounts : i / kContactsPerAccount;
    const char* role = kRoles[shuffled ? i / accounts : i % kContactsPerAccount];
    out << Account(account) << ',' << Number(seed, i) << ',' << role << ','
        << (mix % 20 == 0 ? "call_log" : "application") << ",2025-0" << 1 + mix / 20 % 9 << "-12,"
        << (mix / 180 % 10 == 0 ? "Asia/Urumqi|Asia/Shanghai" : "") << ','
        << (mix / 1800 % 2 == 0 ? "yes" : "") << ',' << (mix / 3600 % 200 == 0 ? "yes" : "") << ',';
    if (role[0] != 'd') out << "FORM-" << mix % 100000000;
    out << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: make_site FOLDER CONTACTS [SEED] [shuffled]\n";
    return 2;
  }
  const std::string folder = argv[1];
  const uint64_t contacts = std::strtoull(argv[2], nullptr, 10);
  const uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
  const bool shuffled = argc > 4 && std::string(argv[4]) == "shuffled";
  std::cerr << "seed " << seed << '\n';
  std::ofstream(folder + "/rules.txtpb") << kRules;
  WriteAccounts(folder, seed, (contacts + kContactsPerAccount - 1) / kContactsPerAccount);
  WriteContacts(folder, seed, contacts, shuffled);
  return 0;
}
