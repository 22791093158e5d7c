#include <sys/stat.h>

#include <utility>

#include "gate_state.h"

namespace dialgate::posix {
namespace {

std::vector<std::string_view> Views(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

Device DeviceOf(const GateSettings& settings, const std::vector<std::string_view>& emergency) {
  Device device;
  device.emergency.numbers = emergency.data();
  device.emergency.count = static_cast<uint8_t>(emergency.size());
  device.emergency.outside_line_prefix = settings.outside_line;
  device.modes = settings.modes;
  device.receipted = settings.provisioned;
  return device;
}

Device Unhindered(Device device) {
  device.clock_trusted = device.record_durable = device.receipts_waived = true;
  return device;
}

uint64_t LogNumber(const GateSettings& settings) {
  return std::stoull(settings.log, nullptr, 16);
}

bool HasSegment(const std::string& folder) {
  struct stat status;
  return stat((folder + "/" + SegmentName(1)).c_str(), &status) == 0;
}

// Takes the records of a log at a start: in their order without a gap, the seals checked from the
// place on that the device kept; before it nobody but the auditor can.
class Replayer {
 public:
  Replayer(const GateConfig& config, const GateSettings& settings, const SealPoint& kept,
           RecordedGate* gate)
      : config_(config),
        log_number_(LogNumber(settings)),
        chain_(kept.key, kept.sequence),
        gate_(gate) {}

  Result<void> Take(const Entry& entry, const Record& record, const LogPlace& place) {
    const bool first = next_ == 1;
    if (record.sequence != next_) return Wrong(place, "is not in its place");
    if (first && (record.kind != RecordKind::kStart || record.start.log != log_number_)) {
      return Wrong(place, "is of another gate's log than " + config_.device + " is for");
    }
    if (record.sequence == chain_.sequence()) {
      SealChain moved = chain_;
      if (!(moved.Next(config_.seal_crypto, entry.record) == entry.seal)) {
        return Wrong(place, "is not under the seal that " + config_.device + " keeps");
      }
      chain_ = moved;
    }
    ++next_;
    gate_->Replay(record);
    return {};
  }

  bool any() const { return next_ > 1; }
  // Nothing of what was sealed is missing.
  bool whole() const { return next_ == chain_.sequence(); }
  const SealChain& chain() const { return chain_; }

 private:
  tl::unexpected<Error> Wrong(const LogPlace& place, const std::string& what) const {
    return tl::make_unexpected(
        Error{PlaceText(config_.log, place) + ": record " + std::to_string(next_) + " " + what +
              ": bring back the log that this gate wrote, or have the auditor provision the gate "
              "again"});
  }

  const GateConfig& config_;
  const uint64_t log_number_;
  SealChain chain_;
  RecordedGate* const gate_;
  uint64_t next_ = 1;
};

}  // namespace

Gate::Parts::Parts(const GateConfig& given, std::unique_ptr<PolicyKeeper> opened,
                   const Wiped<PermitKey>& permit_key)
    : emergency_(Views(opened->settings().emergency)),
      config(given),
      keeper(std::move(opened)),
      device(DeviceOf(keeper->settings(), emergency_)),
      shown(Unhindered(device)),
      clock(keeper->settings().synchronised_clock, config.clock),
      tables(config.history),
      attempts(tables.storage()),
      gate({keeper->tagger(), config.seal_crypto, clock, log, attempts}, permit_key.value, device),
      commit([this] { return Sync(); }) {}

tl::expected<void, LogError> Gate::Parts::Start() {
  LoadFirst();
  bool fresh = false;
  const auto chain = OpenLog(&fresh);
  if (!chain && chain.error().held) return tl::make_unexpected(chain.error());
  Result<void> begun;
  if (chain) begun = Begin(*chain, fresh);
  if (!chain || !begun) {
    log.folder.reset();
    trouble = (chain ? begun.error().message : chain.error().message) +
              "; until then everything but emergency calls is denied (audit_unavailable)";
    config.tell(trouble);
  }
  upkeep_ = std::thread([this] { KeepUp(); });
  return {};
}

// The history is kept by its rules, so it comes before the log.
void Gate::Parts::LoadFirst() {
  if (config.policy.empty()) return;
  const auto loaded = keeper->Load(config.policy, clock.Reading());
  if (!loaded) config.tell(loaded.error().message + "; until one loads, calls are denied");
  gate.SetPolicy(keeper->in_force().Acquire().policy());
}

tl::expected<SealChain, LogError> Gate::Parts::OpenLog(bool* fresh) {
  Result<SealSlots> slots = SealSlots::Open(config.device);
  if (!slots) return tl::make_unexpected(LogError{slots.error().message});
  slots_.emplace(std::move(*slots));
  Replayer replayer(config, keeper->settings(), slots_->newest(), &gate);
  const TakeEntry take = [&replayer](const Entry& entry, const Record& record,
                                     const LogPlace& place) {
    return replayer.Take(entry, record, place);
  };
  const bool create = slots_->untouched() && !HasSegment(config.log);
  auto opened = create ? LogFolder::Create(config.log, config.log_sizes)
                       : LogFolder::Open(config.log, take, config.log_sizes);
  if (!opened) return tl::make_unexpected(opened.error());
  if (!replayer.whole()) {
    return tl::make_unexpected(
        LogError{config.log + ": ends before record " +
                 std::to_string(slots_->newest().sequence - 1) + ", which " + config.device +
                 " knows: bring back the whole log, or have the auditor provision the gate again"});
  }
  log.folder = std::move(*opened);
  *fresh = !replayer.any();
  const Result<void> read_again = ReadAgainAtStart();
  if (!read_again) return tl::make_unexpected(LogError{read_again.error().message});
  return replayer.chain();
}

Result<void> Gate::Parts::Begin(const SealChain& chain, bool fresh) {
  const GateSettings& settings = keeper->settings();
  const dialgate::Start start = {settings.site, settings.gate, LogNumber(settings),
                                 fresh ? StartKind::kFresh : StartKind::kAgain};
  bool begun = gate.Begin(chain, start).has_value();
  const Policy* policy = gate.policy();
  if (begun && policy != nullptr) {
    uint8_t digest[Policy::kDigestSize];
    policy->Identity(config.crypto, digest);
    begun = gate.TakePolicy(*policy, {digest, sizeof digest}).has_value();
  }
  const Result<void> synced = log.folder->Sync();
  if (!synced) return synced;
  if (!begun) {
    return tl::make_unexpected(
        Error{config.log + ": has no room for a record: make room on its disk and start again"});
  }
  durable_.value = {gate.chain().sequence(), gate.chain().key()};
  const Result<void> kept = slots_->Keep(durable_.value);
  seal_kept_ = std::chrono::steady_clock::now();
  return kept;
}

Situation Gate::Parts::Shown(int64_t at) const {
  return {gate.policy(), keeper->tagger(), shown, attempts, at};
}

uint64_t Gate::Parts::Newest() {
  const std::lock_guard<std::mutex> lock(mutex);
  const uint64_t next = gate.chain().sequence();
  return next == 0 ? 0 : next - 1;
}

}  // namespace dialgate::posix
