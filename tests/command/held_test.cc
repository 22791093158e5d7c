// A log that its auditor holds is shortened by its gate, and every command still reads it; a gate
// that takes the place of that one knows what it knew.
#include <gtest/gtest.h>
#include <time.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "dialgate/posix/gate.h"
#include "dialgate/posix/receipt_text.h"
#include "dialgate/sodium_crypto.h"
#include "trial_site.h"

namespace dialgate {
namespace {

constexpr int64_t kHour = 3600;

class SetClock final : public Clock {
 public:
  int64_t Now() const override { return now; }
  bool IsTrusted() const override { return true; }
  std::atomic<int64_t> now{time(nullptr) - 60 * kHour};
};

class HeldTest : public ::testing::Test {
 protected:
  void SetUp() override {
    site_.Make(-5, "counts: COUNTS_DIALED max: 1 days: 14 per: PER_NUMBER",
               {{"L-1", "+8613800138001"}, {"L-2", "+8613800138002"}, {"L-3", "+8613800138003"}});
  }
  int Shell(const std::string& arguments, const std::string& out = "/dev/null") {
    return site_.Shell(arguments, out);
  }
  std::string Read(const std::string& name) { return site_.Read(name); }

  void Open(const std::string& device = "trial/device", const std::string& log = "log") {
    gate_.reset();
    posix::GateConfig config = {site_ / device, site_ / log,
                                site_ / "policy.dgp", crypto_, crypto_};
    config.history = {1024, 1024, 64};
    config.log_sizes.segment = 1500;
    config.clock = &clock_;
    auto opened = posix::Gate::Open(config);
    ASSERT_TRUE(opened);
    gate_ = std::move(*opened);
    ASSERT_EQ(gate_->trouble(), "");
  }
  Placement Place(const std::string& account) {
    const std::string number = "+861380013800" + account.substr(2);
    return gate_->Place({number, account, Purpose::kCollect, Mode::kManual, {}});
  }
  void Fill() {
    for (unsigned i = 0; i < 40; ++i) {
      (void)Place("L-9");
      ASSERT_TRUE(gate_->MakeDurable());  // a segment ends where the disk has it
    }
  }
  void ExpectPast() {
    EXPECT_EQ(Place("L-1").decision.reason, Reason::kLimitReached);
    EXPECT_EQ(Place("L-2").decision.reason, Reason::kContactWithdrawn);
    EXPECT_EQ(Place("L-3").decision.reason, Reason::kAccountStopped);
  }
  uint64_t FirstSequence() {
    const auto segments = posix::FindSegments(site_ / "log");
    return segments ? posix::FindFirst(site_ / "log", segments->first).sequence : 0;
  }

  testing::TrialSite site_;
  const SodiumCrypto crypto_{};
  SetClock clock_;
  std::unique_ptr<posix::Gate> gate_;
};

TEST_F(HeldTest, AShortenedLogIsReadByEveryCommandAndCarriedOver) {
  Open();
  const Placement refusing = Place("L-2");
  ASSERT_TRUE(refusing.decision.allowed());
  ASSERT_TRUE(Place("L-1").decision.allowed());
  ASSERT_TRUE(gate_->Report(refusing.permit, Outcome::kRefused));
  ASSERT_TRUE(gate_->Withdraw(WithdrawalKind::kAccount, gate_->tagger().Account("L-3").value));
  Fill();
  gate_.reset();
  ASSERT_EQ(Shell("audit refusals log --keys trial/auditor --out before.csv"), 0);
  ASSERT_EQ(Shell("audit receipt log --keys trial/auditor", "receipt.txt"), 0)
      << Read("errors.txt");
  const auto receipt = posix::ParseReceiptText(Read("receipt.txt"));
  ASSERT_TRUE(receipt);
  clock_.now += 26 * kHour;
  Open();
  Fill();
  const auto taken = gate_->TakeReceipt(posix::BytesOf(*receipt));
  ASSERT_TRUE(taken) << taken.error().message;
  for (unsigned tries = 0; tries < 3000 && FirstSequence() < 20; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ASSERT_GE(FirstSequence(), 20u) << "nothing was dropped";
  ExpectPast();
  Open();
  ExpectPast();
  gate_.reset();

  for (const char* command :
       {"audit verify log --keys trial/auditor", "audit show log", "audit show log --json",
        "audit find log --number +8613800138001 --keys trial/auditor",
        "audit report log --out report.html --keys trial/auditor",
        "audit refusals log --keys trial/auditor --out after.csv"}) {
    EXPECT_EQ(Shell(command), 0) << command << ": " << Read("errors.txt");
  }
  EXPECT_EQ(Read("after.csv"), Read("before.csv"));
  ASSERT_EQ(Shell("audit find log --number +8613800138001 --keys trial/auditor", "found.txt"), 0);
  EXPECT_NE(Read("found.txt").find("; 1 more allowed call is told by carried records alone: not "
                                   "the whole log, those before record "),
            std::string::npos)
      << Read("found.txt");

  ASSERT_EQ(Shell("provision --site s --gate second --region CN --issuer trial/issuer/policy.pub "
                  "--lookup trial/issuer/lookup.key --auditor trial/auditor --out second "
                  "--from log"),
            0)
      << Read("errors.txt");
  clock_.now = time(nullptr);
  Open("second", "second-log");
  ExpectPast();
  EXPECT_FALSE(gate_->Report(refusing.permit, Outcome::kNoAnswer));
  gate_.reset();
  EXPECT_EQ(Shell("audit verify second-log --keys trial/auditor"), 0) << Read("errors.txt");
}

}  // namespace
}  // namespace dialgate
