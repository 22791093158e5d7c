#include "platform/command/carry_over.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <utility>

#include "dialgate/posix/files.h"
#include "dialgate/posix/log_keys.h"
#include "dialgate/posix/policies_in_force.h"
#include "dialgate/sodium_crypto.h"
#include "platform/audit/receipt_check.h"
#include "platform/command/audit.h"
#include "platform/command/console.h"

namespace dialgate::command {
namespace {

tl::unexpected<posix::Error> Refused(const std::string& message) {
  return tl::make_unexpected(posix::Error{message});
}

bool IsHeld(const std::string& log) {
  const int lock = open((log + "/lock").c_str(), O_RDONLY | O_CLOEXEC);
  if (lock < 0) return false;
  const bool held = flock(lock, LOCK_SH | LOCK_NB) != 0;
  close(lock);
  return held;
}

// What stands against a log that was walked to its end.
std::string Problem(const audit::Walked& walked, const std::string& site,
                    const audit::Ledger& ledger) {
  if (walked.simulated()) return "is a simulation's: no gate goes on from that";
  if (walked.site != site) {
    return "is of site " + walked.site + ", and this gate is to be of site " + site;
  }
  const audit::LedgerLog* known = ledger.Find(walked.log);
  if (known == nullptr) return "is not in this auditor's ledger: name the auditor of that gate";
  if (known->closed_at != 0) {
    return "is closed at record " + std::to_string(known->closed_at) +
           ": a gate carries it on already";
  }
  return "";
}

// Which log carries on which, a line each: `NEW OLD`.
std::string ChainPath(const std::string& folder) { return folder + "/carried"; }

// The log with whose key the permits are made: that of the first gate of the chain.
uint64_t FirstOf(const std::string& folder, uint64_t log) {
  std::ifstream file(ChainPath(folder));
  std::vector<std::pair<uint64_t, uint64_t>> chain;
  for (std::string next, old; file >> next >> old;) {
    const auto to = audit::ParseLog(next), from = audit::ParseLog(old);
    if (to && from) chain.emplace_back(*to, *from);
  }
  for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
    if (link->first == log) log = link->second;
  }
  return log;
}

class Beginning {
 public:
  Beginning(const SealKey& key, int64_t now) : chain_(key, 1), now_(now) {}

  void Put(Record record) {
    record.sequence = chain_.sequence();
    record.at = now_;
    uint8_t entry[kMaxEntrySize];
    const size_t size = WriteEntry(record, crypto_, &chain_, entry);
    bytes_.append(reinterpret_cast<const char*>(entry), size);
  }
  void Put(const posix::CarriedRecords::Item& item) {
    Record record;
    if (const auto* call = std::get_if<Carried>(&item)) {
      record.kind = RecordKind::kCarried;
      record.carried = *call;
      record.carried.attempt.sequence = 0;
    } else if (const auto* withdrawal = std::get_if<CarriedWithdrawal>(&item)) {
      record.kind = RecordKind::kCarriedWithdrawal;
      record.carried_withdrawal = *withdrawal;
      record.carried_withdrawal.from = 0;
    } else {
      return;
    }
    Put(record);
  }
  const std::string& bytes() const { return bytes_; }
  const SealChain& chain() const { return chain_; }

 private:
  const SodiumCrypto crypto_{};
  SealChain chain_;
  const int64_t now_;
  std::string bytes_;
};

}  // namespace

uint64_t CountCalls(const OldLog& old) {
  return static_cast<uint64_t>(
      std::count_if(old.items.begin(), old.items.end(),
                    [](const auto& item) { return std::holds_alternative<Carried>(item); }));
}

uint64_t CountWithdrawals(const OldLog& old) {
  return static_cast<uint64_t>(std::count_if(
      old.items.begin(), old.items.end(),
      [](const auto& item) { return std::holds_alternative<CarriedWithdrawal>(item); }));
}

posix::Result<OldLog> ReadOldLog(const std::string& log, const std::string& site,
                                 const audit::Auditor& auditor, int64_t now) {
  if (!auditor.ledger || !auditor.keys.seal) {
    return Refused("--auditor: has no ledger and seal.key: name the auditor's own folder");
  }
  if (IsHeld(log)) return Refused(log + ": a gate is running on it: stop it first");
  OldLog old;
  audit::ReceiptCheck check(&*auditor.ledger, {});
  posix::PoliciesInForce policies;
  std::optional<posix::CarriedRecords> records;
  const auto walked = Walk(log, &auditor, [&](const audit::Passage& passage) {
    check.Take(passage.walked.log, passage.record, passage.seal);
    policies.Take(passage.record);
    if (!records) records.emplace(passage.walked.log, UINT64_MAX, now - kLongestHistory);
    records->Take(passage.record);
  });
  if (!walked) return tl::make_unexpected(walked.error());
  // What is cut off such an end, no receipt binds.
  const bool torn = walked->fault && walked->fault->kind == audit::Fault::Kind::kTorn &&
                    walked->records != 0;
  if (walked->fault && !torn) {
    return Refused("the old log does not verify, so no gate goes on from it: " +
                   walked->fault->message);
  }
  const std::string problem = Problem(*walked, site, *auditor.ledger);
  if (!problem.empty()) return Refused(log + ": " + problem);
  const audit::Bound bound = check.Finish();
  if (!bound.exposed.empty()) {
    return Refused("the old log is not the one that was receipted, so no gate goes on from it: " +
                   bound.exposed.front());
  }
  if (torn) Note("note: left out, being no whole record: " + walked->fault->message);
  const std::string unchecked = UncheckedText(*walked);
  if (!unchecked.empty()) Note("note: of the old log, " + unchecked);
  old.walked = *walked;
  old.items = records->items();
  old.seen = policies.seen();
  return old;
}

posix::Result<posix::CarriedOver> CarryOver(const OldLog& old, const posix::GateSettings& settings,
                                            const audit::Auditor& auditor,
                                            const std::string& folder) {
  const uint64_t first = FirstOf(folder, old.walked.log);
  const audit::LedgerLog* made = auditor.ledger->Find(first);
  if (made == nullptr) {
    return Refused(folder + "/ledger: does not know log " + audit::LogText(first) +
                   ", with whose key the old gate's permits were made: restore it from a backup");
  }
  const posix::LogName name = {settings.site, settings.gate, settings.log};
  const auto key = posix::MakeLogKey(*auditor.keys.seal, name, posix::LogKeyUse::kStart);
  Beginning beginning(key.value, settings.provisioned);
  Record start;
  start.kind = RecordKind::kStart;
  start.start = {settings.site,           settings.gate,  *audit::ParseLog(settings.log),
                 StartKind::kCarriedOver, old.walked.log, old.walked.records};
  beginning.Put(start);
  for (const posix::CarriedRecords::Item& item : old.items) beginning.Put(item);
  posix::CarriedOver carried;
  carried.records = beginning.bytes();
  carried.next.value = {beginning.chain().sequence(), beginning.chain().key()};
  carried.permits = posix::MakeLogKey(*auditor.keys.seal,
                                      {made->site, made->gate, audit::LogText(first)},
                                      posix::LogKeyUse::kPermits);
  carried.seen = old.seen;
  return carried;
}

posix::Result<void> CloseOldLog(const OldLog& old, const posix::GateSettings& settings,
                                const std::string& folder) {
  std::ofstream chain(ChainPath(folder), std::ios::app);
  chain << settings.log << " " << audit::LogText(old.walked.log) << std::endl;
  if (!chain) return Refused(ChainPath(folder) + ": cannot be written");
  auto ledger = audit::LedgerWriter::Open(folder);
  if (!ledger) return tl::make_unexpected(ledger.error());
  return ledger->Close(old.walked.log, old.walked.records, settings.provisioned);
}

}  // namespace dialgate::command
