#include "dialgate/posix/seal_slots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace dialgate::posix {
namespace {

using ::testing::HasSubstr;
using testing::ModeOf;
using testing::ReadFile;
using testing::TemporaryFolder;
using testing::WriteFile;

class SealSlotsTest : public ::testing::Test {
 protected:
  void SetUp() override { WriteFile(folder_ / "log.key", std::string(64, '5') + "\n", 0600); }
  SealPoint Newest() {
    const auto slots = SealSlots::Open(folder_.path());
    return slots ? slots->newest() : SealPoint{};
  }
  void Keep(uint64_t sequence) {
    auto slots = SealSlots::Open(folder_.path());
    ASSERT_TRUE(slots) << slots.error().message;
    ASSERT_TRUE(slots->Keep({sequence, {{static_cast<uint8_t>(sequence)}}}));
  }

  TemporaryFolder folder_;
};

TEST_F(SealSlotsTest, BeginWithTheStartKeyWhichIsGoneOnceASlotStands) {
  EXPECT_EQ(Newest().sequence, 1u);
  EXPECT_EQ(Newest().key.bytes[31], 0x55);
  EXPECT_TRUE(SealSlots::Open(folder_.path())->untouched());
  Keep(2);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "log.key"));
  EXPECT_FALSE(SealSlots::Open(folder_.path())->untouched());
  EXPECT_EQ(ModeOf(folder_ / "seal.0"), 0600u);
}

// The power went while the first slot was written.
TEST_F(SealSlotsTest, TheStartKeyIsGoneAlsoWhereTheFirstSlotIsWrittenOverATornOne) {
  WriteFile(folder_ / "seal.0", "0200", 0600);
  EXPECT_EQ(Newest().sequence, 1u);
  Keep(2);
  EXPECT_EQ(Newest().sequence, 2u);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "log.key"));
}

TEST_F(SealSlotsTest, TheOlderIsOverwrittenInPlace) {
  for (uint64_t sequence = 2; sequence < 9; ++sequence) {
    const std::string zero = ReadFile(folder_ / "seal.0"), one = ReadFile(folder_ / "seal.1");
    Keep(sequence);
    EXPECT_EQ(Newest().sequence, sequence);
    EXPECT_EQ(Newest().key.bytes[0], sequence);
    EXPECT_EQ(zero == ReadFile(folder_ / "seal.0"), one != ReadFile(folder_ / "seal.1"));
  }
}

TEST_F(SealSlotsTest, OneThatIsNotWholeLeavesTheOther) {
  Keep(2);
  Keep(3);
  const std::string whole = ReadFile(folder_ / "seal.1");
  for (size_t place = 0; place < whole.size() - 1; ++place) {
    std::string torn = whole;
    torn[place] = torn[place] == '0' ? '1' : '0';
    WriteFile(folder_ / "seal.1", torn, 0600);
    EXPECT_EQ(Newest().sequence, 2u) << place;
    WriteFile(folder_ / "seal.1", whole.substr(0, place), 0600);
    EXPECT_EQ(Newest().sequence, 2u) << place;
  }
  Keep(4);
  EXPECT_EQ(Newest().sequence, 4u) << "the torn one was overwritten";
  EXPECT_EQ(ReadFile(folder_ / "seal.1").size(), whole.size());
}

TEST_F(SealSlotsTest, WithoutAnyTheGateMustBeProvisionedAgain) {
  Keep(2);
  WriteFile(folder_ / "seal.0", "", 0600);
  const auto slots = SealSlots::Open(folder_.path());
  ASSERT_FALSE(slots);
  EXPECT_THAT(slots.error().message, HasSubstr("provision the gate again"));
}

}  // namespace
}  // namespace dialgate::posix
