#include "dialgate/posix/gate.h"

#include <chrono>
#include <thread>
#include <utility>

#include "dialgate/gate.h"
#include "dialgate/posix/files.h"
#include "gate_state.h"

namespace dialgate::posix {
namespace {

constexpr unsigned kEmergencyTries = 40;
constexpr std::chrono::milliseconds kEmergencyPause{1};

bool Waits(const Decision& decision) {
  return decision.allowed() && decision.reason != Reason::kEmergency;
}

// An emergency call does not wait for whoever holds the gate: false, it is held.
bool LockFor(bool emergency, std::unique_lock<std::mutex>* lock) {
  if (!emergency) {
    lock->lock();
    return true;
  }
  for (unsigned tries = 0; tries < kEmergencyTries; ++tries) {
    if (lock->try_lock()) return true;
    std::this_thread::sleep_for(kEmergencyPause);
  }
  return false;
}

bool IsEmergencyCall(PolicyHolder& policies, const EmergencySet& device, const Call& call) {
  const PolicyHolder::Lease lease = policies.Acquire();
  ShortCode code;
  const DialPlan* plan = lease.policy() == nullptr ? nullptr : &lease.policy()->dial_plan();
  return IsEmergency(DialedText::Read(call.dialed), device, plan, &code);
}

}  // namespace

Gate::Gate(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Gate::~Gate() = default;

tl::expected<std::unique_ptr<Gate>, LogError> Gate::Open(const GateConfig& config) {
  auto keeper = PolicyKeeper::Open(config.device, config.crypto);
  if (!keeper) return tl::make_unexpected(LogError{keeper.error().message});
  const auto permit_key = ReadSecretKey<PermitKey>(config.device + "/permit.key");
  if (!permit_key) return tl::make_unexpected(LogError{permit_key.error().message});
  auto parts = std::make_unique<Parts>(config, std::move(*keeper), *permit_key);
  const auto started = parts->Start();
  if (!started) return tl::make_unexpected(started.error());
  return std::unique_ptr<Gate>(new Gate(std::move(parts)));
}

tl::expected<void, LoadError> Gate::Load(const std::string& path) {
  return parts_->keeper->Load(path, parts_->clock.Reading(), [this](LoadedPolicy next) {
    return parts_->PutInForceDurably(std::move(next));
  });
}

Placement Gate::PlaceAhead(const Call& call, const Look& look) {
  PolicyHolder& policies = parts_->keeper->in_force();
  const bool emergency = IsEmergencyCall(policies, parts_->device.emergency, call);
  std::unique_lock<std::mutex> lock(parts_->mutex, std::defer_lock);
  if (!LockFor(emergency, &lock)) {
    const PolicyHolder::Lease lease = policies.Acquire();
    const NoHistory none;
    const int64_t now = parts_->clock.Now();
    const Situation situation = {lease.policy(), tagger(), parts_->device, none, now};
    const Placement placement = {Decide(situation, call), {}, 0, now};
    if (look) look(situation, placement);
    return placement;
  }
  const Placement placement = parts_->gate.Place(call);
  if (look) look(parts_->Shown(placement.at), placement);
  lock.unlock();
  parts_->RelieveLog();
  return placement;
}

Placement Gate::Place(const Call& call) {
  Placement placement = PlaceAhead(call);
  if (Waits(placement.decision) && !parts_->commit.WaitFor(placement.sequence)) {
    TakeBack(&placement);
  }
  return placement;
}

tl::expected<void, ReportError> Gate::ReportAhead(const Permit& permit, Outcome outcome) {
  const std::lock_guard<std::mutex> lock(parts_->mutex);
  return parts_->gate.Report(permit, outcome);
}

// Also one that is refused may have withdrawn, and that has a record.
tl::expected<void, ReportError> Gate::Report(const Permit& permit, Outcome outcome) {
  const auto reported = ReportAhead(permit, outcome);
  const bool may_be_recorded = reported || outcome == Outcome::kRefused ||
                               outcome == Outcome::kWrongParty;
  if (may_be_recorded && !MakeDurable()) return tl::unexpected(ReportError::kNotRecorded);
  return reported;
}

tl::expected<uint64_t, OrderError> Gate::Withdraw(WithdrawalKind kind, uint64_t what) {
  std::unique_lock<std::mutex> lock(parts_->mutex);
  const auto withdrawn = parts_->gate.Withdraw(kind, what);
  lock.unlock();
  if (!withdrawn) return withdrawn;
  if (!parts_->commit.WaitFor(*withdrawn)) return tl::unexpected(OrderError::kNotRecorded);
  return withdrawn;
}

tl::expected<Receipt, ReceiptRefusal> Gate::TakeReceipt(ByteView receipt) {
  return parts_->TakeReceipt(receipt);
}

bool Gate::MakeDurable() { return parts_->commit.WaitFor(parts_->Newest()); }

void Gate::TakeBack(Placement* placement) {
  if (!Waits(placement->decision)) return;
  const Role role = placement->decision.role;
  placement->decision = {};
  placement->decision.reason = Reason::kAuditUnavailable;
  placement->decision.role = role;
  placement->permit = {};
}

tl::expected<void, OrderError> Gate::End() {
  std::unique_lock<std::mutex> lock(parts_->mutex);
  const auto ended = parts_->gate.End();
  parts_->log.ended = true;
  lock.unlock();
  if (ended && !MakeDurable()) return tl::unexpected(OrderError::kNotRecorded);
  return ended;
}

const std::string& Gate::trouble() const { return parts_->trouble; }
const Tagger& Gate::tagger() const { return parts_->keeper->tagger(); }
const GateSettings& Gate::settings() const { return parts_->keeper->settings(); }

}  // namespace dialgate::posix
