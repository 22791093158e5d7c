// A gate in firmware: a policy in flash, opened once; a sealed log in flash, from which it knows
// its past at every start; then every order that comes in is carried out. No heap, no files, no
// operating system.
#include "answer.h"
#include "board.h"
#include "console.h"
#include "dialgate/flash_seal.h"
#include "dialgate/sodium_crypto.h"
#include "dialgate/words.h"
#include "order_line.h"
#include "provisioned.h"
#include "sizes.h"

// The policy, where policy.S put it: at a multiple of dialgate::Policy::kAlignment.
extern "C" const uint8_t firmware_policy[], firmware_policy_end[];

namespace firmware {
namespace {

// What is remembered of calls. Zero at reset: the log says what was.
uint32_t slots[kSlots * kWordsPerSlot], permits[2 * kCallsADay], withdrawals[4 * kWithdrawals];

// A real device vouches for its clock only while it is set. This one is told the time with each
// order, and has none before the first.
class LineClock final : public dialgate::Clock {
 public:
  void Set(int64_t now) { now_ = now; }
  int64_t Now() const override { return now_; }
  bool IsTrusted() const override { return now_ != 0; }

 private:
  int64_t now_ = 0;
};

dialgate::Device MakeDevice() {
  dialgate::Device device;
  device.emergency = {kEmergency, sizeof kEmergency / sizeof kEmergency[0], kOutsideLine};
  device.modes = kModes;
  device.receipted = kProvisioned;
  return device;
}

void WriteLine(std::string_view text, std::string_view more = {}) {
  Write(text);
  Write(more);
  Write("\n");
}

class Firmware {
 public:
  explicit Firmware(Board* board) : board_(*board) {}

  bool Start();
  void Do(std::string_view line);
  void Stop();

 private:
  void Begin();
  void Keep();
  void Place(const dialgate::Call& call);
  void Report(const dialgate::Permit& permit, dialgate::Outcome outcome);
  void Withdraw(dialgate::WithdrawalKind kind, uint64_t what);
  tl::expected<dialgate::Policy, dialgate::PolicyError> OpenPolicy() const;

  Board& board_;
  const dialgate::SodiumCrypto crypto_{};
  const dialgate::Tagger tagger_{kLookupKey, crypto_};
  LineClock clock_;
  dialgate::Attempts attempts_{
      {slots, kSlots, kWordsPerSlot, permits, kCallsADay, withdrawals, kWithdrawals}};
  dialgate::FlashLog log_{board_.log(), LogConfig(kLog)};
  dialgate::FlashSealSlots seal_{board_.seal()};
  dialgate::RecordedGate gate_{
      {tagger_, crypto_, clock_, log_, attempts_}, kPermitKey, MakeDevice()};
  const tl::expected<dialgate::Policy, dialgate::PolicyError> policy_ = OpenPolicy();
  dialgate::SealChain start_{{}, 0};  // from where the gate will seal; 0: it must not begin
  dialgate::Permit newest_;
};

tl::expected<dialgate::Policy, dialgate::PolicyError> Firmware::OpenPolicy() const {
  dialgate::Trust trust{kSite, kIssuers, sizeof kIssuers / sizeof kIssuers[0]};
  trust.history_events = attempts_.events_per_key();
  const auto size = static_cast<size_t>(firmware_policy_end - firmware_policy);
  return dialgate::Policy::Open({firmware_policy, size}, trust, tagger_, crypto_);
}

// Without a policy or without its log a gate still lets emergency calls pass, and denies everything
// else: it runs all the same.
bool Firmware::Start() {
  if (!policy_) WriteLine("policy refused: ", dialgate::Advice(policy_.error()));
  gate_.SetPolicy(policy_ ? &*policy_ : nullptr);
  const auto kept = seal_.Open();
  const auto start = kept ? dialgate::StartOnFlash(*kept, crypto_, log_, gate_) : kept;
  if (start) {
    start_ = *start;
  } else {
    WriteLine("log refused: ", Text(start.error()));
  }
  const bool older = policy_ && policy_->serial() < gate_.memory().newest_serial;
  if (older) {
    WriteLine("policy refused: ", dialgate::Advice(dialgate::PolicyError::kSerialBelowHighest));
    gate_.SetPolicy(nullptr);
  }
  return policy_ && !older && start;
}

// As soon as there is a time that a record can have.
void Firmware::Begin() {
  if (start_.sequence() == 0) return;
  const bool fresh = start_.sequence() == 1;
  Keep();  // the log has sectors prepared
  const auto kind = fresh ? dialgate::StartKind::kFresh : dialgate::StartKind::kAgain;
  bool begun = gate_.Begin(start_, {kSite, kGate, kLog, kind}).has_value();
  start_ = dialgate::SealChain({}, 0);
  if (begun && gate_.policy() != nullptr) {
    uint8_t digest[dialgate::Policy::kDigestSize];
    policy_->Identity(crypto_, digest);
    begun = gate_.TakePolicy(*policy_, {digest, sizeof digest}).has_value();
  }
  if (!begun) WriteLine("log refused: ", "it takes no record");
}

// What waits until nobody waits: erasures, and the seal's key, at most a second behind the log.
void Firmware::Keep() {
  using Readiness = dialgate::FlashLog::Readiness;
  for (auto state = Readiness::kMore;
       state == Readiness::kMore || state == Readiness::kFailed;) {
    state = log_.Prepare();
  }
  if (gate_.chain().sequence() == 0) return;
  const auto milliseconds = static_cast<uint32_t>(clock_.Now() * 1000);
  if (!seal_.Keep(gate_.chain(), milliseconds)) WriteLine("the seal's key cannot be kept");
}

void Firmware::Do(std::string_view line) {
  Order order;
  if (!ReadOrder(line, tagger_, &order)) return WriteLine("error: not an order");
  const bool first = !clock_.IsTrusted();
  clock_.Set(order.at);
  if (first) Begin();
  switch (order.verb) {
    case Order::Verb::kPlace: Place(order.call); break;
    case Order::Verb::kReport:
      Report(order.newest_permit ? newest_ : order.permit, order.outcome);
      break;
    case Order::Verb::kWithdraw: Withdraw(order.kind, order.what); break;
  }
  Keep();
}

// The log lasts when Place returns: the answer may be acted on.
void Firmware::Place(const dialgate::Call& call) {
  const dialgate::Placement placement = gate_.Place(call);
  if (placement.decision.reason == dialgate::Reason::kDeclaredContact) newest_ = placement.permit;
  dialgate::Device device = MakeDevice();
  device.clock_trusted = device.record_durable = true;
  const dialgate::Situation situation{gate_.policy(), tagger_, device, attempts_, placement.at};
  WriteLine(WriteAnswer(situation, call, placement).view());
}

void Firmware::Report(const dialgate::Permit& permit, dialgate::Outcome outcome) {
  const auto reported = gate_.Report(permit, outcome);
  if (!reported) return WriteLine("error: ", Text(reported.error()));
  WriteLine("ok");
}

// Answers with the id under which a policy can end it: log and sequence.
void Firmware::Withdraw(dialgate::WithdrawalKind kind, uint64_t what) {
  const auto sequence = gate_.Withdraw(kind, what);
  if (!sequence) return WriteLine("error: it cannot be recorded");
  Answer answer;
  answer.Append("ok ");
  answer.Append(kLogText);
  answer.Append(":");
  answer.AppendNumber(static_cast<uint32_t>(*sequence));
  WriteLine(answer.view());
}

void Firmware::Stop() {
  if (gate_.End()) Keep();
}

// Room for the longest text that can be dialed (255 bytes), the longest account (64), and the other
// words of a line.
constexpr size_t kLongestLine = 448;

int Run() {
  Board board;
  if (!board.PowerOn()) {
    WriteLine("no flash: make an image with firmware_flash, and name it as the argument");
    return 2;
  }
  Firmware firmware(&board);
  const bool started = firmware.Start();
  char buffer[kLongestLine];
  std::string_view line;
  for (bool complete; ReadLine(buffer, sizeof buffer, &line, &complete);) {
    if (complete) {
      firmware.Do(line);
    } else {
      WriteLine("error: the line is too long");
    }
  }
  firmware.Stop();
  return started ? 0 : 1;
}

}  // namespace
}  // namespace firmware

int main() { return firmware::Run(); }
