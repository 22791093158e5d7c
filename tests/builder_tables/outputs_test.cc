// What a build leaves behind: the report's files, or nothing.
#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "site_folder.h"

namespace dialgate::builder {
namespace {

using Json = nlohmann::json;

std::vector<Json> Lines(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
  return lines;
}

// The lines that have a member of this name.
std::vector<Json> With(const std::vector<Json>& lines, const char* member) {
  std::vector<Json> found;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(found),
               [&](const Json& line) { return line.contains(member); });
  return found;
}

std::string HexOf(uint64_t tag) {
  char text[16];
  snprintf(text, sizeof text, "%012llx", static_cast<unsigned long long>(tag));
  return text;
}

std::string Sha512Start(const std::string& text) {
  unsigned char digest[64];
  char hex[129];
  crypto_hash_sha512(digest, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return std::string(sodium_bin2hex(hex, sizeof hex, digest, 64)).substr(0, 64);
}

constexpr char kContacts[] =
    "A-1,13800138000,debtor,application,2025-04-02,D-1,,,,\n"
    "A-1,13800138001,reference,contract,2025-04-02,\"E \"\"1\"\"\",,,,\n"
    "A-1,13800138001,reference,application,2025-04-02,E-2,,,,\n"
    "A-1,13800138002,reference,bureau,,E-3,,,,\n"
    "A-2,13800138000,reference,application,2025-04-02,E-4,,,,\n"
    "A-2,13800138003,reference,application,2025-04-02,E-5,,,,\n"
    "A-2,13800138003,reference,application,2025-04-02,E-6,yes,,,\n"
    "A-3,13800138004,reference,application,2025-04-02,E-7,,yes,,\n";

TEST(Manifest, TellsWhatABuildWasMadeOfAndCameTo) {
  SiteFolder site;
  site.WriteContacts(kContacts);
  ASSERT_TRUE(site.Build());
  const std::string text = site.Read("manifest.jsonl");
  const std::vector<Json> lines = Lines(text);
  EXPECT_EQ(lines[0]["site"], "test");
  EXPECT_EQ(lines[0]["serial"], 7);
  EXPECT_EQ(lines[0]["not_before"], "2026-11-01T12:00:00Z");
  EXPECT_EQ(lines[1]["policy_digest"], Sha512Start(site.Read("policy.dgp")));
  for (const Json& line : With(lines, "input")) {
    const std::string name = line["input"].get<std::string>();
    const std::string file = site.Read(name == "rules" ? "rules.txtpb" : name + ".csv");
    EXPECT_EQ(line["digest"], Sha512Start(file)) << name;
    EXPECT_EQ(line["bytes"], file.size());
  }
  EXPECT_EQ(With(lines, "input").size(), 3u);
  const Json counts = With(lines, "left_out").at(0);
  EXPECT_EQ(counts["accounts"], 3);
  EXPECT_EQ(counts["withdrawn"], 1);
  EXPECT_EQ(counts["repeated"], 1);
  EXPECT_EQ(counts["left_out"]["not_declared"], 1);
  EXPECT_EQ(counts["left_out"]["conflicting_rows"], 2);
  const std::vector<Json> provenances = With(lines, "provenance");
  ASSERT_EQ(provenances.size(), 4u);
  EXPECT_EQ(provenances[0],
            Json::parse(R"({"role":"debtor","provenance":"application","contacts":1,"rows":1})"));
  EXPECT_EQ(
      provenances[1],
      Json::parse(R"({"role":"reference","provenance":"application","contacts":1,"rows":5})"));
  EXPECT_EQ(provenances[2],
            Json::parse(R"({"role":"reference","provenance":"contract","contacts":1,"rows":1})"));
  EXPECT_EQ(provenances[3],
            Json::parse(R"({"role":"reference","provenance":"bureau","contacts":0,"rows":1})"));
}

TEST(Manifest, NamesContactsByTheirTags) {
  SiteFolder site;
  site.WriteContacts(kContacts);
  ASSERT_TRUE(site.Build());
  const std::string text = site.Read("manifest.jsonl");
  const std::vector<Json> lines = Lines(text);
  const auto contact = [&](const char* account, const char* digits) {
    return HexOf(site.tagger()
                     .Contact(site.tagger().Account(account), PhoneNumber::FromDigits(digits))
                     .short_value());
  };
  const std::vector<Json> largest = With(lines, "numbers");
  ASSERT_EQ(largest.size(), 3u);
  EXPECT_EQ(largest[0],
            (Json{{"account", HexOf(site.tagger().Account("A-1").short_value())}, {"numbers", 2}}));
  const std::vector<Json> shared = With(lines, "shared_number");
  ASSERT_EQ(shared.size(), 1u);
  Json tags = {contact("A-1", "8613800138000"), contact("A-2", "8613800138000")};
  std::sort(tags.begin(), tags.end());
  EXPECT_EQ(shared[0],
            (Json{{"shared_number", tags}, {"debtors", 2}, {"roles", {"debtor", "reference"}}}));
  const std::vector<Json> evidence = With(lines, "evidence");
  ASSERT_EQ(evidence.size(), 5u);
  EXPECT_EQ(evidence[0], (Json{{"contact", contact("A-1", "8613800138000")}, {"evidence", "D-1"}}));
  EXPECT_EQ(evidence[1],
            (Json{{"contact", contact("A-1", "8613800138001")}, {"evidence", "E \"1\""}}));
  EXPECT_EQ(evidence[2]["evidence"], "E-2");
  EXPECT_EQ(evidence[3], (Json{{"contact", contact("A-2", "8613800138000")}, {"evidence", "E-4"}}));
  EXPECT_EQ(evidence[4], (Json{{"contact", contact("A-3", "8613800138004")}, {"evidence", "E-7"}}));
  EXPECT_EQ(text.find("138001380"), std::string::npos) << "a number stands in the manifest";
  EXPECT_EQ(text.find("A-1"), std::string::npos);
}

TEST(Manifest, NumbersAreSharedBetweenDebtorsOrRoles) {
  SiteFolder site;
  site.Write("accounts.csv", "account,debtor\nA-1,D\nA-2,D\nA-3,\n");
  const std::string rows =
      "A-1,13800138000,reference,application,2025-04-02,E,,,,\n"
      "A-2,13800138000,reference,application,2025-04-02,E,,,,\n";
  site.WriteContacts(rows);
  ASSERT_TRUE(site.Build());
  EXPECT_TRUE(With(Lines(site.Read("manifest.jsonl")), "shared_number").empty());
  // The debtor of one account as the reference of another of his is worth a look.
  site.WriteContacts(rows.substr(0, rows.find('\n') + 1) +
                     "A-2,13800138000,debtor,application,2025-04-02,E,,,,\n");
  ASSERT_TRUE(site.Build());
  EXPECT_EQ(With(Lines(site.Read("manifest.jsonl")), "shared_number").at(0)["debtors"], 1);
  site.WriteContacts(rows + "A-3,13800138000,reference,application,2025-04-02,E,,,,\n");
  ASSERT_TRUE(site.Build());
  EXPECT_EQ(With(Lines(site.Read("manifest.jsonl")), "shared_number").at(0)["debtors"], 2);
}

TEST(Manifest, AtMostTwentyAccountsTheLargestFirst) {
  SiteFolder site;
  std::string accounts = "account\n";
  std::string rows;
  for (int i = 0; i < 30; ++i) {
    accounts += "A-" + std::to_string(i) + "\n";
    for (int j = 0; j < i; ++j) {
      rows += "A-" + std::to_string(i) + "," + std::to_string(13800138000 + 100 * i + j) +
              ",debtor,application,2025-04-02,,,,,\n";
    }
  }
  site.Write("accounts.csv", accounts);
  site.WriteContacts(rows);
  ASSERT_TRUE(site.Build());
  const std::vector<Json> largest = With(Lines(site.Read("manifest.jsonl")), "numbers");
  ASSERT_EQ(largest.size(), 20u);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(largest[i]["numbers"], 29 - i);
}

TEST(Manifest, IsSignedByTheIssuer) {
  SiteFolder site;
  ASSERT_TRUE(site.Build());
  const std::string text = site.Read("manifest.jsonl");
  const std::string hex = site.Read("manifest.jsonl.sig");
  ASSERT_EQ(hex.size(), 129u);
  EXPECT_EQ(hex.back(), '\n');
  unsigned char signature[64];
  ASSERT_EQ(sodium_hex2bin(signature, sizeof signature, hex.data(), 128, nullptr, nullptr, nullptr),
            0);
  EXPECT_EQ(
      crypto_sign_verify_detached(signature, reinterpret_cast<const unsigned char*>(text.data()),
                                  text.size(), TestIssuer(1).bytes),
      0);
}

const std::vector<std::string> kInputs = {"accounts.csv", "contacts.csv", "rules.txtpb"};

TEST(Outputs, OnlyWhatWasAskedFor) {
  SiteFolder site;
  BuildRequest request = site.Request();
  request.excluded.clear();
  request.manifest.clear();
  ASSERT_TRUE(BuildPolicy(request));
  EXPECT_EQ(site.Names(), (std::vector<std::string>{"accounts.csv", "contacts.csv", "policy.dgp",
                                                    "rules.txtpb"}));
}

TEST(Outputs, NothingIsLeftBehindOnAnError) {
  SiteFolder site;
  site.WriteContacts(
      "A-1,13800138000,debtor,application,2025-04-02,,,,,\nA-9,13800138000,debtor,application,2025-"
      "04-02,,,,,\n");
  EXPECT_NE(site.Failure(), "");
  EXPECT_EQ(site.Names(), kInputs);
}

TEST(Outputs, AnErrorLeavesTheOldFiles) {
  SiteFolder site;
  for (const char* name : {"policy.dgp", "excluded.csv", "manifest.jsonl", "manifest.jsonl.sig"})
    site.Write(name, "old");
  site.Write("rules.txtpb", "nonsense");
  EXPECT_NE(site.Failure(), "");
  for (const char* name : {"policy.dgp", "excluded.csv", "manifest.jsonl", "manifest.jsonl.sig"}) {
    EXPECT_EQ(site.Read(name), "old");
  }
  EXPECT_EQ(site.Names().size(), 7u);
}

TEST(Outputs, TakeThePlaceOfOldFiles) {
  SiteFolder site;
  ASSERT_TRUE(site.Build());
  const std::string policy = site.Read("policy.dgp");
  site.Write("policy.dgp", "old");
  ASSERT_TRUE(site.Build());
  EXPECT_TRUE(site.Read("policy.dgp") == policy);
  EXPECT_EQ(site.Names().size(), 7u);
}

TEST(Outputs, NoFileIsWrittenOverAnother) {
  SiteFolder site;
  BuildRequest request = site.Request();
  request.excluded = site.Path("./contacts.csv");
  EXPECT_EQ(BuildPolicy(request).error().message,
            site.Path("./contacts.csv") + ": is named twice for this build; name another file");
  request.excluded = site.Path("manifest.jsonl.sig");
  EXPECT_FALSE(BuildPolicy(request));
  EXPECT_EQ(site.Names(), kInputs);
}

TEST(Outputs, AFolderThatIsNotThereIsToldAtOnce) {
  SiteFolder site;
  site.Write("rules.txtpb", "nonsense");  // which would be told first if it were read first
  BuildRequest request = site.Request();
  request.policy = site.Path("none/policy.dgp");
  EXPECT_EQ(BuildPolicy(request).error().message,
            site.Path("none/policy.dgp") + ": cannot be written: No such file or directory");
  request.policy = site.Path("");
  EXPECT_EQ(BuildPolicy(request).error().message,
            site.Path("") + ": is not a regular file; name another");
}

TEST(Outputs, ProgressEndsAtAllOfIt) {
  SiteFolder site;
  std::string rows;
  for (int i = 0; i < 5000; ++i)
    rows += "A-1," + std::to_string(13800130000 + i) + ",debtor,bureau,,,,,,\n";
  site.WriteContacts(rows);
  for (const unsigned threads : {1u, 3u}) {
    BuildRequest request = site.Request();
    request.threads = threads;
    request.number_reader = [](std::string_view, std::string_view) { return ContactNumber(); };
    Progress last = {};
    request.progress = [&](const Progress& progress) {
      EXPECT_GE(progress.bytes, last.bytes);
      EXPECT_GE(progress.rows, last.rows);
      last = progress;
    };
    ASSERT_TRUE(BuildPolicy(request));
    const uint64_t bytes = site.Read("accounts.csv").size() + site.Read("contacts.csv").size();
    EXPECT_EQ(last.total_bytes, bytes);
    EXPECT_EQ(last.bytes, bytes) << threads;
    EXPECT_EQ(last.rows, 5003u) << threads;
  }
}

}  // namespace
}  // namespace dialgate::builder
