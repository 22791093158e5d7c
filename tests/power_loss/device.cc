#include "device.h"

namespace dialgate::testing {
namespace {

constexpr const char* kNumbers[] = {"+8613800138000", "+8613800138001", "+8613800138002",
                                    "+8613800138003"};
constexpr const char* kAccounts[] = {"L-0", "L-1", "L-2", "L-3"};

PolicyText Text() {
  PolicyText text;
  text.roles[0].caps = {{Counts::kDialed, kMostDialed, 2, 0, Per::kNumber},
                        {Counts::kConversations, 1, 2, 0, Per::kDebtor},
                        {Counts::kUnanswered, 9, 15, 0, Per::kNumber},
                        {Counts::kAnswered, 4, 20, 0, Per::kAccount}};
  text.accounts.clear();
  text.contacts.clear();
  for (unsigned i = 0; i < 4; ++i) {
    text.accounts.push_back({kAccounts[i], "D-" + std::to_string(i)});
    text.contacts.push_back({kAccounts[i], kNumbers[i] + 1, Role::kDebtor});
  }
  return text;
}

Device Provisioned() {
  Device device;
  device.modes = Modes{}.With(Mode::kManual);
  return device;
}

}  // namespace

const OpenPolicy& TestPolicy() {
  static const auto* const policy = new OpenPolicy(Text());
  return *policy;
}

Call CallTo(unsigned number) {
  return {kNumbers[number], kAccounts[number], Purpose::kCollect, Mode::kManual, {}};
}

GateInMemory::GateInMemory(const Clock& clock, LogWriter& log)
    : attempts_({slots_, 64, 16, permits_, 64, withdrawals_, 64}),
      gate_({TestPolicy().tagger, TestPolicy().crypto, clock, log, attempts_}, kPermitKey,
            Provisioned()) {
  gate_.SetPolicy(&*TestPolicy().policy);
}

std::vector<Reason> GateInMemory::Answers(int64_t now) const {
  Device device = Provisioned();
  device.clock_trusted = device.record_durable = true;
  std::vector<Reason> answers;
  for (int64_t later : {0, 86401}) {
    for (unsigned number = 0; number < 4; ++number) {
      const Situation situation{&*TestPolicy().policy, TestPolicy().tagger, device, attempts_,
                                now + later};
      answers.push_back(Decide(situation, CallTo(number)).reason);
    }
  }
  return answers;
}

DeviceFlash::DeviceFlash(uint32_t unit, uint32_t sectors)
    : log({1024, sectors, unit}, &power), seal({1024, 2, unit}, &power) {}

void DeviceFlash::Restart() {
  power.CutAt(0, Tear::kNothing);
  log.Restart();
  seal.Restart();
}

FlashLogConfig SmallLog() {
  FlashLogConfig config;
  config.log = kLogNumber;
  config.ahead = 2;
  config.carry = 0;
  config.reserve = 2;
  return config;
}

std::string Sealed(const Entry& entry) {
  return std::string(reinterpret_cast<const char*>(entry.record.data), entry.record.size) +
         std::string(reinterpret_cast<const char*>(entry.seal.bytes), sizeof entry.seal.bytes);
}

tl::expected<std::vector<std::string>, FlashError> ReadLog(const FlashSimulator& flash) {
  class Collector final : public RecordTaker {
   public:
    bool Take(const Entry& entry, const Record&) override {
      records.push_back(Sealed(entry));
      return true;
    }
    std::vector<std::string> records;
  };
  Power power;
  FlashSimulator copy(flash, &power);
  FlashLog log(copy, SmallLog());
  Collector collector;
  const auto mounted = log.Mount(collector);
  if (!mounted) return tl::unexpected(mounted.error());
  return collector.records;
}

Session::Session(DeviceFlash* flash)
    : flash_(*flash), log_(flash->log, SmallLog()), slots_(flash->seal), memory_(clock_, *this) {}

bool Session::Append(ByteView entry) {
  const std::string bytes = Sealed(*ReadEntry(entry));
  const bool before = flash_.power.dead();
  flash_.log.ForbidErase(true);
  const bool taken = log_.Append(entry);
  flash_.log.ForbidErase(false);
  if (taken && !flash_.power.dead()) {
    records_.push_back(bytes);
    appended_ = true;
  }
  if (!before && flash_.power.dead()) in_flight_ = bytes;
  return taken;
}

void Session::Prepare() {
  for (auto state = log_.Prepare();
       state == FlashLog::Readiness::kMore || state == FlashLog::Readiness::kFailed;) {
    if (flash_.power.dead()) return;
    state = log_.Prepare();
  }
}

tl::expected<void, FlashError> Session::Start(int64_t now) {
  clock_.now = now;
  auto mounted = ReadLog(flash_.log);
  if (mounted) records_ = std::move(*mounted);
  const auto kept = slots_.Open();
  if (!kept) return tl::unexpected(kept.error());
  const auto chain = StartOnFlash(*kept, TestPolicy().crypto, log_, gate(), resets_);
  if (!chain) return tl::unexpected(chain.error());
  replayed_ = true;
  Prepare();
  const StartKind kind = log_.next() == 1 ? StartKind::kFresh : StartKind::kAgain;
  (void)gate().Begin(*chain, {"shenzhen-3", "gate-1", kLogNumber, kind});
  Keep();
  return {};
}

}  // namespace dialgate::testing
