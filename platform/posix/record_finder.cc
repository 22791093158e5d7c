#include "dialgate/posix/record_finder.h"

namespace dialgate::posix {
namespace {

// Ends a reading that has what it was for.
tl::unexpected<Error> Enough() { return tl::make_unexpected(Error{}); }

}  // namespace

std::optional<LogPlace> SegmentOf(const std::string& folder, uint64_t sequence) {
  const Result<SegmentRange> segments = FindSegments(folder);
  if (!segments) return std::nullopt;
  for (unsigned number = segments->last; number != 0 && number >= segments->first; --number) {
    const uint64_t first = FindFirst(folder, number).sequence;
    if (first != 0 && first <= sequence) return LogPlace{number, 0};
  }
  return std::nullopt;
}

bool RecordFinder::Find(uint64_t sequence, Seal* seal, int64_t* at) const {
  const auto place = SegmentOf(folder_, sequence);
  if (!place) return FindInReceipts(sequence, seal, at);
  bool found = false;
  const TakeEntry take = [&](const Entry& entry, const Record& record,
                             const LogPlace&) -> Result<void> {
    if (record.sequence < sequence) return {};
    found = record.sequence == sequence;
    *seal = entry.seal;
    *at = record.at;
    return Enough();
  };
  (void)ReadLog(folder_, take, *place);
  return found;
}

// The gate held it against the record when it took that receipt, and sealed it.
bool RecordFinder::FindInReceipts(uint64_t sequence, Seal* seal, int64_t* at) const {
  bool found = false;
  const TakeEntry take = [&](const Entry&, const Record& record, const LogPlace&) -> Result<void> {
    if (record.kind != RecordKind::kReceiptTaken) return {};
    const auto receipt = ReadReceipt(record.receipt.receipt);
    if (!receipt || receipt->covers.sequence != sequence) return {};
    found = true;
    *seal = receipt->covers.seal;
    *at = receipt->covers.at;
    return Enough();
  };
  (void)ReadLog(folder_, take);
  return found;
}

}  // namespace dialgate::posix
