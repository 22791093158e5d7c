#include <gtest/gtest.h>

#include "naive_policy.h"
#include "site_folder.h"

namespace dialgate::builder {
namespace {

// Rows are account,number,role,provenance,declared_on,evidence,consent,withdrawn,zones,region; the
// first is line 2.
struct Built {
  explicit Built(const std::string& rows, const std::string& rule = "") {
    site.WriteContacts(rows);
    if (!rule.empty()) site.AddRule(rule);
    auto result = site.Build();
    EXPECT_TRUE(result) << (result ? "" : result.error().message);
    if (!result) return;
    report = *result;
    EXPECT_EQ(report.rows, report.contacts[0] + report.contacts[1] + report.contacts[2] +
                               report.contacts[3] + report.withdrawn + report.repeated +
                               report.Excluded());
    excluded = site.Read("excluded.csv");
    policy.emplace(site.Read("policy.dgp"), site.tagger());
  }

  SiteFolder site;
  BuildReport report;
  std::string excluded;
  std::optional<NaivePolicy> policy;
};

std::string FailureOf(const std::string& rows, const std::string& rule = "") {
  SiteFolder site;
  site.WriteContacts(rows);
  if (!rule.empty()) site.AddRule(rule);
  return site.Failure();
}

std::string References(int from, int to, const std::string& withdrawn = "") {
  std::string rows;
  for (int i = from; i < to; ++i) {
    rows += "A-1,1380013800" + std::to_string(i) + ",reference,application,2025-01-01,E,," +
            withdrawn + ",,\n";
  }
  return rows;
}

TEST(Contacts, StandInThePolicyAsTheFileSays) {
  const Built built(
      "A-1,138 0013 8000,debtor,application,2025-04-02,,yes,,,\n"
      "A-1,+86 138-0013-8001,reference,contract,2025-04-02,E-1,no,no,Asia/Urumqi|Asia/Shanghai,\n"
      "A-2,13800138000,guarantor,debtor_update,2025-04-02,E-2,,,,CN\n"
      "A-2,020 7946 0958,representative,recorded_call,2025-04-02,E-3,,,Europe/London,GB\n");
  ASSERT_TRUE(built.policy);
  EXPECT_EQ(built.excluded, "line,account,reason\n");
  EXPECT_EQ(built.report.contacts, (std::array<uint64_t, 4>{1, 1, 1, 1}));
  EXPECT_EQ(built.report.accounts_without_contacts, 1u);
  EXPECT_EQ(built.policy->contacts(), 4u);
  const auto debtor = built.policy->FindContact("A-1", "8613800138000");
  ASSERT_TRUE(debtor);
  EXPECT_EQ(debtor->role, 1u);
  EXPECT_TRUE(debtor->consent);
  EXPECT_FALSE(debtor->withdrawn);
  EXPECT_EQ(debtor->zones, std::vector<std::string>{"Asia/Shanghai"});
  const auto reference = built.policy->FindContact("A-1", "8613800138001");
  ASSERT_TRUE(reference);
  EXPECT_EQ(reference->role, 3u);
  EXPECT_FALSE(reference->consent);
  EXPECT_EQ(reference->zones, (std::vector<std::string>{"Asia/Urumqi", "Asia/Shanghai"}));
  EXPECT_EQ(built.policy->FindContact("A-2", "8613800138000")->role, 2u);
  EXPECT_EQ(built.policy->FindContact("A-2", "442079460958")->role, 4u);
  EXPECT_FALSE(built.policy->FindContact("A-2", "8613800138001"));
}

TEST(Contacts, EachReasonIsGivenByLine) {
  const Built built(
      "A-1,none,reference,phonebook_upload,never,,,,,\n"
      "A-1,12,debtor,application,2025-04-02,,,,,\n"
      "A-1,13800138000,reference,application,2026-11-02,,,,,\n"
      "A-1,13800138001,reference,application,2026-11-01,,,,,\n"
      "\"A-2\",13800138002,debtor,application,2026-11-01,,,,,\n"
      "A-3,13800138003,debtor,,,,,,,\n"
      "A-3,13800138004,debtor,Application,,,,,,\n");
  EXPECT_EQ(built.excluded,
            "line,account,reason\n2,A-1,not_declared\n3,A-1,invalid_number\n4,A-1,declared_later\n"
            "5,A-1,evidence_missing\n7,A-3,not_declared\n8,A-3,not_declared\n");
  EXPECT_EQ(built.report.excluded, (std::array<uint64_t, kExclusions>{0, 3, 1, 1, 1, 0}));
}

TEST(Contacts, NothingUndeclaredEntersAPolicy) {
  for (const char* provenance :
       {"phonebook_upload", "call_log", "social_graph", "transaction_graph", "bureau",
        "data_vendor", "skip_trace", "unknown", "", " application"}) {
    const Built built(std::string("A-1,13800138000,debtor,") + provenance + ",2025-04-02,E,,,,\n");
    ASSERT_TRUE(built.policy);
    EXPECT_EQ(built.policy->contacts(), 0u) << provenance;
  }
}

TEST(Contacts, ExcludedIsCsvItself) {
  SiteFolder site;
  site.Write("accounts.csv", "account\n\"a,\"\"b\nc\"\n");
  site.WriteContacts("\"a,\"\"b\nc\",13800138000,debtor,bureau,,,,,,\n");
  ASSERT_TRUE(site.Build());
  EXPECT_EQ(site.Read("excluded.csv"), "line,account,reason\n2,\"a,\"\"b\nc\",not_declared\n");
}

TEST(Contacts, SameRowsTwiceAreOneContact) {
  const Built built(
      "A-1,13800138000,debtor,application,2025-04-02,,yes,,,\n"
      "A-1,+8613800138000,debtor,contract,2025-05-02,,yes,no,Asia/Shanghai,\n");
  EXPECT_EQ(built.report.repeated, 1u);
  EXPECT_EQ(built.report.contacts[0], 1u);
  EXPECT_EQ(built.policy->contacts(), 1u);
}

TEST(Contacts, AnyDifferenceExcludesAllRowsOfTheNumber) {
  const std::string first = "A-1,13800138000,debtor,application,2025-04-02,E,,,,\n";
  for (const char* second : {"A-1,13800138000,reference,application,2025-04-02,E,,,,\n",
                             "A-1,13800138000,debtor,application,2025-04-02,E,yes,,,\n",
                             "A-1,13800138000,debtor,application,2025-04-02,E,,,Asia/Urumqi,\n"}) {
    const Built built(first + "A-1,13800138001,debtor,application,2025-04-02,,,,,\n" + first +
                      second);
    EXPECT_EQ(built.excluded,
              "line,account,reason\n2,A-1,conflicting_rows\n4,A-1,conflicting_rows\n"
              "5,A-1,conflicting_rows\n");
    EXPECT_EQ(built.policy->contacts(), 1u);
  }
}

TEST(Contacts, RowsThatAreLeftOutConflictWithNothing) {
  const Built built(
      "A-1,13800138000,reference,application,2025-04-02,,,,,\n"
      "A-1,13800138000,debtor,application,2025-04-02,,,,,\n"
      "A-1,13800138000,reference,social_graph,,E,,,,\n"
      "A-2,13800138000,reference,application,2025-04-02,E,,,,\n");
  EXPECT_EQ(built.excluded, "line,account,reason\n2,A-1,evidence_missing\n4,A-1,not_declared\n");
  EXPECT_EQ(built.policy->FindContact("A-1", "8613800138000")->role, 1u);
  EXPECT_EQ(built.policy->FindContact("A-2", "8613800138000")->role, 3u);
}

TEST(Contacts, WithdrawnOnAnyRowHoldsForTheNumberUnderItsAccount) {
  const Built built(
      "A-1,13800138000,reference,application,2025-04-02,,yes,,,\n"
      "A-1,13800138000,debtor,application,2025-04-02,,,,,\n"
      "A-1,13800138000,guarantor,bureau,,,,yes,Asia/Urumqi,\n"
      "A-2,13800138000,debtor,application,2025-04-02,,,,,\n");
  EXPECT_EQ(built.excluded, "line,account,reason\n");
  EXPECT_EQ(built.report.withdrawn, 1u);
  EXPECT_EQ(built.report.repeated, 2u);
  const auto contact = built.policy->FindContact("A-1", "8613800138000");
  ASSERT_TRUE(contact);
  EXPECT_TRUE(contact->withdrawn);
  EXPECT_FALSE(contact->consent);
  EXPECT_EQ(contact->role, 3u);  // the first row names it
  EXPECT_EQ(contact->zones, std::vector<std::string>{"Asia/Urumqi"});
  EXPECT_FALSE(built.policy->FindContact("A-2", "8613800138000")->withdrawn);
}

TEST(Contacts, WithdrawnNumbersAbroadNeedNoZones) {
  const Built built("A-1,+442079460958,reference,call_log,,,,yes,,\n");
  ASSERT_TRUE(built.policy->FindContact("A-1", "442079460958"));
  EXPECT_TRUE(built.policy->FindContact("A-1", "442079460958")->withdrawn);
  EXPECT_EQ(built.report.accounts_without_contacts, 3u);
}

TEST(Contacts, WithdrawnNumbersMustBeReadable) {
  const std::string failure = FailureOf(
      "A-1,13800138000,debtor,application,2025-04-02,,,,,\nA-1,12,debtor,bureau,,,,yes,,\n");
  EXPECT_EQ(failure.rfind("contacts.csv:3: number: is withdrawn, but ", 0), 0u) << failure;
}

TEST(Contacts, AtMostSoManyReferences) {
  EXPECT_EQ(FailureOf(References(0, 5)), "");
  EXPECT_EQ(FailureOf(References(0, 6)),
            "contacts.csv:7: account `A-1` has more than 5 contacts of role reference; remove "
            "some, or withdraw them");
  EXPECT_EQ(FailureOf(References(0, 5) + References(5, 9, "yes")), "");
  EXPECT_EQ(FailureOf(References(0, 5) + References(0, 5)), "");
  EXPECT_EQ(FailureOf(References(0, 1), "max_references: 0"),
            "contacts.csv:2: account `A-1` has more than 0 contacts of role reference; remove "
            "some, or withdraw them");
  EXPECT_EQ(FailureOf(References(0, 1, "yes"), "max_references: 0"), "");
  EXPECT_EQ(FailureOf(References(0, 10), "max_references: 10"), "");
}

TEST(Contacts, AtMostFiveGuarantorsAndRepresentatives) {
  for (const std::string role : {"guarantor", "representative", "debtor"}) {
    std::string rows;
    for (int i = 0; i < 6; ++i) {
      rows += "A-1,1380013800" + std::to_string(i) + "," + role + ",application,2025-01-01,E,,,,\n";
    }
    EXPECT_EQ(FailureOf(rows),
              role == "debtor" ? ""
                               : "contacts.csv:7: account `A-1` has more than 5 contacts of role " +
                                     role + "; remove some, or withdraw them");
  }
}

TEST(Contacts, BadCellsAreErrorsWithTheirLine) {
  const auto expect = [](const std::string& row, const std::string& what) {
    const std::string failure =
        FailureOf("A-1,13800138000,debtor,application,2025-04-02,,,,,\n" + row + "\n");
    EXPECT_EQ(failure.rfind("contacts.csv:3: " + what, 0), 0u) << failure;
  };
  expect("A-4,13800138001,debtor,bureau,,,,,,", "account: is not in the accounts");
  expect("A-1,13800138001,Debtor,bureau,,,,,,", "role: write debtor,");
  expect("A-1,13800138001,,application,2025-04-02,,,,,", "role: write debtor,");
  expect("A-1,13800138001,debtor,bureau,,,maybe,,,", "consent: write yes, no or nothing");
  expect("A-1,13800138001,debtor,bureau,,,,YES,,", "withdrawn: write yes, no or nothing");
  expect("A-1,13800138001,debtor,bureau,,,,,,UK", "region: is no region");
  expect("A-1,13800138001,debtor,application,,,,,,", "declared_on: is no date");
  expect("A-1,12,debtor,application,2025-02-30,,,,,", "declared_on: is no date");
  expect("A-1,13800138001,debtor,application,2025-04-02,,,,Asia/Peking,",
         "zones: `Asia/Peking` is no time zone");
  expect("A-1,13800138001,debtor,application,2025-04-02,,,,Asia/Urumqi|Asia/Urumqi,",
         "zones: `Asia/Urumqi` is there twice");
  expect("A-1,13800138001,debtor,application,2025-04-02,,,,Asia/Urumqi |Asia/Tokyo,",
         "zones: `Asia/Urumqi ` is no time zone");
  expect("A-1,13800138001,debtor,application,2025-04-02,,,,Asia/Urumqi|,",
         "zones: `` is no time zone");
  expect(
      "A-1,13800138001,debtor,application,2025-04-02,,,,Asia/Urumqi|Asia/Tokyo|Asia/Seoul|Asia/"
      "Kabul|Asia/Dubai,",
      "zones: a contact has at most 4");
  expect("A-1,+442079460958,debtor,application,2025-04-02,,,,,", "zones: none are stated");
}

TEST(Contacts, OfWhatOnlyAllRowsShowTheLowestLineIsTold) {
  const std::string one = "A-1,+442079460958,debtor,application,2025-04-02,,,,,\n";
  const std::string two = "A-2,+442079460958,debtor,application,2025-04-02,,,,,\n";
  EXPECT_EQ(FailureOf(one + two).substr(0, 22), "contacts.csv:2: zones:");
  EXPECT_EQ(FailureOf(two + one).substr(0, 22), "contacts.csv:2: zones:");
}

TEST(Contacts, ZonesOfRowsThatAreNotJudgedAreNotAsked) {
  EXPECT_EQ(FailureOf("A-1,+442079460958,debtor,bureau,,,,,Nowhere,\n"), "");
  EXPECT_EQ(FailureOf("A-1,+442079460958,debtor,application,2025-04-02,,,,,\nA-1,+442079460958,"
                      "debtor,,,,,yes,,\n"),
            "");
}

TEST(Contacts, ExemptNumbersStandOnNoRow) {
  const std::string rule = "exempt_numbers: \"+864008205555\"";
  for (const char* row :
       {"A-1,4008205555,debtor,application,2025-04-02,,,,,\n",
        "A-1,+864008205555,debtor,bureau,,,,,,\n", "A-1,4008205555,debtor,bureau,,,,yes,,\n"}) {
    const std::string failure = FailureOf(row, rule);
    EXPECT_EQ(failure.rfind("contacts.csv:2: number: is one of the site's exempt numbers", 0), 0u)
        << failure;
  }
}

TEST(Contacts, AtMost64Zones) {
  const char* kPlaces[] = {"Adak",    "Anchorage", "Chicago", "Denver",
                           "Halifax", "Havana",    "Lima",    "Phoenix"};
  SiteFolder site;
  std::string rows;
  // 63 zones beside the default one, from the offsets that tzdata names under Etc.
  std::vector<std::string> zones;
  for (int i = 1; i <= 12; ++i) zones.push_back("Etc/GMT+" + std::to_string(i));
  for (int i = 1; i <= 14; ++i) zones.push_back("Etc/GMT-" + std::to_string(i));
  for (const char* place : kPlaces) zones.push_back(std::string("America/") + place);
  for (const char* place :
       {"Amsterdam", "Athens",    "Berlin",   "Brussels", "Bucharest", "Budapest",
        "Dublin",    "Helsinki",  "Istanbul", "Lisbon",   "London",    "Madrid",
        "Moscow",    "Oslo",      "Paris",    "Prague",   "Riga",      "Rome",
        "Sofia",     "Stockholm", "Tallinn",  "Vienna",   "Vilnius",   "Warsaw",
        "Zurich",    "Minsk",     "Malta",    "Kirov",    "Samara"}) {
    zones.push_back(std::string("Europe/") + place);
  }
  ASSERT_EQ(zones.size(), 63u);
  zones.push_back("Asia/Tokyo");
  for (size_t i = 0; i < zones.size(); ++i) {
    rows += "A-1," + std::to_string(13800138000 + i) + ",debtor,application,2025-04-02,,,," +
            zones[i] + ",\n";
  }
  EXPECT_EQ(FailureOf(rows),
            "contacts.csv:65: zones: a policy has at most 64 zones, and `Asia/Tokyo` is one more; "
            "build the site in parts");
}

}  // namespace
}  // namespace dialgate::builder
