// Where a gate's folder keeps the seal of a log that stands still.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "dialgate/posix/checkpoint.h"
#include "dialgate/posix/seal_slots.h"
#include "log_files.h"
#include "recording_gate.h"

namespace dialgate::posix {
namespace {

using ::testing::HasSubstr;
using testing::ReadFile;
using testing::RecordingGate;
using testing::WithSerial;
using testing::WriteFile;

class GateSealTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Start();
    ASSERT_TRUE(gate_.Place().decision.allowed());
  }
  void Start() { ASSERT_TRUE(gate_.Open(gate_.folder.Write(WithSerial(7)))) << gate_.error; }

  std::string device() { return gate_.folder.device(); }
  std::string FirstSegment() { return gate_.log() + "/" + SegmentName(1); }
  std::string Slots() { return ReadFile(device() + "/seal.0") + ReadFile(device() + "/seal.1"); }
  uint64_t Last() {
    testing::Sequences sequences;
    return ReadLog(gate_.log(), sequences.Take()) ? sequences.all().back() : 0;
  }
  // Every key that the folder keeps is behind the log's last record.
  bool KeepsNoOlderKey() {
    const auto points = SealSlots::Read(device());
    size_t behind = 0;
    for (const auto& point : points) behind += point.value.sequence == Last() + 1;
    return points.size() == 2 && behind == 2;
  }
  bool KeepsNoOlderKeySoon() {
    for (int n = 0; n < 2000 && !KeepsNoOlderKey(); ++n) Wait(10);
    return KeepsNoOlderKey();
  }
  static void Wait(int milliseconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  }
  std::string CheckpointError() {
    const auto checkpoint = TakeCheckpoint(device(), gate_.log(), gate_.crypto);
    return checkpoint ? "" : checkpoint.error().message;
  }
  uint64_t CheckpointSequence() {
    const auto checkpoint = TakeCheckpoint(device(), gate_.log(), gate_.crypto);
    return checkpoint ? checkpoint->sequence : 0;
  }

  RecordingGate gate_;
};

TEST_F(GateSealTest, AGateThatIsIdleKeepsNoKeyOfWhatItRecorded) {
  EXPECT_TRUE(KeepsNoOlderKeySoon());
  const std::string slots = Slots();
  const auto written = std::filesystem::last_write_time(device() + "/seal.0");
  Wait(1200);
  EXPECT_EQ(Slots(), slots);
  EXPECT_EQ(std::filesystem::last_write_time(device() + "/seal.0"), written) << "once is enough";
  gate_.Place();
  EXPECT_FALSE(KeepsNoOlderKey()) << "there is a new record";
  EXPECT_TRUE(KeepsNoOlderKeySoon());
}

TEST_F(GateSealTest, AGateThatStoppedKeepsNoKeyOfWhatItRecorded) {
  ASSERT_TRUE(gate_.gate->End());
  gate_.gate.reset();
  EXPECT_TRUE(KeepsNoOlderKey());
  Start();
  gate_.gate.reset();
  EXPECT_TRUE(KeepsNoOlderKey());
}

TEST_F(GateSealTest, ItsLastRecordIsKnownAllTheSame) {
  EXPECT_TRUE(KeepsNoOlderKeySoon());
  EXPECT_EQ(CheckpointSequence(), Last());
  gate_.Place();
  gate_.gate->MakeDurable();
  EXPECT_EQ(CheckpointSequence(), Last());
  gate_.gate.reset();
  ASSERT_TRUE(KeepsNoOlderKey());
  EXPECT_EQ(CheckpointSequence(), Last());

  const std::string log = ReadFile(FirstSegment());
  std::string changed = log;
  changed.back() ^= 1;  // of the newest seal
  WriteFile(FirstSegment(), changed);
  EXPECT_THAT(CheckpointError(), HasSubstr("is not under the seal"));
  WriteFile(FirstSegment(), log.substr(0, log.size() - 1));
  EXPECT_THAT(CheckpointError(), HasSubstr("ends before record " + std::to_string(Last() + 1)));
  WriteFile(FirstSegment(), log);
  std::filesystem::remove(device() + "/head");
  EXPECT_THAT(CheckpointError(), HasSubstr("keeps no seal"));
}

}  // namespace
}  // namespace dialgate::posix
