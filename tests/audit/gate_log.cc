#include "gate_log.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "dialgate/posix/log_reader.h"

namespace dialgate::testing {
namespace {

std::string Digits(unsigned number) { return "861380013800" + std::to_string(number % 8); }

PolicyText PolicyOf(uint64_t serial) {
  PolicyText text = WithSerial(serial);
  text.exempt_numbers = {"+864008205555"};
  text.roles[0].caps = {{Counts::kDialed, 20, 1, 0, Per::kNumber}};
  text.history_events = 20;
  text.contacts.clear();
  for (unsigned i = 0; i < 8; ++i) text.contacts.push_back({"L-1042", Digits(i), Role::kDebtor});
  return text;
}

// A test that cannot make its log is none.
[[noreturn]] void GiveUp(const std::string& why) {
  std::cerr << "no log of a gate: " << why << "\n";
  abort();
}

Start StartIn(const std::string& log) {
  Start start;
  const auto first = [&](const Entry&, const Record& record, const posix::LogPlace& place) {
    if (place.offset == 0 && place.segment == 1) start.log = record.start.log;
    return posix::Result<void>();
  };
  if (!posix::ReadLog(log, first)) abort();
  start.site = "shenzhen-3";
  start.gate = "test";
  return start;
}

}  // namespace

SealedGate::SealedGate()
    : auditor_(*audit::ReadAuditorKeys(provisioned_.device() + "/../auditor")) {
  CopyProvisioned("first");
}

bool SealedGate::Start(const std::string& place) {
  Stop();
  place_ = place;
  if (serial_ == 6) ++serial_;
  posix::GateConfig config = {device(place), log(place), provisioned_.Write(PolicyOf(serial_)),
                              crypto_, seals_};
  config.history = {1024, 4096, 1024};
  config.log_sizes = {8000, 64 << 10, 4 << 10};
  config.clock = &clock_;
  auto opened = posix::Gate::Open(config);
  if (!opened || !(*opened)->trouble().empty()) return false;
  gate_ = std::move(*opened);
  return true;
}

void SealedGate::Stop() { gate_.reset(); }

void SealedGate::Copy(const std::string& from, const std::string& to) {
  std::filesystem::remove_all(folder(to));
  std::filesystem::copy(folder(from), folder(to), std::filesystem::copy_options::recursive);
}

void SealedGate::CopyProvisioned(const std::string& to) {
  std::filesystem::create_directories(folder(to));
  std::filesystem::copy(provisioned_.device(), device(to),
                        std::filesystem::copy_options::recursive);
}

Placement SealedGate::Place(std::string_view dialed, std::string_view account) {
  clock_.now += 7;
  return gate_->Place({dialed, account, Purpose::kCollect, Mode::kManual, {}});
}

void SealedGate::Work(unsigned turn) {
  for (unsigned i = 0; i < 6; ++i) {
    const Placement placement = Place("+" + Digits(turn + i));
    if (!placement.decision.allowed()) continue;
    const unsigned outcome = 1 + (turn + i) % 7;  // all but refused
    (void)gate_->Report(placement.permit, static_cast<Outcome>(outcome));
  }
  Place("112");
  Place("2001");
  Place("+864008205555");
  Place("+8613900139000");
  Place("+" + Digits(turn), "L-1");
  Place("*31#");
  const auto kind = turn % 2 == 0 ? WithdrawalKind::kNumber : WithdrawalKind::kAccount;
  const auto id = gate_->Withdraw(kind, 0x7700 + turn);
  PolicyText next = PolicyOf(++serial_);
  next.restores = {{std::stoull(gate_->settings().log, nullptr, 16), *id}};
  const auto loaded = gate_->Load(provisioned_.Write(next));
  if (!loaded) GiveUp(loaded.error().message);
  clock_.now += 86400 / 20;
}

void SealedGate::TakeReceipt() {
  const MadeLog made = Entries(place_);
  const Entry last = *ReadEntry(
      {reinterpret_cast<const uint8_t*>(made.entries.back().data()), made.entries.back().size()});
  Receipt receipt;
  receipt.covers = {StartIn(log(place_)).log, made.entries.size(), last.seal,
                    ReadRecord(last.record)->at};
  receipt.signed_at = clock_.now;
  uint8_t bytes[kMaxReceiptSize], signature[64], out[kMaxSignedReceiptSize];
  const ByteView message = {bytes, WriteReceipt(receipt, bytes)};
  const auto keys = posix::ReadPublicKeys(device(place_) + "/receipt.pub");
  crypto_.Sign(keys->front(), message, signature);
  const size_t size = WriteSignedReceipt({message, {signature, sizeof signature}}, out);
  const auto taken = gate_->TakeReceipt({out, size});
  if (!taken) GiveUp(taken.error().message);
}

MadeLog SealedGate::Entries(const std::string& place) const {
  MadeLog made;
  made.keys.push_back(audit::StartKey(*auditor_.seal, StartIn(log(place)), seals_).value);
  const auto take = [&](const Entry& entry, const Record& record, const posix::LogPlace&) {
    SealChain chain(made.keys.back(), record.sequence);
    if (!(chain.Next(seals_, entry.record) == entry.seal)) abort();
    made.keys.push_back(chain.key());
    uint8_t out[kMaxEntrySize];
    SealChain again(made.keys[made.entries.size()], record.sequence);
    const size_t size = WriteEntry(record, seals_, &again, out);
    made.entries.emplace_back(reinterpret_cast<const char*>(out), size);
    return posix::Result<void>();
  };
  if (!posix::ReadLog(log(place), take)) abort();
  return made;
}

}  // namespace dialgate::testing
