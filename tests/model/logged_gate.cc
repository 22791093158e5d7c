#include "logged_gate.h"

#include <algorithm>

namespace dialgate::model {
namespace {

constexpr uint64_t kLog = 0x1234567890abcdef;
constexpr SealKey kStartKey = {{1}};
constexpr PermitKey kPermitKey = {{2}};
constexpr IssuerKey kAuditor = {{3}};

ByteView View(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

}  // namespace

bool LoggedGate::World::Append(ByteView entry) {
  entries.emplace_back(reinterpret_cast<const char*>(entry.data), entry.size);
  return true;
}

Record LoggedGate::World::At(size_t i, Seal* seal) const {
  const Entry entry = *ReadEntry(View(entries[i]));
  if (seal != nullptr) *seal = entry.seal;
  return *ReadRecord(entry.record);
}

bool LoggedGate::World::Find(uint64_t sequence, Seal* seal, int64_t* at) const {
  if (sequence == 0 || sequence > entries.size()) return false;
  *at = At(sequence - 1, seal).at;
  return true;
}

struct LoggedGate::Running {
  Running(const Storage& sizes, const Device& device, World& world,
          const testing::FakeCrypto& crypto)
      : slots(size_t{sizes.slots} * sizes.words_per_slot),
        permits(size_t{sizes.permits} * 2),
        withdrawals(size_t{512} * 4),
        attempts({slots.data(), sizes.slots, sizes.words_per_slot, permits.data(), sizes.permits,
                  withdrawals.data(), 512}),
        gate({testing::TestTagger(), crypto, world, world, attempts}, kPermitKey, device) {}

  std::vector<uint32_t> slots, permits, withdrawals;
  Attempts attempts;
  RecordedGate gate;
};

LoggedGate::LoggedGate(const testing::DeviceFacts& device, int64_t provisioned,
                       const Storage& storage, unsigned starts_every)
    : facts_(device), device_(facts_), storage_(storage), starts_every_(starts_every) {
  world_.trusted = facts_.clock_trusted;
  world_.durable = facts_.record_durable;
  StartAgain(provisioned);
}

LoggedGate::~LoggedGate() = default;

// At the time of the newest record, so that the start says nothing new of the clock.
void LoggedGate::StartAgain(int64_t now) {
  Device provisioned = device_.device();
  provisioned.newest_record = provisioned.receipted = 0;
  running_ = std::make_unique<Running>(storage_, provisioned, world_, crypto_);
  RecordedGate& gate = running_->gate;
  gate.SetPolicy(policy_.get());
  gate.SetClockResets(resets_.data(), resets_.size());
  SealChain chain(kStartKey, 1);
  for (size_t i = 0; i < world_.entries.size(); ++i) {
    gate.Replay(world_.At(i));
    chain.Next(crypto_, ReadEntry(View(world_.entries[i]))->record);
  }
  const bool fresh = world_.entries.empty();
  world_.now = fresh ? now : world_.At(world_.entries.size() - 1).at;
  (void)gate.Begin(chain, {"site", "gate", kLog, fresh ? StartKind::kFresh : StartKind::kAgain});
}

void LoggedGate::Step(int64_t now) {
  if (++steps_ % starts_every_ == 0) StartAgain(now);
  world_.now = now;
}

bool LoggedGate::Load(const testing::Site& site, const std::vector<size_t>& restores, int64_t now) {
  Step(now);
  testing::Site named = site;
  for (size_t id : restores) named.restores.emplace_back(kLog, withdrawals_[id]);
  std::sort(named.restores.begin(), named.restores.end());
  images_.push_back(std::make_unique<testing::AlignedBytes>(testing::MakePolicy(named)));
  const IssuerKey issuer = testing::TestIssuer(0);
  Trust trust;
  trust.site = site.name;
  trust.issuers = &issuer;
  trust.issuer_count = 1;
  trust.history_events = static_cast<uint8_t>(slots());
  auto opened =
      Policy::Open(images_.back()->view(), trust, testing::TestTagger(), testing::TestCrypto());
  if (!opened) return false;
  auto policy = std::make_unique<Policy>(*opened);
  uint8_t digest[Policy::kDigestSize];
  policy->Identity(testing::TestCrypto(), digest);
  const bool taken = running_->gate.TakePolicy(*policy, {digest, sizeof digest}).has_value();
  policy_ = std::move(policy);
  return taken;
}

DrivenGate::Placed LoggedGate::Place(const testing::CallFacts& call, int64_t now) {
  Step(now);
  Device device = device_.device();
  device.newest_record = running_->gate.memory().newest_record;
  device.receipted = running_->gate.memory().receipted;
  const Situation situation{policy_.get(), testing::TestTagger(), device, running_->attempts, now};
  const auto retry = dialgate::RetryAt(situation, CoreCall(call));
  const Placement placement = running_->gate.Place(CoreCall(call));
  if (placement.decision.reason == Reason::kDeclaredContact) permits_.push_back(placement.permit);
  Placed placed{placement.decision, {}};
  if (retry) placed.retry_at = *retry;
  return placed;
}

bool LoggedGate::Report(size_t event, Outcome outcome, int64_t now) {
  Step(now);
  return running_->gate.Report(permits_[event], CoreOutcome(outcome)).has_value();
}

void LoggedGate::Withdraw(const Withdrawal& withdrawal, int64_t now) {
  Step(now);
  const Tagger& tagger = testing::TestTagger();
  WithdrawalKind kind = WithdrawalKind::kRole;
  uint64_t what = static_cast<uint64_t>(withdrawal.role);
  if (withdrawal.kind == Withdrawal::Kind::kNumber) {
    kind = WithdrawalKind::kNumber;
    what = tagger.Number(PhoneNumber::FromDigits(withdrawal.what.substr(1)));
  } else if (withdrawal.kind == Withdrawal::Kind::kAccount) {
    kind = WithdrawalKind::kAccount;
    what = tagger.Account(withdrawal.what).value;
  }
  withdrawals_.push_back(running_->gate.Withdraw(kind, what).value_or(0));
}

// Over the newest record of that time.
void LoggedGate::TakeReceipt(int64_t covered, int64_t own, bool reset_clock, int64_t now) {
  Step(now);
  Receipt receipt;
  receipt.covers.log = kLog;
  receipt.covers.at = covered;
  receipt.signed_at = own;
  receipt.previous_sequence = covered_;
  receipt.previous_seal = covered_seal_;
  receipt.resets_clock = reset_clock;
  for (size_t i = world_.entries.size(); i > 0 && receipt.covers.sequence == 0; --i) {
    if (world_.At(i - 1, &receipt.covers.seal).at == covered) receipt.covers.sequence = i;
  }
  uint8_t bytes[kMaxReceiptSize], sealed[kMaxSignedReceiptSize], signature[64];
  const ByteView message{bytes, WriteReceipt(receipt, bytes)};
  crypto_.Sign(kAuditor, message, signature);
  const size_t size = WriteSignedReceipt({message, {signature, 64}}, sealed);
  const auto taken = running_->gate.TakeReceipt({sealed, size}, kAuditor, crypto_, world_);
  if (!taken) return;
  covered_ = receipt.covers.sequence;
  covered_seal_ = receipt.covers.seal;
  if (!reset_clock) return;
  resets_.push_back({world_.entries.size(), own});
  StartAgain(now);  // what was counted before is counted anew
}

}  // namespace dialgate::model
