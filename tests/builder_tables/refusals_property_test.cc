// Random sites with random refusals, held against section 4 and section 6 of what a decision means,
// written down as naively as they read, and against what a gate itself makes of the same refusals.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "dialgate/attempts.h"
#include "naive_policy.h"
#include "refusal_rows.h"
#include "site_folder.h"
#include "tests/builder_rules/seed.h"
#include "tests/support/random.h"

namespace dialgate::builder {
namespace {

using testing::Random;

struct Row {
  std::string account, number, role;
  bool declared, evidence, consent, withdrawn, zones;

  bool Stands() const { return declared && (role == "debtor" || evidence); }
  std::string Text() const {
    return account + ",+" + number + "," + role + "," + (declared ? "contract" : "bureau") +
           ",2025-04-02," + (evidence ? "E" : "") + "," + (consent ? "yes" : "") + "," +
           (withdrawn ? "yes" : "no") + "," + (zones ? "Asia/Urumqi" : "") + ",\n";
  }
};

struct Refusal {
  std::string number, role, debtor;  // role: of who refused; debtor: of the wrong party

  bool Concerns(const Row& row, const std::string& of) const {
    if (number != row.number) return false;
    if (role.empty()) return debtor == of;
    return (role == "debtor") == (row.role == "debtor");
  }
};

struct Site {
  std::map<std::string, std::string> debtors;  // by account
  std::vector<Row> rows;
  std::vector<Refusal> refusals;
};

constexpr std::array<const char*, 4> kRoleNames = {"debtor", "guarantor", "reference",
                                                   "representative"};

std::string PickRole(Random& random) { return kRoleNames[random.Below(kRoleNames.size())]; }

Site RandomSite(Random& random) {
  Site site;
  std::vector<std::string> numbers;
  for (int i = 0; i < 60; ++i) numbers.push_back("86138" + random.Digits(8));
  for (int i = 0; i < 300; ++i) {
    const std::string account = "A-" + std::to_string(i);
    site.debtors[account] = "D-" + std::to_string(random.Below(100));
    for (uint64_t contact = random.Below(5); contact > 0; --contact) {
      const std::string number = random.Pick(numbers);
      const std::string role = PickRole(random);
      for (uint64_t again = 1 + random.Below(3); again > 0; --again) {
        site.rows.push_back({account, number, random.Percent(80) ? role : PickRole(random),
                             random.Percent(70), random.Percent(80), random.Percent(20),
                             random.Percent(5), random.Percent(20)});
      }
    }
  }
  for (int i = 0; i < 40; ++i) {
    const Row& called = site.rows[random.Below(site.rows.size())];
    const bool refused = random.Percent(60);
    site.refusals.push_back({called.number, refused ? called.role : "",
                             refused ? "" : site.debtors.at(called.account)});
  }
  return site;
}

// What becomes of a number under an account: `none`, `contact` or `withdrawn`.
std::string Expected(const Site& site, const std::vector<Row>& rows) {
  std::vector<Row> say;
  for (const Row& row : rows) {
    if (row.withdrawn) return "withdrawn";
    if (row.Stands()) say.push_back(row);
  }
  const bool stands = !say.empty();
  if (!stands) say = rows;
  for (const Row& row : say) {
    for (const Refusal& refusal : site.refusals) {
      if (refusal.Concerns(row, site.debtors.at(row.account))) return "withdrawn";
    }
  }
  if (!stands) return "none";
  for (const Row& row : say) {
    const Row& first = say.front();
    if (row.role != first.role || row.consent != first.consent || row.zones != first.zones) {
      return "none";
    }
  }
  return "contact";
}

std::string Found(const NaivePolicy& policy, const std::string& account,
                  const std::string& number) {
  const auto contact = policy.FindContact(account, number);
  if (!contact) return "none";
  return contact->withdrawn ? "withdrawn" : "contact";
}

ContactNumber ReadDigits(std::string_view text, std::string_view) {
  return {ContactNumber::Flaw::kNone, PhoneNumber::FromDigits(text.substr(1)), true};
}

// Builds with these refusals, spread over some files in any order, on some threads.
std::string BuildWith(const SiteFolder& folder, std::vector<Refusal> refusals, Random& random,
                      BuildReport* report) {
  for (size_t i = refusals.size(); i > 1; --i) {
    std::swap(refusals[i - 1], refusals[random.Below(i)]);
  }
  std::vector<std::string> files(1 + random.Below(3), kRefusalsHeader);
  for (const Refusal& refusal : refusals) {
    const Tagger& tagger = folder.tagger();
    const std::string row = !refusal.role.empty() ? RefusedRow(tagger, refusal.number, refusal.role)
                            : random.OneIn(2)
                                ? WrongPartyRow(tagger, refusal.number, refusal.debtor)
                                : CarriedWrongPartyRow(tagger, refusal.number, refusal.debtor);
    for (uint64_t copy = 1 + random.Below(2); copy > 0; --copy) {
      files[random.Below(files.size())] += row;
    }
  }
  BuildRequest request = folder.Request();
  request.manifest.clear();
  request.number_reader = ReadDigits;
  request.threads = static_cast<unsigned>(1 + random.Below(3));
  for (size_t i = 0; i < files.size(); ++i) {
    const std::string name = "refusals" + std::to_string(i) + ".csv";
    folder.Write(name, files[i]);
    request.refusals.push_back(folder.Path(name));
  }
  const auto built = BuildPolicy(request);
  EXPECT_TRUE(built) << built.error().message;
  if (built) *report = *built;
  return folder.Read("policy.dgp");
}

// What a gate holds withdrawn by the same outcomes.
class GateMemory {
 public:
  GateMemory(const Site& site, const Tagger& tagger)
      : tagger_(tagger), words_(4 * 1024), attempts_(Storage()) {
    for (const Refusal& refusal : site.refusals) {
      const bool refused = !refusal.role.empty();
      attempts_.WithdrawBy(KeyOf(refusal.number, refusal.debtor, refused ? refusal.role : "debtor"),
                           refused ? Outcome::kRefused : Outcome::kWrongParty);
    }
  }

  bool IsWithdrawn(const std::string& number, const std::string& debtor,
                   const std::string& role) const {
    return attempts_.IsNumberWithdrawn(KeyOf(number, debtor, role));
  }

 private:
  AttemptStorage Storage() {
    AttemptStorage storage;
    storage.withdrawals = words_.data();
    storage.withdrawal_count = static_cast<uint32_t>(words_.size() / 4);
    return storage;
  }
  HistoryKey KeyOf(const std::string& number, const std::string& debtor,
                   const std::string& role) const {
    const auto place = std::find(kRoleNames.begin(), kRoleNames.end(), role) - kRoleNames.begin();
    return {tagger_.Number(PhoneNumber::FromDigits(number)), 0,
            debtor.empty() ? 0 : tagger_.Debtor(debtor).short_value(),
            static_cast<Role>(1 + place)};
  }

  const Tagger& tagger_;
  std::vector<uint32_t> words_;
  Attempts attempts_;
};

void Hold(Random& random) {
  const Site site = RandomSite(random);
  const SiteFolder folder;
  std::string accounts = "account,debtor\n", rows;
  for (const auto& [account, debtor] : site.debtors) accounts += account + "," + debtor + "\n";
  std::map<std::pair<std::string, std::string>, std::vector<Row>> numbers;
  for (const Row& row : site.rows) {
    rows += row.Text();
    numbers[{row.account, row.number}].push_back(row);
  }
  folder.Write("accounts.csv", accounts);
  folder.WriteContacts(rows);
  folder.AddRule("max_references: 10");
  BuildReport report, without;
  const std::string bytes = BuildWith(folder, site.refusals, random, &report);
  EXPECT_EQ(BuildWith(folder, site.refusals, random, &report), bytes) << "the order tells";
  const NaivePolicy policy(bytes, folder.tagger());
  const NaivePolicy before(BuildWith(folder, {}, random, &without), folder.tagger());
  const GateMemory gate(site, folder.tagger());
  Site unasked = site;
  unasked.refusals.clear();
  uint64_t withdrawn = 0, refused = 0;
  for (const auto& [place, of] : numbers) {
    const auto& [account, number] = place;
    const std::string expected = Expected(site, of);
    ASSERT_EQ(Found(policy, account, number), expected) << account << " " << number;
    const std::string plain = Expected(unasked, of);
    ASSERT_EQ(Found(before, account, number), plain);
    withdrawn += expected == "withdrawn";
    refused += expected == "withdrawn" && plain != "withdrawn";
    if (plain != "contact") continue;
    const auto role = before.FindContact(account, number)->role;
    ASSERT_EQ(expected == "withdrawn",
              gate.IsWithdrawn(number, site.debtors.at(account), kRoleNames[role - 1]));
  }
  EXPECT_EQ(report.withdrawn, withdrawn);
  EXPECT_EQ(report.refused, refused);
  EXPECT_GT(refused, 20u);
  EXPECT_EQ(without.refused, 0u);
}

TEST(RefusalsProperty, WithdrawWhomTheContractSaysAndAGateWould) {
  Random random(test::Seed(20261125));
  for (int site = 0; site < 2 && !HasFatalFailure(); ++site) Hold(random);
}

}  // namespace
}  // namespace dialgate::builder
