#include "firmware.h"

#include "answer.h"
#include "console.h"
#include "dialgate/words.h"
#include "provisioned.h"
#include "sizes.h"

// The policy, where policy.S put it: at a multiple of dialgate::Policy::kAlignment.
extern "C" const uint8_t firmware_policy[], firmware_policy_end[];

namespace firmware {
namespace {

// What is remembered of calls. Zero at reset: the log says what was.
uint32_t slots[kSlots * kWordsPerSlot], permits[2 * kCallsADay], withdrawals[4 * kWithdrawals];

}  // namespace

dialgate::Device MakeDevice() {
  dialgate::Device device;
  device.emergency = {kEmergency, sizeof kEmergency / sizeof kEmergency[0], kOutsideLine};
  device.modes = kModes;
  device.receipted = kProvisioned;
  return device;
}

Firmware::Firmware(Board* board)
    : tagger_(kLookupKey, crypto_),
      attempts_({slots, kSlots, kWordsPerSlot, permits, kCallsADay, withdrawals, kWithdrawals}),
      log_(board->log(), LogConfig(kLog)),
      seal_(board->seal()),
      gate_({tagger_, crypto_, clock_, log_, attempts_}, kPermitKey, MakeDevice()),
      policy_(OpenPolicy()),
      records_(log_),
      retention_(log_, seal_, gate_) {}

tl::expected<dialgate::Policy, dialgate::PolicyError> Firmware::OpenPolicy() const {
  dialgate::Trust trust{kSite, kIssuers, sizeof kIssuers / sizeof kIssuers[0]};
  trust.history_events = attempts_.events_per_key();
  const auto size = static_cast<size_t>(firmware_policy_end - firmware_policy);
  return dialgate::Policy::Open({firmware_policy, size}, trust, tagger_, crypto_);
}

// Without a policy or without its log a gate still lets emergency calls pass, and denies everything
// else: it runs all the same.
bool Firmware::Start() {
  attempts_.Clear();
  if (!policy_) WriteLine("policy refused: ", dialgate::Advice(policy_.error()));
  gate_.SetPolicy(policy_ ? &*policy_ : nullptr);
  const auto kept = seal_.Open();
  const auto start = kept ? dialgate::StartOnFlash(*kept, crypto_, log_, gate_, resets_) : kept;
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

// As soon as there is a time that a record can have. A full log takes no start: then calls are
// denied and all else is done, until a receipt has made room.
void Firmware::BeginOnce() {
  if (begun_ || start_.sequence() == 0) return;
  const bool first = gate_.chain().sequence() == 0;
  Prepare();
  begun_ = Begin();
  if (!begun_ && first) WriteLine("log full: bring a receipt that says held");
}

bool Firmware::Begin() {
  const bool again = gate_.chain().sequence() != 0;
  const bool fresh = start_.sequence() == 1;
  const auto kind = fresh ? dialgate::StartKind::kFresh : dialgate::StartKind::kAgain;
  const dialgate::SealChain chain = again ? gate_.chain() : start_;
  if (!gate_.Begin(chain, {kSite, kGate, kLog, kind})) return false;
  if (gate_.policy() == nullptr) return true;
  uint8_t digest[dialgate::Policy::kDigestSize];
  policy_->Identity(crypto_, digest);
  return gate_.TakePolicy(*policy_, {digest, sizeof digest}).has_value();
}

// What waits until nobody waits: erasures, the drop of what the auditor holds, and the seal's key,
// at most a second behind the log.
void Firmware::Keep() {
  Prepare();
  if (gate_.chain().sequence() == 0) return;
  Retain();
  const auto milliseconds = static_cast<uint32_t>(clock_.Now() * 1000);
  if (!seal_.Keep(gate_.chain(), log_.lasting(), milliseconds)) {
    WriteLine("the seal's key cannot be kept");
  }
}

void Firmware::Prepare() {
  using Readiness = dialgate::FlashLog::Readiness;
  for (auto state = Readiness::kMore;
       state == Readiness::kMore || state == Readiness::kFailed;) {
    state = log_.Prepare();
  }
}

void Firmware::Retain() {
  using Progress = dialgate::FlashRetention::Progress;
  auto progress = Progress::kMore;
  while (progress == Progress::kMore || progress == Progress::kDropped) {
    progress = retention_.Step(clock_.Now());
    if (progress == Progress::kDropped) Prepare();
  }
  if (progress == Progress::kFailed) WriteLine("the log's oldest part cannot be dropped");
  if (progress == Progress::kFull) WriteLine("the log is full of what still matters");
}

}  // namespace firmware
