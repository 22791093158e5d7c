// What a device was provisioned with, against what a whole policy says; and which error is given
// where several apply.
#include <gtest/gtest.h>

#include "dialgate/words.h"
#include "seed_policy.h"

namespace dialgate::mutation {
namespace {

class TrustTest : public ::testing::Test {
 protected:
  TrustTest() { Require({0}); }

  void Require(const std::vector<unsigned>& issuers) {
    issuers_.clear();
    for (unsigned which : issuers) issuers_.push_back(testing::TestIssuer(which));
    trust_.issuers = issuers_.data();
    trust_.issuer_count = static_cast<uint8_t>(issuers_.size());
  }

  std::string Open(const std::string& image, const LookupKey& key = testing::TestLookupKey()) {
    const testing::AlignedBytes bytes(image);
    const Tagger tagger(key, testing::TestCrypto());
    const auto policy = Policy::Open(bytes.view(), trust_, tagger, testing::TestCrypto());
    return policy ? "accepted" : std::string(Name(policy.error()));
  }

  std::string SignedBy(const std::vector<unsigned>& signers) {
    return Open(testing::MakePolicy(FullSite(), signers));
  }

  Trust trust_;

 private:
  std::vector<IssuerKey> issuers_;
};

TEST_F(TrustTest, EveryRequiredIssuerMustHaveSigned) {
  EXPECT_EQ(SignedBy({0}), "accepted");
  EXPECT_EQ(SignedBy({1}), "signature_missing");
  Require({0, 1});
  EXPECT_EQ(SignedBy({0}), "signature_missing");
  EXPECT_EQ(SignedBy({1, 0}), "accepted");
  Require({0, 1, 2});
  EXPECT_EQ(SignedBy({0, 1}), "signature_missing");
  EXPECT_EQ(SignedBy({2, 0, 1}), "accepted");
}

TEST_F(TrustTest, NobodyElseMayHaveSigned) {
  EXPECT_EQ(SignedBy({0, 1}), "signature_foreign");
  trust_.others_may_sign = true;
  EXPECT_EQ(SignedBy({0, 1}), "accepted");
}

TEST_F(TrustTest, WithoutIssuersNothingLoads) {
  Require({});
  EXPECT_EQ(SignedBy({0}), "signature_missing");
  trust_.others_may_sign = true;
  EXPECT_EQ(SignedBy({0}), "signature_missing");
}

// A trial names others who signed; it does not take their word.
TEST_F(TrustTest, ASignatureOfOthersMustVerifyToo) {
  trust_.others_may_sign = true;
  const std::string header = testing::Encode(FullHeader());
  std::string others = testing::SignatureField(header, 1);
  others.back() = static_cast<char>(others.back() ^ 1);
  EXPECT_EQ(Open(testing::Assemble(header, testing::SignatureField(header, 0) + others,
                                   testing::TablesOf(FullSite()))),
            "signature_invalid");
}

TEST_F(TrustTest, ThePolicyIsForThisSite) {
  trust_.site = "s";
  EXPECT_EQ(SignedBy({0}), "accepted");
  for (const char* other : {"S", "s ", "ss", "t"}) {
    trust_.site = other;
    EXPECT_EQ(SignedBy({0}), "other_site") << other;
  }
}

TEST_F(TrustTest, TheDeviceRemembersAsManyEventsAsTheRulesNeed) {
  testing::Site site = FullSite();
  site.history_events = 12;
  trust_.history_events = 12;
  EXPECT_EQ(Open(testing::MakePolicy(site)), "accepted");
  site.history_events = 13;
  EXPECT_EQ(Open(testing::MakePolicy(site)), "history_too_small");
}

// From the last error to the first: each time one more thing is wrong.
TEST_F(TrustTest, TheFirstErrorThatAppliesIsGiven) {
  const std::string header = testing::Encode(FullHeader());
  const testing::Tables other_tables = testing::TablesOf(SmallSite());
  const std::string first = testing::SignatureField(header, 0);
  EXPECT_EQ(Open(testing::Assemble(header, first, other_tables)), "tables_altered");
  std::string invalid = first;
  invalid.back() = static_cast<char>(invalid.back() ^ 1);
  EXPECT_EQ(Open(testing::Assemble(header, invalid, other_tables)), "signature_invalid");
  const std::string foreign = testing::SignatureField(header, 1);
  EXPECT_EQ(Open(testing::Assemble(header, invalid + foreign, other_tables)), "signature_foreign");
  const std::string image = testing::Assemble(header, foreign, other_tables);
  EXPECT_EQ(Open(image), "signature_missing");
  trust_.history_events = 12;
  EXPECT_EQ(Open(image), "history_too_small");
  LookupKey other_key = testing::TestLookupKey();
  other_key.bytes[0] = 0;
  EXPECT_EQ(Open(image, other_key), "other_lookup_key");
  trust_.site = "elsewhere";
  EXPECT_EQ(Open(image, other_key), "other_site");
  EXPECT_EQ(Open(image.substr(0, image.size() - 1), other_key), "truncated");
  EXPECT_EQ(Open(image + "\x01", other_key), "malformed");
}

}  // namespace
}  // namespace dialgate::mutation
