#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>

#include "history_reader.h"
#include "log_of_tests.h"
#include "recording_gate.h"
#include "snapshot.h"

namespace dialgate::posix {
namespace {

namespace fs = std::filesystem;
using testing::FakeCrypto;
using testing::TemporaryFolder;

constexpr HistorySizes kSizes = {64, 16, 32};
constexpr dialgate::SealKey kKey = {{9}};

// A gate's records as they might be, in small segments: a reading that goes on from a snapshot
// comes to the very words that one from the beginning comes to.
class SnapshotProperty : public ::testing::Test {
 protected:
  void Write(uint64_t seed) {
    testing::Seeded random(seed);
    auto folder = LogFolder::Create(config_.log, config_.log_sizes);
    ASSERT_TRUE(folder);
    testing::LogOfTests copy;
    int64_t now = 1793500000;
    testing::GateAgain gate(policy_, now, &copy, 32, testing::LogOfTests::Part::kKept);
    std::vector<Permit> placed;
    uint64_t written = 0;
    for (unsigned step = 0; step < 300; ++step) {
      now += static_cast<int64_t>(random.Below(5000));
      if (random.Below(3) == 0 && !placed.empty()) {
        const auto outcome = static_cast<Outcome>(1 + random.Below(8));
        (void)gate.gate().Report(placed[random.Below(placed.size())], outcome);
      } else if (random.Below(30) == 0) {
        (void)gate.gate().Withdraw(WithdrawalKind::kRole, 1 + random.Below(3));
      } else if (random.Below(40) == 0 && copy.newest() > 20) {
        const uint64_t before = 1 + random.Below(copy.FirstSince(now - 25 * 3600));
        if (testing::CarryForward(copy, before, 1000, &gate.gate())) (void)gate.gate().Drop(before);
      } else {
        const auto& contact = text_.contacts[random.Below(text_.contacts.size())];
        const std::string dialed = "+" + contact.digits;
        const Placement placement = gate.gate().Place(
            {dialed, contact.account, Purpose::kCollect, Mode::kManual, {}});
        if (placement.decision.allowed()) placed.push_back(placement.permit);
      }
      while (written < copy.newest()) {
        ASSERT_TRUE((*folder)->Append(copy.BytesAt(++written)));
      }
      if (step % 5 == 0) {
        ASSERT_TRUE((*folder)->Sync());
      }
    }
    ASSERT_TRUE((*folder)->Sync());
  }
  std::unique_ptr<HistoryReader> Reader() {
    return std::make_unique<HistoryReader>(config_, policy_.tagger, clock_, Device(),
                                           testing::LogOfTests::kLog, std::vector<ClockReset>(),
                                           *policy_.policy);
  }

  testing::PolicyText text_ = [] {
    testing::PolicyText text;
    text.contacts.push_back({"L-1042", "8613800138001", Role::kDebtor});
    text.contacts.push_back({"L-1042", "8613800138002", Role::kDebtor});
    text.roles[0].caps = {{Counts::kAnswered, 4, 5, 0, Per::kNumber},
                          {Counts::kDialed, 20, 3, 0, Per::kAccount}};
    text.history_events = 20;
    return text;
  }();
  const testing::OpenPolicy policy_{text_};
  const FakeCrypto crypto_{};
  testing::SetClock clock_;
  TemporaryFolder folder_;
  GateConfig config_ = [this] {
    GateConfig config = {folder_.path(), folder_ / "log", "", crypto_, crypto_};
    config.history = kSizes;
    config.log_sizes.segment = 900;
    return config;
  }();
};

TEST_F(SnapshotProperty, AReadingFromOneIsTheReadingOfTheWhole) {
  const std::string path = folder_ / "snapshot";
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    fs::remove_all(config_.log);
    fs::remove(path);
    Write(seed);
    const auto whole = Reader();
    ASSERT_TRUE(whole->ReadOn());
    whole->Close();
    const unsigned last = FindSegments(config_.log)->last;
    ASSERT_GT(last, 8u);
    for (unsigned segment = 1; segment < last; segment += 1 + segment % 3) {
      const auto early = Reader();
      EXPECT_EQ(early->BeginWith(path, kKey), segment != 1) << "one goes on from the other";
      ASSERT_TRUE(early->ReadOn(segment));
      early->Close();
      ASSERT_TRUE(WriteSnapshot(path, kKey, crypto_, early->taken(), early->tables().storage()));
      const auto late = Reader();
      ASSERT_TRUE(late->BeginWith(path, kKey));
      ASSERT_TRUE(late->ReadOn());
      late->Close();
      const AttemptStorage &a = whole->tables().storage(), &b = late->tables().storage();
      const std::string where =
          "seed " + std::to_string(seed) + ", segment " + std::to_string(segment);
      ASSERT_EQ(std::memcmp(a.slots, b.slots, size_t{a.slot_count} * 128), 0) << where;
      ASSERT_EQ(std::memcmp(a.permits, b.permits, size_t{a.permit_count} * 8), 0) << where;
      ASSERT_EQ(std::memcmp(a.withdrawals, b.withdrawals, size_t{a.withdrawal_count} * 16), 0)
          << where;
      const Snapshot &all = whole->taken(), &part = late->taken();
      EXPECT_EQ(all.counters.permits_made, part.counters.permits_made) << where;
      EXPECT_EQ(all.counters.withdrawals_made, part.counters.withdrawals_made) << where;
      EXPECT_EQ(all.counters.overflowed, part.counters.overflowed) << where;
      EXPECT_EQ(all.memory.carried, part.memory.carried) << where;
      EXPECT_EQ(all.memory.oldest, part.memory.oldest) << where;
      EXPECT_EQ(all.memory.newest_record, part.memory.newest_record) << where;
      EXPECT_EQ(all.state.kept_from, part.state.kept_from) << where;
    }
  }
}

}  // namespace
}  // namespace dialgate::posix
