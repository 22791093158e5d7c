// What a gate remembers of its policies, against what its log has of them.
#include <gtest/gtest.h>

#include <filesystem>

#include "file_limit.h"
#include "recording_gate.h"

namespace dialgate::posix {
namespace {

using testing::OneADay;
using testing::RecordingGate;

class GatePolicy : public ::testing::Test {
 protected:
  void Open(uint64_t serial) {
    ASSERT_TRUE(gate_.Open(gate_.folder.Write(OneADay(serial)))) << gate_.error;
  }
  uint64_t SerialRemembered() {
    return ReadState(gate_.folder.device() + "/policy.state")->serial;
  }
  uint64_t NewestInTheLog() {
    uint64_t serial = 0;
    EXPECT_TRUE(ReadLog(gate_.log(), [&](const Entry&, const Record& record, const LogPlace&) {
      if (record.kind == RecordKind::kPolicyTaken) serial = record.policy.serial;
      return Result<void>();
    }));
    return serial;
  }

  RecordingGate gate_;
};

TEST_F(GatePolicy, IsRememberedOnceTheLogHasIt) {
  Open(7);
  EXPECT_EQ(NewestInTheLog(), 7u);
  EXPECT_EQ(SerialRemembered(), 7u);
  ASSERT_TRUE(gate_.gate->Load(gate_.folder.Write(OneADay(8))));
  EXPECT_EQ(NewestInTheLog(), 8u);
  EXPECT_EQ(SerialRemembered(), 8u);
}

// A power cut could take the record away: then the one before must load.
TEST_F(GatePolicy, IsNotRememberedUnlessItsRecordIsDurable) {
  Open(7);
  const std::string next = gate_.folder.Write(OneADay(8));
  {
    const testing::FileLimit limit(
        std::filesystem::file_size(gate_.log() + "/" + SegmentName(1)));
    const auto loaded = gate_.gate->Load(next);
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().message.find("start the gate again"), std::string::npos);
  }
  EXPECT_EQ(SerialRemembered(), 7u);
  EXPECT_EQ(gate_.Answer(), Reason::kAuditUnavailable);
  Open(7);
  EXPECT_EQ(gate_.Answer(), Reason::kDeclaredContact);
}

// The power went when the log had it, and nothing else did.
TEST_F(GatePolicy, ThatOnlyTheLogRemembersBarsTheOneBefore) {
  Open(7);
  const std::string state = gate_.folder.device() + "/policy.state";
  const std::string before = testing::ReadFile(state);
  ASSERT_TRUE(gate_.gate->Load(gate_.folder.Write(OneADay(8))));
  gate_.gate.reset();
  testing::WriteFile(state, before, 0600);
  Open(7);
  EXPECT_EQ(gate_.gate->trouble(), "");
  EXPECT_EQ(gate_.Answer(), Reason::kPolicyUnavailable);
  EXPECT_EQ(gate_.Answer("112"), Reason::kEmergency);
  EXPECT_EQ(SerialRemembered(), 8u);
  EXPECT_FALSE(gate_.gate->Load(gate_.folder.Write(OneADay(7))));
  ASSERT_TRUE(gate_.gate->Load(gate_.folder.Write(OneADay(8))));
  EXPECT_EQ(gate_.Answer(), Reason::kDeclaredContact);
}

// As when it was not valid yet.
TEST_F(GatePolicy, ThatWasNeverInForceWhileValidBarsNone) {
  const int64_t valid = gate_.clock.now;
  gate_.clock.now = 1793000000;
  Open(8);
  Open(7);
  gate_.clock.now = valid;
  EXPECT_EQ(gate_.Answer(), Reason::kDeclaredContact);
}

TEST_F(GatePolicy, OfAGateWithoutALogIsNotRememberedSoTheOneBeforeLoadsAgain) {
  Open(7);
  gate_.gate.reset();
  std::filesystem::rename(gate_.log(), gate_.log() + ".away");
  Open(8);
  EXPECT_NE(gate_.gate->trouble(), "");
  EXPECT_EQ(SerialRemembered(), 7u) << "after a start";
  ASSERT_TRUE(gate_.gate->Load(gate_.folder.Write(OneADay(9))));
  EXPECT_EQ(SerialRemembered(), 7u) << "after a load";
  gate_.gate.reset();
  std::filesystem::rename(gate_.log() + ".away", gate_.log());
  Open(7);
  EXPECT_EQ(gate_.gate->trouble(), "");
  EXPECT_EQ(gate_.Answer(), Reason::kDeclaredContact);
}

}  // namespace
}  // namespace dialgate::posix
