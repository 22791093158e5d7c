#include "power_gate.h"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <thread>

#include "dialgate/posix/files.h"
#include "dialgate/posix/receipt_text.h"

namespace dialgate::testing {
namespace {

constexpr char kOrders[] = "device/orders";

std::string Line(const char* what, uint64_t which, uint64_t about = 0, uint64_t outcome = 0) {
  char text[96];
  snprintf(text, sizeof text, "%s %llu %llx %llu", what, static_cast<unsigned long long>(which),
           static_cast<unsigned long long>(about), static_cast<unsigned long long>(outcome));
  return text;
}

std::string AllowedLine(int64_t at, uint64_t number) {
  return Line("allowed", static_cast<uint64_t>(at), number);
}

std::string ReportedLine(int64_t at, uint64_t number, Outcome outcome) {
  return Line("reported", static_cast<uint64_t>(at), number, static_cast<uint64_t>(outcome));
}

std::vector<std::string> LinesOf(const Carried& carried) {
  const Attempt& attempt = carried.attempt;
  std::vector<std::string> lines = {AllowedLine(attempt.at, attempt.key.number)};
  if (carried.outcome != Outcome::kUnknown) {
    lines.push_back(ReportedLine(attempt.at, attempt.key.number, carried.outcome));
  }
  return lines;
}

template <typename Holds>
void WaitUntil(const Holds& holds) {
  for (unsigned i = 0; i < 5000 && !holds(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

}  // namespace

std::vector<std::string> LinesOf(const Record& record) {
  switch (record.kind) {
    case RecordKind::kDecided:
      if (record.decided.reason != Reason::kDeclaredContact) return {};
      return {AllowedLine(record.at, record.decided.key.number)};
    case RecordKind::kReported:
      return {ReportedLine(record.reported.attempt.at, record.reported.attempt.key.number,
                           record.reported.outcome)};
    case RecordKind::kCarried: return LinesOf(record.carried);
    case RecordKind::kWithdrawn: return {Line("withdrawn", record.sequence, record.withdrawn.what)};
    case RecordKind::kCarriedWithdrawal:
      return {Line("withdrawn", record.carried_withdrawal.sequence,
                   record.carried_withdrawal.what)};
    case RecordKind::kPolicyTaken: return {Line("policy", record.policy.serial)};
    case RecordKind::kReceiptTaken:
      return {Line("receipt", ReadReceipt(record.receipt.receipt)->covers.sequence)};
    default: return {};
  }
}

bool PowerGate::Open(uint64_t serial) {
  if (!Start(serial)) return false;
  Require(gate_->trouble().empty(), gate_->trouble());
  if (gate_->trouble().empty()) Answered(Line("policy", serial));
  return gate_->trouble().empty();
}

void PowerGate::OpenInTrouble(uint64_t serial) { Start(serial); }

bool PowerGate::Start(uint64_t serial) {
  Close();
  files_->Hold(kOrders);
  opened_at_ = files_->count();
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
  const std::string dialed = "+" + DigitsOf(number);
  placement_ = gate_->Place({dialed, account, Purpose::kCollect, Mode::kManual, {}});
  if (placement_.decision.reason == Reason::kDeclaredContact) {
    Answered(AllowedLine(placement_.at, Tag(number)));
    number_ = number;
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
  Answered(ReportedLine(placement_.at, Tag(number_), outcome));
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
  Answered(Line("policy", serial));
}

void PowerGate::TakeHeld() {
  const auto taken = gate_->TakeReceipt(posix::BytesOf(site_.receipt()));
  const bool known = !taken && taken.error().reason == ReceiptError::kNothingNew;
  Require(taken || known, taken ? "" : taken.error().message);
  Answered(Line("receipt", site_.held()));
  WaitUntil([this] { return HeldIsDropped(); });
  Require(HeldIsDropped(), "what is held is not dropped");
}

// But for the segment that goes on behind what is held.
bool PowerGate::HeldIsDropped() const {
  const std::string log = site_.root() + "/log";
  const auto segments = posix::FindSegments(log);
  if (!segments) return false;
  return segments->first == segments->last ||
         posix::FindFirst(log, segments->first + 1).sequence > site_.held();
}

void PowerGate::WaitForSnapshot() {
  WaitUntil([this] { return SnapshotIsKept(); });
  Require(SnapshotIsKept(), "no snapshot is kept");
}

// Its name is there to stay.
bool PowerGate::SnapshotIsKept() const {
  bool named = false;
  const std::vector<FileOperation> operations = files_->operations();
  for (size_t i = opened_at_; i < operations.size(); ++i) {
    const FileOperation& operation = operations[i];
    named = named || operation.to == "device/snapshot";
    if (named && operation.kind == FileOperation::Kind::kSync && operation.path == "device") {
      return true;
    }
  }
  return false;
}

void PowerGate::End() { Require(gate_->End().has_value(), "the end is not taken"); }

uint64_t PowerGate::Tag(unsigned number) const {
  return gate_->tagger().Number(PhoneNumber::FromDigits(DigitsOf(number)));
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
