// The bytes of a policy: one encoding, aligned tables, signatures.
#include <gtest/gtest.h>
#include <sodium.h>

#include <cstring>
#include <set>
#include <vector>

#include "dialgate/policy.h"
#include "naive_policy.h"
#include "platform/builder/tables/signing.h"
#include "site_folder.h"

namespace dialgate::builder {
namespace {

constexpr uint64_t kFirstNumber = 8613000000000;

std::string Digits(uint64_t i) { return std::to_string(kFirstNumber + i * 7919 % 1000000000); }

// Sites of a given number of contacts, four an account, with numbers that are read by their digits.
void WriteSite(const SiteFolder& site, uint64_t contacts) {
  static constexpr const char* kRoles[] = {"debtor", "guarantor", "reference", "representative"};
  std::string accounts = "account\n";
  std::string rows;
  for (uint64_t i = 0; i < contacts; ++i) {
    if (i % 4 == 0) accounts += "A" + std::to_string(i / 4) + "\n";
    rows += "A" + std::to_string(i / 4) + ",+" + Digits(i) + "," + kRoles[i % 4] +
            ",application,2025-01-01,E" + std::to_string(i) + "," + (i % 3 == 0 ? "yes" : "") +
            "," + (i % 5 == 0 ? "yes" : "") + "," + (i % 7 == 0 ? "Asia/Urumqi" : "") + ",\n";
  }
  site.Write("accounts.csv", accounts);
  site.WriteContacts(rows);
}

ContactNumber ReadDigits(std::string_view text, std::string_view) {
  return {ContactNumber::Flaw::kNone, PhoneNumber::FromDigits(text.substr(1)), true};
}

std::string BuildSite(const SiteFolder& site, unsigned threads = 0) {
  BuildRequest request = site.Request();
  request.number_reader = ReadDigits;
  request.threads = threads;
  const auto report = BuildPolicy(request);
  EXPECT_TRUE(report) << (report ? "" : report.error().message);
  return site.Read("policy.dgp");
}

// Where the only occurrence of the tables' bytes begins.
size_t TableOffset(const std::string& policy,
                   const google::protobuf::RepeatedField<uint64_t>& words) {
  const std::string bytes(reinterpret_cast<const char*>(words.data()),
                          sizeof(uint64_t) * words.size());
  return policy.find(bytes);
}

void ExpectWellFormed(const std::string& bytes, const Tagger& tagger) {
  const NaivePolicy policy(bytes, tagger);
  const proto::Policy& message = policy.message();
  ASSERT_TRUE(message.has_accounts_pad());
  ASSERT_TRUE(message.has_contacts_pad());
  EXPECT_LT(message.accounts_pad().size(), 64u);
  EXPECT_LT(message.contacts_pad().size(), 64u);
  EXPECT_EQ(message.accounts_pad().find_first_not_of('\0'), std::string::npos);
  EXPECT_EQ(message.contacts_pad().find_first_not_of('\0'), std::string::npos);
  ASSERT_GE(message.accounts_size(), 8);
  ASSERT_GE(message.contacts_size(), 8);
  const size_t contacts = bytes.size() - 8 * static_cast<size_t>(message.contacts_size());
  EXPECT_EQ(contacts % 64, 0u);
  if (policy.accounts() != 0) {
    EXPECT_EQ(TableOffset(bytes, message.accounts()) % 64, 0u);
  }
  std::string again;
  ASSERT_TRUE(message.SerializeToString(&again));
  EXPECT_TRUE(again == bytes) << "Protobuf writes other bytes";
}

// The core's reader finds in the policy what the naive one finds.
void ExpectFound(const SiteFolder& site, const std::string& bytes, uint64_t contacts) {
  const NaivePolicy naive(bytes, site.tagger());
  EXPECT_EQ(naive.contacts(), contacts);
  EXPECT_EQ(naive.accounts(), (contacts + 3) / 4);
  std::vector<char> image(bytes.size() + 64);
  char* const aligned = image.data() + (64 - reinterpret_cast<uintptr_t>(image.data()) % 64) % 64;
  std::memcpy(aligned, bytes.data(), bytes.size());
  const IssuerKey issuer = TestIssuer(1);
  const auto policy = Policy::Open({reinterpret_cast<const uint8_t*>(aligned), bytes.size()},
                                   Trust{"test", &issuer, 1}, site.tagger(), site.crypto());
  ASSERT_TRUE(policy) << static_cast<int>(policy.error());
  for (uint64_t i = 0; i < contacts; ++i) {
    const std::string account = "A" + std::to_string(i / 4);
    const auto expected = naive.FindContact(account, Digits(i));
    ASSERT_TRUE(expected) << i;
    EXPECT_EQ(expected->role, i % 4 + 1);
    EXPECT_EQ(expected->withdrawn, i % 5 == 0);
    EXPECT_EQ(expected->consent, i % 3 == 0 && i % 5 != 0);
    EXPECT_EQ(expected->zones.front(), i % 7 == 0 ? "Asia/Urumqi" : "Asia/Shanghai");
    const auto found_account = policy->FindAccount(site.tagger(), account);
    ASSERT_TRUE(found_account) << i;
    const auto found =
        policy->FindContact(site.tagger(), account, PhoneNumber::FromDigits(Digits(i)));
    ASSERT_TRUE(found) << i;
    EXPECT_EQ(static_cast<unsigned>(found->role), expected->role);
    EXPECT_EQ(found->withdrawn, expected->withdrawn);
    EXPECT_EQ(found->consent, expected->consent);
  }
}

TEST(PolicyFile, IsWellFormedAndCompleteAtManySizes) {
  for (const uint64_t contacts : {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 100, 333, 1000, 10000}) {
    SCOPED_TRACE(contacts);
    const SiteFolder site;
    WriteSite(site, contacts);
    const std::string bytes = BuildSite(site);
    ExpectWellFormed(bytes, site.tagger());
    ExpectFound(site, bytes, contacts);
  }
}

TEST(PolicyFile, TakesNineBytesAContactAnd22AnAccount) {
  const SiteFolder site;
  WriteSite(site, 10000);
  EXPECT_LE(BuildSite(site).size(), 9u * 10000 + 22u * 2500);
}

TEST(PolicyFile, EveryPadComesUp) {
  std::set<size_t> pads;
  for (size_t length = 1; length <= 64; ++length) {
    const SiteFolder site;
    std::string rules = site.Read("rules.txtpb");
    rules.replace(rules.find("Example Bank, compliance"), 24, std::string(length, 'x'));
    site.Write("rules.txtpb", rules);
    const std::string bytes = BuildSite(site);
    ExpectWellFormed(bytes, site.tagger());
    pads.insert(NaivePolicy(bytes, site.tagger()).message().accounts_pad().size());
  }
  EXPECT_EQ(pads.size(), 64u);
}

TEST(PolicyFile, SameInputsSameBytes) {
  std::vector<std::string> outputs;
  for (const unsigned threads : {0, 1, 2, 3, 7}) {
    const SiteFolder site;
    WriteSite(site, 3000);
    std::string output = BuildSite(site, threads);
    for (const char* name : {"manifest.jsonl", "manifest.jsonl.sig", "excluded.csv"})
      output += site.Read(name);
    outputs.push_back(output);
    EXPECT_TRUE(outputs.back() == outputs.front()) << threads << " threads";
  }
}

TEST(PolicyFile, IsSignedOverItsHeader) {
  const SiteFolder site;
  const std::string bytes = BuildSite(site);
  const proto::Policy policy = NaivePolicy(bytes, site.tagger()).message();
  ASSERT_EQ(policy.signatures_size(), 1);
  const IssuerKey issuer = TestIssuer(1);
  EXPECT_EQ(policy.signatures(0).issuer_key(),
            std::string(reinterpret_cast<const char*>(issuer.bytes), 32));
  // The header ends where field 22 begins: tag 178, length 100.
  const size_t header = bytes.rfind("\xB2\x01\x64");
  ASSERT_NE(header, std::string::npos);
  EXPECT_EQ(crypto_sign_verify_detached(
                reinterpret_cast<const unsigned char*>(policy.signatures(0).signature().data()),
                reinterpret_cast<const unsigned char*>(bytes.data()), header, issuer.bytes),
            0);
  const uint64_t key_id = site.tagger().KeyId();
  for (unsigned i = 0; i < 8; ++i) {
    EXPECT_EQ(static_cast<uint8_t>(policy.lookup_key_id()[i]),
              static_cast<uint8_t>(key_id >> 8 * i));
  }
}

TEST(Countersign, AddsSignaturesAndNothingElse) {
  const SiteFolder site;
  WriteSite(site, 100);
  const std::string before = BuildSite(site);
  ASSERT_TRUE(AddSignature(site.Path("policy.dgp"), TestKey(2)));
  ASSERT_TRUE(AddSignature(site.Path("policy.dgp"), TestKey(3)));
  const std::string after = site.Read("policy.dgp");
  ExpectWellFormed(after, site.tagger());
  proto::Policy policy = NaivePolicy(after, site.tagger()).message();
  EXPECT_EQ(policy.signatures_size(), 3);
  policy.mutable_signatures()->DeleteSubrange(1, 2);
  proto::Policy original = NaivePolicy(before, site.tagger()).message();
  policy.clear_accounts_pad();
  original.clear_accounts_pad();
  policy.clear_contacts_pad();
  original.clear_contacts_pad();
  EXPECT_EQ(policy.SerializeAsString(), original.SerializeAsString());
  const IssuerKey issuers[] = {TestIssuer(3), TestIssuer(1), TestIssuer(2)};
  std::vector<uint8_t> image(after.size() + 64);
  uint8_t* const aligned =
      image.data() + (64 - reinterpret_cast<uintptr_t>(image.data()) % 64) % 64;
  std::memcpy(aligned, after.data(), after.size());
  EXPECT_TRUE(Policy::Open({aligned, after.size()}, Trust{"test", issuers, 3}, site.tagger(),
                           site.crypto()));

  EXPECT_EQ(AddSignature(site.Path("policy.dgp"), TestKey(4)).error().message,
            site.Path("policy.dgp") + ": has three signatures already, and there can be no fourth");
  EXPECT_EQ(AddSignature(site.Path("policy.dgp"), TestKey(3)).error().message,
            site.Path("policy.dgp") + ": is signed with this key already");
  EXPECT_TRUE(site.Read("policy.dgp") == after);
}

TEST(Countersign, SignsNothingThatIsNotWhole) {
  const SiteFolder site;
  WriteSite(site, 100);
  const std::string bytes = BuildSite(site);
  const auto told = [&](const std::string& policy) {
    site.Write("p.dgp", policy);
    const auto added = AddSignature(site.Path("p.dgp"), TestKey(2));
    EXPECT_TRUE(site.Read("p.dgp") == policy);
    return added ? "" : added.error().message.substr(site.Path("p.dgp: ").size());
  };
  const std::string damaged = "is no policy, or was damaged; build it again";
  EXPECT_EQ(told(""), damaged);
  EXPECT_EQ(told("hello"), damaged);
  EXPECT_EQ(told(bytes.substr(0, bytes.size() - 1)), damaged);
  EXPECT_EQ(told(bytes + '\0'), damaged);
  std::string table = bytes;
  table.back() ^= 1;
  EXPECT_EQ(told(table), "has other tables than were signed; build it again");
  std::string header = bytes;
  header[header.find("Example")] = 'e';
  EXPECT_EQ(told(header), "carries a signature that does not verify; build it again");
  EXPECT_EQ(AddSignature(site.Path("none"), TestKey(2)).error().message,
            site.Path("none") + ": cannot be opened: No such file or directory");
}

}  // namespace
}  // namespace dialgate::builder
