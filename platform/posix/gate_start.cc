#include <errno.h>
#include <sys/stat.h>

#include <filesystem>
#include <utility>

#include "dialgate/posix/policies_in_force.h"
#include "dialgate/words.h"
#include "file_descriptor.h"
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

// Before the first start, beside the gate's keys: what its auditor carried over from another log.
Result<void> PlaceFirstSegment(const std::string& device, const std::string& log) {
  const std::string first = device + "/first.log", path = log + "/" + SegmentName(1);
  const auto segments = FindSegments(log);
  std::error_code failed;
  if ((segments && segments->last != 0) || !std::filesystem::exists(first, failed)) return {};
  std::filesystem::create_directories(log, failed);
  const std::string fresh = log + "/" + SegmentName(1) + ".new";
  const auto replace = std::filesystem::copy_options::overwrite_existing;
  if (!failed) std::filesystem::copy_file(first, fresh, replace, failed);
  if (failed) return SystemError(fresh, failed.value());
  const FileDescriptor file(open(fresh.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.valid() || fchmod(file.get(), 0644) != 0 || fsync(file.get()) != 0) {
    return SystemError(fresh, errno);
  }
  if (rename(fresh.c_str(), path.c_str()) != 0) return SystemError(path, errno);
  const FileDescriptor folder = FileDescriptor::OpenForReading(log);
  if (!folder.valid() || fsync(folder.get()) != 0) return SystemError(log, errno);
  return {};
}

// Takes the records of a log at a start: in their order without a gap, the seals checked from the
// place on that the device kept; before it nobody but the auditor can.
class Replayer {
 public:
  Replayer(const GateConfig& config, const GateSettings& settings, const SealPoint& kept,
           const LogState& state, RecordedGate* gate)
      : config_(config),
        log_number_(LogNumber(settings)),
        chain_(kept.key, kept.sequence),
        state_(state),
        gate_(gate) {}

  Result<void> Take(const Entry& entry, const Record& record, const LogPlace& place) {
    if (!IsOfThisLog(record)) {
      return Wrong(record, place, "is of another gate's log than " + config_.device + " is for");
    }
    // An entry that is refused may be a torn one, behind which the log goes on: nothing has moved.
    SealChain moved = chain_;
    if (record.sequence == chain_.sequence() &&
        !(moved.Next(config_.seal_crypto, entry.record) == entry.seal)) {
      return Wrong(record, place, "is not under the seal that " + config_.device + " keeps");
    }
    if (!state_.Take(entry, record, place)) return Wrong(record, place, "is not in its place");
    chain_ = moved;
    gate_->Replay(record);
    return {};
  }

  bool any() const { return state_.next != 0; }
  // Nothing of what was sealed is missing, but what was dropped.
  Result<void> CheckWhole() {
    const uint64_t next = any() ? state_.next : 1;
    const uint64_t sealed = chain_.sequence();
    if (next != sealed) {
      return Missing("ends before record " + std::to_string(sealed - 1) + ", which " +
                     config_.device + " knows");
    }
    FindBeginning();
    if (state_.BeginsWhereItMay()) return {};
    return Missing("begins at record " + std::to_string(state_.first) +
                   ", and no record says that those before it were dropped");
  }
  const SealChain& chain() const { return chain_; }

 private:
  // Where the log begins now: what was read may have begun earlier, in a snapshot.
  void FindBeginning() {
    const auto segments = FindSegments(config_.log);
    if (!segments || !any()) return;
    const uint64_t first = FindFirst(config_.log, segments->first).sequence;
    state_.first = first != 0 ? first : state_.next;  // a last segment without a record
  }
  bool IsOfThisLog(const Record& record) const {
    if (record.kind == RecordKind::kStart) return record.start.log == log_number_;
    if (record.kind == RecordKind::kDropped) return record.dropped.log == log_number_;
    return record.sequence != 1;
  }
  tl::unexpected<Error> Wrong(const Record& record, const LogPlace& place,
                              const std::string& what) const {
    const uint64_t expected = any() ? state_.next : record.sequence;
    return tl::make_unexpected(
        Error{PlaceText(config_.log, place) + ": record " + std::to_string(expected) + " " + what +
              ": bring back the log that this gate wrote, or have the auditor provision the gate "
              "again"});
  }
  tl::unexpected<Error> Missing(const std::string& what) const {
    return tl::make_unexpected(
        Error{config_.log + ": " + what +
              ": bring back the whole log, or have the auditor provision the gate again"});
  }

  const GateConfig& config_;
  const uint64_t log_number_;
  SealChain chain_;
  LogState state_;
  RecordedGate* const gate_;
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
      commit([this] { return Sync(); }),
      snapshot_key_(SnapshotKey(permit_key.value, config.seal_crypto)) {}

tl::expected<void, LogError> Gate::Parts::Start() {
  LoadFirst();
  bool fresh = false;
  const auto chain = OpenLog(&fresh);
  if (!chain && chain.error().held) return tl::make_unexpected(chain.error());
  Result<void> begun;
  if (chain) begun = RefuseOutdated();
  if (chain && begun) begun = Begin(*chain, fresh);
  if (!chain || !begun) {
    log.folder.reset();
    trouble = (chain ? begun.error().message : chain.error().message) +
              "; until then everything but emergency calls is denied (audit_unavailable)";
    config.tell(trouble);
  }
  upkeep_ = std::thread([this] { KeepUp(); });
  receiver_ = std::thread([this] { TakeReceipts(); });
  caretaker_ = std::thread([this] { TakeCare(); });
  return {};
}

// The history is kept by its rules, so it comes before the log; it counts as seen once that has it.
void Gate::Parts::LoadFirst() {
  if (config.policy.empty()) return;
  const auto loaded =
      keeper->Load(config.policy, clock.Reading(), [this](LoadedPolicy next) -> Result<bool> {
        keeper->in_force().Replace(std::move(next));
        return false;
      });
  if (!loaded) config.tell(loaded.error().message + "; until one loads, calls are denied");
  gate.SetPolicy(keeper->in_force().Acquire().policy());
}

// From the snapshot on, if that is of use; whatever is wrong behind it, the whole log says it.
tl::expected<SealChain, LogError> Gate::Parts::OpenLog(bool* fresh) {
  Result<SealSlots> slots = SealSlots::Open(config.device);
  if (!slots) return tl::make_unexpected(LogError{slots.error().message});
  slots_.emplace(std::move(*slots));
  const Result<void> placed = PlaceFirstSegment(config.device, config.log);
  if (!placed) return tl::make_unexpected(LogError{placed.error().message});
  GateMemory blank = gate.memory();
  blank.log = LogNumber(keeper->settings());
  gate.Resume(blank);
  LogState state;
  if (BeginWithSnapshot(&state)) {
    auto chain = OpenFrom(state, fresh);
    const bool knows_resets = !resets.empty() ? resets.back().sequence >= gate.memory().newest_reset
                                              : gate.memory().newest_reset == 0;
    if ((chain && knows_resets) || (!chain && chain.error().held)) return chain;
    log.folder.reset();
    Forget(blank);
  }
  auto chain = OpenFrom({}, fresh);
  if (!chain) return chain;
  const Result<void> read_again = ReadAgainAtStart();
  if (!read_again) return tl::make_unexpected(LogError{read_again.error().message});
  return chain;
}

tl::expected<SealChain, LogError> Gate::Parts::OpenFrom(const LogState& state, bool* fresh) {
  Replayer replayer(config, keeper->settings(), slots_->newest(), state, &gate);
  const TakeEntry take = [&replayer](const Entry& entry, const Record& record,
                                     const LogPlace& place) {
    return replayer.Take(entry, record, place);
  };
  const auto segments = FindSegments(config.log);
  const bool none = !segments || segments->last == 0;
  auto opened = none && slots_->untouched()
                    ? LogFolder::Create(config.log, config.log_sizes)
                    : LogFolder::Open(config.log, take, config.log_sizes, state.place);
  if (!opened) return tl::make_unexpected(opened.error());
  const Result<void> whole = replayer.CheckWhole();
  if (!whole) return tl::make_unexpected(LogError{whole.error().message});
  log.folder = std::move(*opened);
  *fresh = !replayer.any();
  return replayer.chain();
}

// Where the power went between the record of a policy and its remembering, the log knows better.
Result<void> Gate::Parts::RefuseOutdated() {
  const Policy* policy = gate.policy();
  if (policy == nullptr || policy->serial() >= gate.memory().newest_serial) return {};
  PoliciesInForce policies;
  const auto read =
      ReadLog(config.log, [&policies](const Entry&, const Record& record, const LogPlace&) {
        policies.Take(record);
        return Result<void>();
      });
  if (!read) return tl::make_unexpected(read.error());
  if (policy->serial() >= policies.seen().serial) return {};
  gate.SetPolicy(nullptr);
  config.tell(config.policy + ": " + std::string(Advice(PolicyError::kSerialBelowHighest)) +
              "; until one loads, calls are denied");
  return keeper->Learn(policies.seen());
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
  head_ = log.Head();
  const Result<void> kept = slots_->Keep(durable_.value);
  seal_kept_ = std::chrono::steady_clock::now();
  seal_sequence_ = slots_->newest().sequence;
  if (!kept) return kept;
  Remember();
  unlink((config.device + "/first.log").c_str());
  return {};
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
