#include "power_gate.h"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <thread>

#include "dialgate/posix/files.h"

namespace dialgate::testing {
namespace {

constexpr char kOrders[] = "device/orders";

std::string Digits(unsigned number) { return "861380013800" + std::to_string(number); }

PolicyText PolicyOf(uint64_t serial) {
  PolicyText text = WithSerial(serial);
  text.roles[0].caps = {{Counts::kDialed, kCallsToANumber, 0, 10080, Per::kNumber}};
  text.history_events = kCallsToANumber;
  text.contacts.clear();
  for (unsigned i = 0; i < 8; ++i) text.contacts.push_back({"L-1042", Digits(i), Role::kDebtor});
  return text;
}

std::string Line(const char* what, uint64_t sequence, uint64_t about, uint64_t outcome = 0) {
  char text[96];
  snprintf(text, sizeof text, "%s %llu %llx %llu", what, static_cast<unsigned long long>(sequence),
           static_cast<unsigned long long>(about), static_cast<unsigned long long>(outcome));
  return text;
}

template <typename Holds>
void WaitUntil(const Holds& holds) {
  for (unsigned i = 0; i < 500 && !holds(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace

PowerSite::PowerSite()
    : policy7_(gate_.Write(PolicyOf(7))),
      policy8_(gate_.Write(PolicyOf(8))),
      auditor_(*audit::ReadAuditorKeys(gate_.device() + "/../auditor")) {}

FolderImage PowerSite::image() const {
  FolderImage image;
  image["device"];
  for (const auto& [path, bytes] : ReadImage(gate_.device())) image["device/" + path] = bytes;
  return image;
}

std::string LineOf(const Record& record) {
  switch (record.kind) {
    case RecordKind::kDecided:
      if (record.decided.reason != Reason::kDeclaredContact) return "";
      return Line("allowed", record.sequence, record.decided.key.number);
    case RecordKind::kReported:
      return Line("reported", record.reported.attempt.sequence, 0,
                  static_cast<uint64_t>(record.reported.outcome));
    case RecordKind::kWithdrawn: return Line("withdrawn", record.sequence, record.withdrawn.what);
    case RecordKind::kPolicyTaken: return Line("policy", record.policy.serial, 0);
    default: return "";
  }
}

bool PowerGate::Open(uint64_t serial) {
  if (!Start(serial)) return false;
  Require(gate_->trouble().empty(), gate_->trouble());
  if (gate_->trouble().empty()) Answered(Line("policy", serial, 0));
  return gate_->trouble().empty();
}

void PowerGate::OpenInTrouble(uint64_t serial) { Start(serial); }

bool PowerGate::Start(uint64_t serial) {
  Close();
  files_->Hold(kOrders);
  posix::GateConfig config = {site_.root() + "/device", site_.root() + "/log",
                              site_.policy(serial), crypto_, seals_};
  config.history = {64, 64, 64};
  config.log_sizes = {600, 64 << 10, 4 << 10};
  config.clock = &clock_;
  config.tell = [this](const std::string& line) {
    const std::lock_guard<std::mutex> lock(told_mutex_);
    told_ += line + "; ";
  };
  auto opened = posix::Gate::Open(config);
  Require(opened.has_value(), opened ? "" : opened.error().message);
  if (!opened) return false;
  gate_ = std::move(*opened);
  return true;
}

void PowerGate::Close() {
  files_->LetGo();
  gate_.reset();
}

Reason PowerGate::PlaceEmergency() {
  return gate_->Place({"112", "", Purpose::kNotStated, Mode::kManual, {}}).decision.reason;
}

Reason PowerGate::Place(unsigned number, const char* account) {
  clock_.now += 1;
  const std::string dialed = "+" + Digits(number);
  placement_ = gate_->Place({dialed, account, Purpose::kCollect, Mode::kManual, {}});
  if (placement_.decision.reason == Reason::kDeclaredContact) {
    Answered(Line("allowed", placement_.sequence, Tag(number)));
  }
  return placement_.decision.reason;
}

void PowerGate::Allow(unsigned number) {
  Require(Place(number) == Reason::kDeclaredContact, "a call is denied that no rule denies");
}

void PowerGate::Deny(unsigned number, Reason reason) {
  Require(Place(number) == reason, "a call is not denied for its reason");
}

void PowerGate::Report(Outcome outcome) {
  Require(gate_->Report(placement_.permit, outcome).has_value(), "a report is not taken");
  Answered(Line("reported", placement_.sequence, 0, static_cast<uint64_t>(outcome)));
}

void PowerGate::Withdraw(unsigned number) {
  const auto id = gate_->Withdraw(WithdrawalKind::kNumber, Tag(number));
  Require(id.has_value(), "a withdrawal is not taken");
  if (id) Answered(Line("withdrawn", *id, Tag(number)));
}

void PowerGate::Order(unsigned number) {
  const size_t before = SealsKept();
  const std::string base = site_.root() + "/device/orders/a";
  mkdir((site_.root() + "/device/orders").c_str(), 0700);
  char what[64];
  snprintf(what, sizeof what, "kind: number\nwhat: %016llx\n",
           static_cast<unsigned long long>(Tag(number)));
  Require(posix::ReplaceFile(base + ".order", what).has_value(), "the order cannot be given");
  files_->LetGo();
  std::string answer;
  WaitUntil([&] { return !(answer = ReadFile(base + ".answer")).empty(); });
  Require(answer.compare(0, 6, "done: ") == 0, "the order is not carried out: " + answer);
  const size_t colon = answer.rfind(':');
  if (colon > 5) Answered(Line("withdrawn", std::stoull(answer.substr(colon + 1)), Tag(number)));
  unlink((base + ".answer").c_str());
  WaitUntil([&] { return SealsKept() > before; });
  Require(SealsKept() > before, "the place of the seal is not kept");
  files_->Hold(kOrders);
  std::this_thread::sleep_for(std::chrono::milliseconds(200));  // longer than between two rounds
}

void PowerGate::Load(uint64_t serial) {
  const auto loaded = gate_->Load(site_.policy(serial));
  Require(loaded.has_value(), loaded ? "" : loaded.error().message);
  Answered(Line("policy", serial, 0));
}

void PowerGate::End() { Require(gate_->End().has_value(), "the end is not taken"); }

uint64_t PowerGate::Tag(unsigned number) const {
  return gate_->tagger().Number(PhoneNumber::FromDigits(Digits(number)));
}

void PowerGate::Require(bool holds, const std::string& what) {
  if (holds || !wrong_.empty()) return;
  const std::lock_guard<std::mutex> lock(told_mutex_);
  wrong_ = what + (told_.empty() ? "" : " [" + told_ + "]");
}

size_t PowerGate::SealsKept() const {
  size_t kept = 0;
  for (const FileOperation& operation : files_->operations()) {
    kept += operation.kind == FileOperation::Kind::kSync &&
            operation.path.compare(0, 12, "device/seal.") == 0;
  }
  return kept;
}

}  // namespace dialgate::testing
