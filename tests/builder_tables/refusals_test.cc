#include "platform/builder/tables/refusals.h"

#include <gtest/gtest.h>

#include "naive_policy.h"
#include "platform/builder/tables/hex.h"
#include "refusal_rows.h"
#include "site_folder.h"

namespace dialgate::builder {
namespace {

constexpr char kNumber[] = "8613800138000";
constexpr char kOther[] = "8613800138001";

// One file of refusals and what it says.
struct Read {
  explicit Read(const std::string& text) {
    site.Write("refusals.csv", text);
    digest = refusals.Add(site.Path("refusals.csv"), site.tagger().KeyId());
  }

  bool Concern(std::string_view digits, std::string_view debtor, Role role) const {
    return refusals.Concern(site.tagger().Number(PhoneNumber::FromDigits(digits)),
                            site.tagger().Debtor(debtor).short_value(), role);
  }

  SiteFolder site;
  Refusals refusals;
  tl::expected<InputDigest, Problem> digest;
};

const Tagger& AnyTagger() {
  static const SiteFolder site;
  return site.tagger();
}

std::string Header(const std::string& rows) { return kRefusalsHeader + rows; }

TEST(Refusals, OfADebtorHoldWhereverTheNumberIsADebtors) {
  const Read read(Header(RefusedRow(AnyTagger(), kNumber, "debtor")));
  ASSERT_TRUE(read.digest) << read.digest.error().message;
  EXPECT_EQ(read.digest->rows, 1u);
  EXPECT_TRUE(read.Concern(kNumber, "D", Role::kDebtor));
  EXPECT_TRUE(read.Concern(kNumber, "E", Role::kDebtor));
  for (Role role : {Role::kGuarantor, Role::kReference, Role::kRepresentative}) {
    EXPECT_FALSE(read.Concern(kNumber, "D", role));
  }
  EXPECT_FALSE(read.Concern(kOther, "D", Role::kDebtor));
}

TEST(Refusals, OfAnyoneElseHoldWhereverTheNumberIsNoDebtors) {
  for (const char* who : {"guarantor", "reference", "representative", "other"}) {
    const Read read(Header(RefusedRow(AnyTagger(), kNumber, who)));
    ASSERT_TRUE(read.digest) << read.digest.error().message;
    for (Role role : {Role::kGuarantor, Role::kReference, Role::kRepresentative}) {
      EXPECT_TRUE(read.Concern(kNumber, "D", role));
    }
    EXPECT_FALSE(read.Concern(kNumber, "D", Role::kDebtor)) << who;
  }
}

TEST(Refusals, AWrongPartyIsOneForThatDebtorInEveryRole) {
  for (const std::string& row : {WrongPartyRow(AnyTagger(), kNumber, "D"),
                                 CarriedWrongPartyRow(AnyTagger(), kNumber, "D")}) {
    const Read read(Header(row));
    ASSERT_TRUE(read.digest) << read.digest.error().message;
    EXPECT_TRUE(read.Concern(kNumber, "D", Role::kDebtor));
    EXPECT_TRUE(read.Concern(kNumber, "D", Role::kReference));
    EXPECT_FALSE(read.Concern(kNumber, "E", Role::kDebtor));
    EXPECT_FALSE(read.Concern(kOther, "D", Role::kDebtor));
  }
}

// What a gate took over from another log may have lost the last four bits, as in its own memory.
TEST(Refusals, GoByTheUpperSixtyBitsAsAGateDoes) {
  std::string row = RefusedRow(AnyTagger(), kNumber, "reference");
  row[row.rfind(",reference") - 1] = '0';
  EXPECT_TRUE(Read(Header(row)).Concern(kNumber, "D", Role::kReference));
  const size_t other = row.rfind(",reference") - 2;
  row[other] = row[other] == '0' ? '1' : '0';
  EXPECT_FALSE(Read(Header(row)).Concern(kNumber, "D", Role::kReference));
}

TEST(Refusals, AreCsvWithItsColumnsInAnyOrder) {
  const std::string tag = NumberTag(AnyTagger(), kNumber);
  const std::string key = HexWord(AnyTagger().KeyId(), 16);
  const Read read("\xEF\xBB\xBFrole,number,debtor,outcome,lookup_key\r\nreference,\"" + tag +
                  "\",,refused," + key + "\r\n");
  ASSERT_TRUE(read.digest) << read.digest.error().message;
  EXPECT_TRUE(read.Concern(kNumber, "D", Role::kReference));
  EXPECT_TRUE(Read(kRefusalsHeader).refusals.empty());
}

TEST(Refusals, BadFilesAreErrorsWithTheirLine) {
  const std::string good = RefusedRow(AnyTagger(), kNumber, "debtor");
  const std::string key = HexWord(AnyTagger().KeyId(), 16);
  const std::string tag = NumberTag(AnyTagger(), kNumber);
  const auto expect = [](const std::string& text, const std::string& what) {
    const Read read(text);
    ASSERT_FALSE(read.digest) << text;
    EXPECT_NE(read.digest.error().message.find("/refusals.csv:" + what), std::string::npos)
        << read.digest.error().message;
  };
  const auto row = [&](const std::string& text, const std::string& what) {
    expect(Header(good + text + "\n"), "3: " + what);
  };
  expect("", "1: there is no header");
  expect("lookup_key,outcome,number,role\n", "1: column `debtor` is missing");
  expect("lookup_key,outcome,number,role,debtor,name\n", "1: column `name` is unknown");
  expect("lookup_key,outcome,number,role,role\n", "1: column `role` is there twice");
  row("", "the line is empty");
  row(key + ",refused," + tag + ",debtor", "the row has 4 cells");
  row("0000000000000001,refused," + tag + ",debtor,",
      "lookup_key: 0000000000000001 is not the key of this build, " + key + ",");
  row("1,refused," + tag + ",debtor,", "lookup_key: `1` is not 16 digits");
  row(key + ",answered," + tag + ",debtor,", "outcome: is neither refused nor wrong_party");
  row(key + ",,,,", "outcome: is neither refused nor wrong_party");
  row(key + ",refused," + tag.substr(1) + ",debtor,", "number: `" + tag.substr(1) + "` is not 16");
  row(key + ",refused,1.38001E+15,debtor,", "number: `1.38001E+15` is not 16 digits");
  row(key + ",refused,ABCDEF0123456789,debtor,", "number: `ABCDEF0123456789` is not 16 digits");
  row(key + ",refused,,debtor,", "number: `` is not 16 digits");
  row(key + ",refused," + tag + ",,", "role: is neither debtor,");
  row(key + ",refused," + tag + ",Debtor,", "role: is neither debtor,");
  row(key + ",refused," + tag + ",debtor,0123456789ab", "debtor: is empty where someone refused");
  row(key + ",wrong_party," + tag + ",debtor,0123456789ab", "role: is empty where it was");
  row(key + ",wrong_party," + tag + ",,", "debtor: `` is not 12 digits");
  row(key + ",wrong_party," + tag + ",,0123456789abc", "debtor: `0123456789abc` is not 12 digits");
}

// A build with refusals.
struct Built {
  Built(const std::string& contacts, const std::string& refusals, const std::string& rule = "") {
    site.Write("accounts.csv", "account,debtor\nA-1,D\nA-2,D\nA-3,E\n");
    site.WriteContacts(contacts);
    site.Write("refusals.csv", Header(refusals));
    if (!rule.empty()) site.AddRule(rule);
    BuildRequest request = site.Request();
    request.refusals = {site.Path("refusals.csv")};
    result = BuildPolicy(request);
    if (!result) return;
    EXPECT_EQ(result->rows, result->contacts[0] + result->contacts[1] + result->contacts[2] +
                                result->contacts[3] + result->withdrawn + result->repeated +
                                result->Excluded());
    policy.emplace(site.Read("policy.dgp"), site.tagger());
    excluded = site.Read("excluded.csv");
  }

  // `contact`, `withdrawn` or `not_declared`.
  std::string Standing(const char* account, const char* digits = kNumber) const {
    const auto contact = policy->FindContact(account, digits);
    if (!contact) return "not_declared";
    return contact->withdrawn ? "withdrawn" : "contact";
  }

  SiteFolder site;
  tl::expected<BuildReport, Problem> result;
  std::optional<NaivePolicy> policy;
  std::string excluded;
};

std::string Row(const std::string& account, const std::string& role, const std::string& rest = "") {
  return account + ",13800138000," + role + ",application,2025-04-02,E," +
         (rest.empty() ? ",,," : rest) + "\n";
}

TEST(RefusedContacts, AreWithdrawnUnderEveryNewLabelButTheDebtors) {
  const Built built(Row("A-1", "reference") + Row("A-2", "guarantor") + Row("A-3", "debtor"),
                    RefusedRow(AnyTagger(), kNumber, "reference"));
  ASSERT_TRUE(built.result) << built.result.error().message;
  EXPECT_EQ(built.Standing("A-1"), "withdrawn");
  EXPECT_EQ(built.Standing("A-2"), "withdrawn");
  EXPECT_EQ(built.Standing("A-3"), "contact");
  EXPECT_EQ(built.result->withdrawn, 2u);
  EXPECT_EQ(built.result->refused, 2u);
  EXPECT_EQ(built.result->refusals, 1u);
  EXPECT_EQ(built.result->accounts_without_contacts, 2u);
}

TEST(RefusedContacts, OfAWrongPartyAreThoseOfTheDebtor) {
  const Built built(Row("A-1", "debtor") + Row("A-2", "reference") + Row("A-3", "debtor"),
                    WrongPartyRow(AnyTagger(), kNumber, "D"));
  ASSERT_TRUE(built.result);
  EXPECT_EQ(built.Standing("A-1"), "withdrawn");
  EXPECT_EQ(built.Standing("A-2"), "withdrawn");
  EXPECT_EQ(built.Standing("A-3"), "contact");
}

TEST(RefusedContacts, AlsoWithdrawnByARowAreNotCountedAsRefused) {
  const Built built(Row("A-1", "reference", ",yes,,"),
                    RefusedRow(AnyTagger(), kNumber, "reference"));
  ASSERT_TRUE(built.result);
  EXPECT_EQ(built.result->withdrawn, 1u);
  EXPECT_EQ(built.result->refused, 0u);
  for (const std::string& warning : built.result->warnings) {
    EXPECT_EQ(warning.find("concerns no row"), std::string::npos) << warning;
  }
}

TEST(RefusedContacts, DoNotCountTowardTheMostOfARole) {
  const std::string two =
      Row("A-1", "reference") + "A-1,13800138001,reference,application,2025-04-02,E,,,,\n";
  const std::string one = "max_references: 1";
  const Built too_many(two, RefusedRow(AnyTagger(), kNumber, "debtor"), one);
  ASSERT_FALSE(too_many.result);
  EXPECT_NE(too_many.result.error().message.find("more than 1 contacts of role reference"),
            std::string::npos);
  const Built built(two, RefusedRow(AnyTagger(), kNumber, "guarantor"), one);
  ASSERT_TRUE(built.result) << built.result.error().message;
  EXPECT_EQ(built.Standing("A-1"), "withdrawn");
  EXPECT_EQ(built.Standing("A-1", kOther), "contact");
}

TEST(RefusedContacts, AreWithdrawnBeforeConflictsAndConsent) {
  const Built built(Row("A-1", "reference", "yes,,,") + Row("A-1", "reference", ",,Asia/Urumqi,") +
                        Row("A-2", "debtor") + Row("A-2", "reference"),
                    RefusedRow(AnyTagger(), kNumber, "reference"));
  ASSERT_TRUE(built.result);
  ASSERT_EQ(built.Standing("A-1"), "withdrawn");
  EXPECT_EQ(built.Standing("A-2"), "withdrawn");
  EXPECT_EQ(built.result->repeated, 2u);
  EXPECT_FALSE(built.policy->FindContact("A-1", kNumber)->consent);
  EXPECT_EQ(built.policy->FindContact("A-1", kNumber)->zones,
            std::vector<std::string>{"Asia/Shanghai"});
}

TEST(RefusedContacts, AbroadNeedNoZones) {
  const std::string row = "A-1,+442079460958,reference,application,2025-04-02,E,,,,\n";
  const Built built(row, RefusedRow(AnyTagger(), "442079460958", "reference"));
  ASSERT_TRUE(built.result) << built.result.error().message;
  EXPECT_EQ(built.Standing("A-1", "442079460958"), "withdrawn");
  EXPECT_FALSE(Built(row, RefusedRow(AnyTagger(), "442079460958", "debtor")).result);
}

// Denied by name, whatever the provenance: as a row that says `withdrawn` itself.
TEST(RefusedContacts, StandEvenWhereNobodyDeclaredThem) {
  const Built built("A-1,13800138000,reference,phonebook_upload,,,,,,\n",
                    RefusedRow(AnyTagger(), kNumber, "guarantor"));
  ASSERT_TRUE(built.result);
  EXPECT_EQ(built.Standing("A-1"), "withdrawn");
  EXPECT_EQ(built.excluded, "line,account,reason\n");
}

TEST(RefusedContacts, ALabelThatNobodyDeclaredTakesNoDebtorAway) {
  const Built built("A-1,13800138000,reference,data_vendor,,,,,,\n" + Row("A-1", "debtor"),
                    RefusedRow(AnyTagger(), kNumber, "reference"));
  ASSERT_TRUE(built.result);
  EXPECT_EQ(built.Standing("A-1"), "contact");
  EXPECT_EQ(built.excluded, "line,account,reason\n2,A-1,not_declared\n");
}

TEST(RefusedContacts, AreNamedInTheManifestWithTheFiles) {
  Built built(Row("A-1", "reference"), RefusedRow(AnyTagger(), kNumber, "reference"));
  ASSERT_TRUE(built.result);
  built.site.Write("more.csv", kRefusalsHeader);
  BuildRequest request = built.site.Request();
  request.refusals = {built.site.Path("refusals.csv"), built.site.Path("more.csv")};
  ASSERT_TRUE(BuildPolicy(request));
  const std::string manifest = built.site.Read("manifest.jsonl");
  EXPECT_NE(manifest.find("\"withdrawn\":1,\"withdrawn_by_refusals\":1,"), std::string::npos);
  for (const char* name : {"refusals.csv", "more.csv"}) {
    const std::string text = built.site.Read(name);
    EXPECT_NE(manifest.find("{\"input\":\"refusals\",\"digest\":\"" + Hex(DigestOf(text)) +
                            "\",\"bytes\":" + std::to_string(text.size())),
              std::string::npos);
  }
  std::swap(request.refusals[0], request.refusals[1]);
  ASSERT_TRUE(BuildPolicy(request));
  EXPECT_EQ(built.site.Read("manifest.jsonl"), manifest);
}

TEST(RefusedContacts, FilesThatConcernNobodyAreAWarning) {
  const Built built(Row("A-1", "reference"), RefusedRow(AnyTagger(), kOther, "reference"));
  ASSERT_TRUE(built.result);
  ASSERT_FALSE(built.result->warnings.empty());
  EXPECT_EQ(built.result->warnings.back(),
            built.site.Path("refusals.csv") + ": concerns no row of " +
                built.site.Path("contacts.csv") + "; are these the refusals of this site's gates?");
}

TEST(RefusedContacts, ABadFileLeavesNothingBehind) {
  SiteFolder site;
  site.Write("refusals.csv", Header("x,refused,,,\n"));
  const std::vector<std::string> before = site.Names();
  BuildRequest request = site.Request();
  request.refusals = {site.Path("refusals.csv")};
  ASSERT_FALSE(BuildPolicy(request));
  request.refusals = {site.Path("contacts.csv")};
  EXPECT_NE(BuildPolicy(request).error().message.find("is named twice"), std::string::npos);
  request.refusals = {site.Path("none.csv")};
  EXPECT_NE(BuildPolicy(request).error().message.find("cannot be opened"), std::string::npos);
  EXPECT_EQ(site.Names(), before);
}

}  // namespace
}  // namespace dialgate::builder
