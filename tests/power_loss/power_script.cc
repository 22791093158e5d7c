#include "power_script.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>

#include "device.h"

namespace dialgate::testing {
namespace {

constexpr unsigned kSteps = 44;
constexpr unsigned kWithdrawAt = 30;  // number 2, on the device

class Player {
 public:
  explicit Player(const PowerCase& power_case) : case_(power_case), flash_(power_case.unit) {}

  PowerResult Run();

 private:
  void Provision();
  void StartAgain();
  void RunSteps();
  void Step();
  void Place(unsigned number);
  void Report(unsigned number);
  void AfterCut();
  void CheckRecords();
  void CheckSeals(const std::vector<std::string>& records);
  void CheckAnswers();
  void CheckEnd();
  void Wrong(const std::string& what) {
    if (result_.wrong.empty()) result_.wrong = what;
  }
  bool dead() const { return flash_.power.dead(); }
  int64_t now() const { return kStartTime + 60 * step_; }

  const PowerCase& case_;
  DeviceFlash flash_;
  PowerResult result_;
  std::unique_ptr<Session> session_, before_;
  unsigned starts_ = 0;
  unsigned step_ = 0;
  std::vector<std::string> answered_;  // the records of which something was answered
  std::set<std::string> maybe_;        // one of these may stand behind them
  std::vector<Permit> permits_[4];
  unsigned allowed_[4] = {};
  bool withdrawn_ = false;
};

void Player::Provision() {
  FlashSealSlots slots(flash_.seal);
  FlashLog log(flash_.log, SmallLog());
  if (!log.Clear() || !slots.Provision(kStartKey)) Wrong("provisioning fails");
}

// A start, in which the power may go again.
void Player::StartAgain() {
  const Cut cut = starts_ < case_.cuts.size() ? case_.cuts[starts_] : Cut{0, Tear::kNothing};
  before_ = std::move(session_);
  session_ = std::make_unique<Session>(&flash_);
  flash_.power.CutAt(cut.operation, cut.tear);
  ++starts_;
  const auto started = session_->Start(now());
  if (!started && !dead()) {
    Wrong("start " + std::to_string(starts_) + " fails: FlashError " +
          std::to_string(static_cast<int>(started.error())));
  }
  CheckRecords();
}

// What stands in the log is what was answered, and one record more at the most.
void Player::CheckRecords() {
  const auto& records = session_->records();
  const size_t mounted = std::min(records.size(), answered_.size());
  if (records.size() < answered_.size() ||
      !std::equal(answered_.begin(), answered_.end(), records.begin())) {
    return Wrong("start " + std::to_string(starts_) + ": of " + std::to_string(answered_.size()) +
                 " records that were answered, " + std::to_string(mounted) +
                 " are read, or others");
  }
  CheckSeals(records);
}

void Player::CheckSeals(const std::vector<std::string>& records) {
  SealChain chain(kStartKey, 1);
  for (const std::string& sealed : records) {
    const size_t size = sealed.size() - sizeof(Seal);
    const Seal seal = chain.Next(TestPolicy().crypto,
                                 {reinterpret_cast<const uint8_t*>(sealed.data()), size});
    if (sealed.compare(size, sizeof(Seal), reinterpret_cast<const char*>(seal.bytes),
                       sizeof(Seal)) != 0) {
      return Wrong("record " + std::to_string(chain.sequence() - 1) + " is not under its seal");
    }
  }
}

// The power went: what is known for certain now?
void Player::AfterCut() {
  if (session_->appended()) {
    answered_ = session_->records();
    maybe_.clear();
  }
  if (!session_->in_flight().empty()) maybe_.insert(session_->in_flight());
  flash_.Restart();
}

void Player::Place(unsigned number) {
  const Placement placed = session_->gate().Place(CallTo(number));
  if (dead() || !placed.decision.allowed()) return;
  ++allowed_[number];
  if (number == 2 && withdrawn_) Wrong("a number that was withdrawn is called");
  if (allowed_[number] > kMostDialed) Wrong("the cap of a number is exceeded");
  permits_[number].push_back(placed.permit);
}

void Player::Report(unsigned number) {
  if (permits_[number].empty()) return;
  const Outcome outcome = number == 1 ? Outcome::kRefused : Outcome::kNoAnswer;
  const auto reported = session_->gate().Report(permits_[number].back(), outcome);
  if (!dead() && !reported && reported.error() != ReportError::kAlreadyReported) {
    Wrong("a report is refused: ReportError " + std::to_string(static_cast<int>(reported.error())));
  }
}

void Player::Step() {
  const unsigned number = step_ % 3;
  if (step_ == kWithdrawAt) {
    const uint64_t tag = TestPolicy().tagger.Number(PhoneNumber::FromDigits("8613800138002"));
    const auto taken = session_->gate().Withdraw(WithdrawalKind::kNumber, tag);
    if (!dead() && !taken) Wrong("a withdrawal is not taken");
    if (!dead()) withdrawn_ = true;
  } else if (step_ % 5 == 3) {
    Report(number);
  } else if (step_ == kSteps / 2) {
    (void)session_->gate().End();
  } else {
    Place(number);
  }
  if (!dead()) session_->Prepare();
  if (!dead() && step_ % 3 == 0 && !session_->Keep() && !dead()) Wrong("the seal is not kept");
}

void Player::RunSteps() {
  while (step_ < kSteps && !dead()) {
    session_->clock().now = now();
    Step();
    if (dead()) return;
    ++step_;
  }
}

// The gate that goes on and one that has only read the log say the same; and so did the gate that
// was interrupted, where the log has no more than it knew.
void Player::CheckAnswers() {
  class NoLog final : public LogWriter {
    bool HasRoom() const override { return false; }
    bool Append(ByteView) override { return false; }
  };
  TestClock clock;
  clock.now = now();
  NoLog none;
  GateInMemory fresh(clock, none);
  for (const std::string& sealed : session_->records()) {
    fresh.gate().Replay(*ReadRecord(
        {reinterpret_cast<const uint8_t*>(sealed.data()), sealed.size() - sizeof(Seal)}));
  }
  session_->clock().now = now();
  if (session_->Answers() != fresh.Answers(now())) Wrong("a gate that only read the log differs");
  if (before_ == nullptr || !before_->replayed()) return;
  const size_t known = before_->records().size();
  const size_t mounted = session_->records().size() - (session_->appended() ? 1 : 0);
  before_->clock().now = now();
  if (known == mounted && before_->Answers() != session_->Answers()) {
    Wrong("the gate that was interrupted said something else");
  }
}

void Player::CheckEnd() {
  const auto read = ReadLog(flash_.log);
  if (!read || *read != session_->records()) Wrong("at the end the log is not what was answered");
  CheckSeals(session_->records());
  CheckAnswers();
  const Placement placed = session_->gate().Place(CallTo(3));
  if (placed.decision.reason != Reason::kDeclaredContact) Wrong("at the end no call is allowed");
  const Reason withdrawn = session_->gate().Place(CallTo(2)).decision.reason;
  if (withdrawn != Reason::kContactWithdrawn) Wrong("at the end the withdrawal is forgotten");
}

PowerResult Player::Run() {
  Provision();
  flash_.Restart();
  while (result_.wrong.empty()) {
    StartAgain();
    if (!dead() && result_.wrong.empty()) CheckAnswers();
    if (!dead() && result_.wrong.empty()) RunSteps();
    result_.operations.push_back(flash_.power.operations());
    if (!dead()) break;
    AfterCut();
  }
  if (result_.wrong.empty()) CheckEnd();
  if (!flash_.log.misuse().empty()) Wrong("the log " + flash_.log.misuse());
  if (!flash_.seal.misuse().empty()) Wrong("the seal " + flash_.seal.misuse());
  return result_;
}

}  // namespace

std::string PowerCase::id() const {
  std::string id = std::to_string(unit);
  for (const Cut& cut : cuts) {
    id += "/" + std::to_string(cut.operation) + "." + std::to_string(static_cast<int>(cut.tear));
  }
  return id;
}

bool ReadPowerCase(const std::string& id, PowerCase* power_case) {
  size_t at = id.find('/');
  power_case->cuts.clear();
  if (std::sscanf(id.c_str(), "%u", &power_case->unit) != 1) return false;
  while (at != std::string::npos) {
    unsigned operation, tear;
    if (std::sscanf(id.c_str() + at, "/%u.%u", &operation, &tear) != 2) return false;
    if (tear >= kTears) return false;
    power_case->cuts.push_back({operation, static_cast<Tear>(tear)});
    at = id.find('/', at + 1);
  }
  return power_case->id() == id;
}

PowerResult Play(const PowerCase& power_case) { return Player(power_case).Run(); }

}  // namespace dialgate::testing
