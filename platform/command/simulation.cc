#include "platform/command/simulation.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "platform/audit/log_keys.h"

namespace dialgate::command {
namespace {

// A slot of 28 events. With eight slots a key, one key in some 10^8 finds no place among the 16
// that it may have.
constexpr uint32_t kWordsPerSlot = 32;
constexpr uint64_t kSlotsPerKey = 8, kKeysPerCall = 4;
constexpr uint64_t kBytesPerContact = 8;  // of a policy's table, or more
constexpr uint64_t kMost = uint64_t{1} << 31;

// Also gives the policy's digest. A number that is the same for the same policy: a simulation is
// repeated to the byte.
uint64_t LogNumber(const Policy& policy, const Crypto& crypto,
                   uint8_t (&digest)[Policy::kDigestSize]) {
  policy.Identity(crypto, digest);
  uint64_t number;
  std::memcpy(&number, digest, sizeof number);
  return number;
}

}  // namespace

Simulation::Simulation(const Trial& trial, uint64_t calls, LogWriter& log)
    : trial_(trial),
      log_number_(LogNumber(trial.policy(), crypto_, digest_)),
      device_(trial.device()),
      attempts_(MakeStorage(calls)),
      gate_({trial.tagger(), crypto_, clock_, log, attempts_},
            audit::SimulationPermitKey(trial.lookup_key(), log_number_, crypto_).value, device_) {
  device_.clock_trusted = true;
}

Simulation::Words Simulation::Zeros(uint64_t count) {
  auto* words = static_cast<uint32_t*>(std::calloc(count, sizeof(uint32_t)));
  if (words == nullptr) throw std::bad_alloc();
  return Words(words);
}

// Each key is of a contact of the policy and of a call; each withdrawal is one number's, with one
// of three meanings.
AttemptStorage Simulation::MakeStorage(uint64_t calls) {
  const uint64_t contacts = trial_.policy().contacts().size / kBytesPerContact;
  const uint64_t keys = kKeysPerCall * std::min(calls, contacts);
  const uint64_t withdrawn = std::min(calls, 3 * contacts);
  AttemptStorage storage;
  storage.words_per_slot = kWordsPerSlot;
  storage.slot_count = static_cast<uint32_t>(std::min(kSlotsPerKey * keys + 64, kMost));
  storage.permit_count = static_cast<uint32_t>(std::min(calls + 1, kMost));
  storage.withdrawal_count = static_cast<uint32_t>(std::min(2 * withdrawn + 16, kMost));
  slots_ = Zeros(uint64_t{storage.slot_count} * kWordsPerSlot);
  permits_ = Zeros(uint64_t{storage.permit_count} * 2);
  withdrawals_ = Zeros(uint64_t{storage.withdrawal_count} * 4);
  storage.slots = slots_.get();
  storage.permits = permits_.get();
  storage.withdrawals = withdrawals_.get();
  return storage;
}

bool Simulation::Begin(int64_t at) {
  clock_.now = at;
  const posix::Wiped<SealKey> key = audit::SimulationKey(trial_.lookup_key(), log_number_, crypto_);
  Start start;
  start.site = trial_.policy().site();
  start.gate = trial_.gate().empty() ? std::string_view("simulation") : trial_.gate();
  start.log = log_number_;
  start.kind = StartKind::kSimulation;
  return gate_.Begin(SealChain(key.value, 1), start).has_value() &&
         gate_.TakePolicy(trial_.policy(), {digest_, sizeof digest_}).has_value();
}

std::optional<Answer> Simulation::Play(int64_t at, const Call& call, Outcome outcome) {
  clock_.now = at;
  const Placement placement = gate_.Place(call);
  if (placement.sequence == 0) return std::nullopt;
  Answer answer = AnswerOf(call, placement.decision);
  const bool placed = placement.decision.reason == Reason::kDeclaredContact;
  if (placed && outcome != Outcome::kUnknown && !gate_.Report(placement.permit, outcome)) {
    return std::nullopt;
  }
  return answer;
}

Situation Simulation::Now() const {
  return {&trial_.policy(), trial_.tagger(), device_, attempts_, clock_.now};
}

// A denial leaves the history as it was: what is asked now is what was asked before it.
Answer Simulation::AnswerOf(const Call& call, const Decision& decision) const {
  const Situation situation = Now();
  Answer answer = InWords(situation, call, decision);
  if (decision.allowed()) return answer;
  const auto retry_at = RetryAt(situation, call);
  if (retry_at) answer.retry_at = *retry_at;
  return answer;
}

}  // namespace dialgate::command
