#include "dialgate/posix/policy_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace dialgate::posix {
namespace {

using testing::TemporaryFolder;
using testing::WriteFile;

constexpr PolicyError kNone{};

TEST(Succession, EveryCase) {
  const struct {
    uint64_t seen;  // with identity 1; 0: nothing
    PolicyTerms candidate;
    int in_force;  // -1: none, 0: not valid now, 1: valid now
    PolicyError error;
  } cases[] = {
      {0, {1, {2}, true}, -1, kNone},
      {0, {1, {2}, false}, -1, kNone},
      {7, {7, {1}, true}, -1, kNone},
      {7, {7, {1}, false}, -1, kNone},
      {7, {8, {2}, false}, -1, kNone},
      {7, {6, {1}, true}, -1, PolicyError::kSerialBelowHighest},
      {7, {6, {1}, false}, 1, PolicyError::kSerialBelowHighest},
      {7, {7, {2}, true}, -1, PolicyError::kSerialReused},
      {7, {7, {2}, false}, 1, PolicyError::kSerialReused},
      {7, {8, {2}, false}, 1, PolicyError::kNotValidNow},
      {7, {7, {1}, false}, 1, PolicyError::kNotValidNow},
      {7, {8, {2}, false}, 0, kNone},
      {7, {8, {2}, true}, 0, kNone},
      {7, {8, {2}, true}, 1, kNone},
      {7, {7, {1}, true}, 1, kNone},
  };
  for (const auto& each : cases) {
    const HighestSeen seen = {each.seen, {static_cast<uint8_t>(each.seen ? 1 : 0)}};
    const PolicyTerms in_force = {each.seen, {1}, each.in_force == 1};
    const auto allowed = MaySucceed(seen, each.candidate, each.in_force < 0 ? nullptr : &in_force);
    EXPECT_EQ(allowed ? kNone : allowed.error(), each.error) << "case " << &each - cases;
  }
}

TEST(Succession, TheWholeIdentityCounts) {
  HighestSeen seen = {7, {}};
  PolicyTerms candidate = {7, {}, true};
  candidate.identity[Policy::kDigestSize - 1] = 1;
  EXPECT_FALSE(MaySucceed(seen, candidate, nullptr));
}

TEST(PolicyState, IsReadAsItWasWritten) {
  const TemporaryFolder folder;
  HighestSeen seen = {UINT64_MAX, {}};
  for (size_t i = 0; i < sizeof seen.identity; ++i) seen.identity[i] = static_cast<uint8_t>(i * 9);
  WriteFile(folder / "s", FormatState(seen));
  const Result<HighestSeen> read = ReadState(folder / "s");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->serial, seen.serial);
  EXPECT_EQ(memcmp(read->identity, seen.identity, sizeof seen.identity), 0);
}

TEST(PolicyState, NeitherAMissingNorADamagedOneIsAFirstStart) {
  const TemporaryFolder folder;
  const std::string good = FormatState({7, {1}});
  std::vector<std::string> damaged = {"",
                                      good + "\n",
                                      good + good,
                                      " " + good,
                                      "serial: 7\n",
                                      "serial: 07" + good.substr(9),
                                      "serial: -7" + good.substr(9),
                                      "serial: 99999999999999999999" + good.substr(9)};
  for (size_t size = 1; size < good.size(); ++size) damaged.push_back(good.substr(0, size));
  for (const std::string& text : damaged) {
    WriteFile(folder / "s", text);
    const Result<HighestSeen> read = ReadState(folder / "s");
    ASSERT_FALSE(read) << text;
    EXPECT_THAT(read.error().message, ::testing::HasSubstr("is damaged"));
  }
  const Result<HighestSeen> missing = ReadState(folder / "missing");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, ::testing::HasSubstr("provision the gate again"));
}

}  // namespace
}  // namespace dialgate::posix
