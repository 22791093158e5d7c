// A policy that was signed and then changed, in any way, does not load.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "options.h"
#include "random.h"
#include "seed_policy.h"

namespace dialgate::mutation {
namespace {

void Print(const std::map<std::string, unsigned>& outcomes) {
  for (const auto& [outcome, count] : outcomes)
    std::cout << "  " << outcome << " " << count << "\n";
}

TEST(Unsigned, EverySingleByteChangeIsRefused) {
  const std::string image = testing::MakePolicy(SmallSite());
  std::map<std::string, unsigned> outcomes;
  testing::Random random(options.seed);
  for (size_t at = 0; at < image.size(); ++at) {
    const unsigned changes = options.all ? 255 : 1;
    for (unsigned n = 1; n <= changes; ++n) {
      const uint64_t flip = options.all ? n : 1 + random.Below(255);
      std::string changed = image;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ flip);
      const std::string outcome = Outcome(changed);
      EXPECT_NE(outcome, "accepted") << "byte " << at << " ^ " << flip;
      ++outcomes[outcome];
    }
  }
  std::cout << image.size() << " bytes\n";
  Print(outcomes);
}

TEST(Unsigned, EveryTruncationIsRefused) {
  std::map<std::string, unsigned> outcomes;
  for (const testing::Site& site : {SmallSite(), FullSite()}) {
    const std::string image = testing::MakePolicy(site);
    for (size_t size = 0; size < image.size(); ++size) {
      const std::string outcome = Outcome(image.substr(0, size));
      EXPECT_EQ(outcome, "truncated") << "cut to " << size << " of " << image.size();
      ++outcomes[outcome];
    }
  }
  Print(outcomes);
}

TEST(Unsigned, EveryExtensionIsRefused) {
  const std::string image = testing::MakePolicy(SmallSite());
  for (unsigned byte = 0; byte < 256; ++byte) {
    EXPECT_NE(Outcome(image + static_cast<char>(byte)), "accepted") << byte;
  }
  EXPECT_NE(Outcome(image + image), "accepted");
  EXPECT_NE(Outcome(image + std::string(64, '\0')), "accepted");
}

// Pieces of a policy, or of another one of the same issuer, in the wrong place.
TEST(Unsigned, EverySpliceIsRefused) {
  const std::string images[] = {testing::MakePolicy(SmallSite()), testing::MakePolicy(FullSite())};
  std::map<std::string, unsigned> outcomes;
  const unsigned count = options.all ? 200000 : 3000;
  for (unsigned i = 0; i < count; ++i) {
    testing::Random random(options.seed * 7 + i);
    std::string target = random.Pick(std::vector<std::string>{images[0], images[1]});
    const std::string& source = images[random.Below(2)];
    const std::string before = target;
    const size_t from = random.Below(source.size()), at = random.Below(target.size());
    const std::string piece = source.substr(from, 1 + random.Below(random.OneIn(2) ? 16 : 512));
    target.replace(at, random.OneIn(2) ? piece.size() : random.Below(64), piece);
    if (target == images[0] || target == images[1]) continue;
    const std::string outcome = Outcome(target);
    EXPECT_NE(outcome, "accepted") << "--seed " << options.seed << " splice " << i;
    ++outcomes[outcome];
  }
  Print(outcomes);
}

TEST(Unsigned, TablesOfAnotherPolicyAreRefused) {
  const std::string header = testing::Encode(FullHeader());
  EXPECT_EQ(Outcome(testing::Assemble(header, testing::TablesOf(FullSite()))), "accepted");
  EXPECT_EQ(Outcome(testing::Assemble(header, testing::TablesOf(SmallSite()))), "tables_altered");
}

TEST(Unsigned, AMisalignedImageIsRefused) {
  const std::string image = testing::MakePolicy(SmallSite());
  testing::AlignedBytes room(std::string(64, '\0') + image);
  for (size_t shift = 1; shift < 64; ++shift) {
    std::copy(image.begin(), image.end(), room.data() + shift);
    const IssuerKey issuer = testing::TestIssuer(0);
    Trust trust;
    trust.issuers = &issuer;
    trust.issuer_count = 1;
    const auto policy = Policy::Open({room.data() + shift, image.size()}, trust,
                                     testing::TestTagger(), testing::TestCrypto());
    ASSERT_FALSE(policy) << shift;
    EXPECT_EQ(policy.error(), PolicyError::kMisaligned) << shift;
  }
}

}  // namespace
}  // namespace dialgate::mutation
