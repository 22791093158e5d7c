// What is asked of a gate while it runs: orders, and the auditor's receipts.
#include "dialgate/posix/files.h"
#include "dialgate/posix/party.h"
#include "dialgate/posix/receipt_text.h"
#include "dialgate/posix/record_finder.h"
#include "gate_state.h"

namespace dialgate::posix {
namespace {

using Refused = tl::unexpected<ReceiptRefusal>;

// What was found before the gate was locked: records never change.
class FoundRecords final : public SealedRecords {
 public:
  FoundRecords(const std::string& log, const Receipt& receipt) {
    const RecordFinder finder(log);
    for (const uint64_t sequence : {receipt.covers.sequence, receipt.previous_sequence}) {
      Found found = {sequence, {}, 0};
      if (sequence == 0 || !finder.Find(sequence, &found.seal, &found.at)) continue;
      found_.push_back(found);
    }
  }

  bool Find(uint64_t sequence, Seal* seal, int64_t* at) const override {
    for (const Found& found : found_) {
      if (found.sequence != sequence) continue;
      *seal = found.seal;
      *at = found.at;
      return true;
    }
    return false;
  }

 private:
  struct Found {
    uint64_t sequence;
    Seal seal;
    int64_t at;
  };
  std::vector<Found> found_;
};

// What a receipt says, whoever signed it. The gate itself reads it once more.
Receipt Glance(ByteView message) {
  const auto parts = ReadSignedReceipt(message);
  if (!parts) return {};
  const auto receipt = ReadReceipt(parts->receipt);
  return receipt ? *receipt : Receipt();
}

std::string NotOnChainText(const std::string& log, const Receipt& receipt) {
  std::string text = "the receipt covers record " + std::to_string(receipt.covers.sequence);
  if (receipt.previous_sequence != 0) {
    text += ", and the one before it record " + std::to_string(receipt.previous_sequence);
  }
  return text + ": " + log +
         " does not hold " + (receipt.previous_sequence != 0 ? "both" : "it") +
         " as signed: this log or this device is a copy that went another way, or was set back: "
         "tell the auditor";
}

std::string Words(ReceiptError error, const GateConfig& config, const Receipt& receipt) {
  switch (error) {
    case ReceiptError::kMalformed:
      return "this is no receipt: give the whole line that dialgate audit receipt printed";
    case ReceiptError::kNotAuthentic:
      return "the receipt is not signed by the auditor whose receipt.pub is in " + config.device +
             ": ask this gate's auditor for one";
    case ReceiptError::kAnotherLog:
      return "the receipt is for another log than " + config.log +
             ": hand it to the gate that its checkpoint came from";
    case ReceiptError::kNotOnChain: return NotOnChainText(config.log, receipt);
    case ReceiptError::kNothingNew:
      return "a receipt that covers record " + std::to_string(receipt.covers.sequence) +
             " or a later one was taken before: nothing is to be done";
    case ReceiptError::kNotRecorded: break;
  }
  return config.log +
         ": the receipt cannot be recorded: make room on its disk and hand it in again";
}

std::string TakenText(const Receipt& receipt) {
  return "bound up to record " + std::to_string(receipt.covers.sequence);
}

}  // namespace

tl::expected<Receipt, ReceiptRefusal> Gate::Parts::TakeReceipt(ByteView message) {
  const auto auditor = ReadPublicKeys(config.device + "/receipt.pub");
  if (!auditor) return Refused({std::nullopt, auditor.error().message});
  const Receipt glance = Glance(message);
  const FoundRecords records = [&] {
    const std::unique_lock<std::mutex> alone = GetRebuilding();  // no segment goes meanwhile
    return FoundRecords(config.log, glance);
  }();
  std::unique_lock<std::mutex> lock(mutex);
  const auto taken = gate.TakeReceipt(message, auditor->front(), config.crypto, records);
  const uint64_t next = gate.chain().sequence();
  lock.unlock();
  if (!taken) return Refused({taken.error(), Words(taken.error(), config, glance)});
  if (!commit.WaitFor(next - 1)) {
    const ReceiptError error = ReceiptError::kNotRecorded;
    return Refused({error, Words(error, config, glance)});
  }
  if (!taken->resets_clock) return *taken;
  const Result<void> read = ReadAgain();
  if (!read) {
    return Refused({std::nullopt, read.error().message +
                                      ": the receipt is recorded, and calls are denied "
                                      "(clock_untrusted) until the gate is started again"});
  }
  return *taken;
}

Result<std::vector<ClockReset>> Gate::Parts::FindResets() const {
  std::vector<ClockReset> found;
  const auto read = ReadLog(
      config.log, [&found](const Entry&, const Record& record, const LogPlace&) -> Result<void> {
        if (record.kind != RecordKind::kReceiptTaken) return {};
        const auto receipt = ReadReceipt(record.receipt.receipt);
        if (!receipt || !receipt->resets_clock) return {};
        found.push_back({record.sequence, receipt->signed_at});
        return {};
      });
  if (!read) return tl::make_unexpected(read.error());
  return found;
}

// As in PutInForce: off the lock but for what came in the last moment.
Result<void> Gate::Parts::ReadAgain() {
  const std::unique_lock<std::mutex> alone = GetRebuilding();
  auto found = FindResets();
  if (!found) return tl::make_unexpected(found.error());
  {
    const std::lock_guard<std::mutex> lock(mutex);
    gate.SetClockResets(nullptr, 0);  // no clock is trusted until all is read
    resets = std::move(*found);
  }
  const Policy* policy = gate.policy();
  std::optional<HistoryReader> reader;
  if (policy != nullptr) {
    const Result<void> read = ReadHistory(*policy, &reader);
    if (!read) return read;
  }
  const std::lock_guard<std::mutex> lock(mutex);
  if (policy != nullptr) {
    const Result<void> read = FinishReading(&*reader);
    if (!read) return read;
    attempts = reader->attempts();
    std::swap(tables, reader->tables());
  }
  gate.SetClockResets(resets.data(), resets.size());
  return {};
}

// The first reading took calls of a clock that was reset as they were recorded.
Result<void> Gate::Parts::ReadAgainAtStart() {
  return gate.memory().newest_reset == 0 ? Result<void>() : ReadAgain();
}

Result<std::string> Gate::Parts::CarryOut(const Order& order) {
  if (const auto* given = std::get_if<ReceiptOrder>(&order)) {
    const auto taken = TakeReceipt(BytesOf(given->receipt));
    if (taken) return TakenText(*taken);
    return tl::make_unexpected(Error{taken.error().message});
  }
  const auto& withdrawal = std::get<WithdrawalOrder>(order);
  std::unique_lock<std::mutex> lock(mutex);
  const auto withdrawn = gate.Withdraw(withdrawal.kind, withdrawal.what);
  lock.unlock();
  if (withdrawn && commit.WaitFor(*withdrawn)) {
    return keeper->settings().log + ":" + std::to_string(*withdrawn);
  }
  return tl::make_unexpected(
      Error{config.log + ": the gate cannot record the order: see what it says itself"});
}

void Gate::Parts::CarryOutOrders(OrderKind kind) {
  TakeOrders(config.device, kind, [this](const Order& order) { return CarryOut(order); },
             config.tell);
}

}  // namespace dialgate::posix
