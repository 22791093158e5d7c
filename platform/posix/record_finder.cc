#include "dialgate/posix/record_finder.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <vector>

#include "file_descriptor.h"

namespace dialgate::posix {
namespace {

// Newest first.
std::vector<unsigned> Segments(const std::string& folder) {
  std::vector<unsigned> numbers;
  std::error_code failed;
  for (std::filesystem::directory_iterator file(folder, failed), end; !failed && file != end;
       file.increment(failed)) {
    const std::string name = file->path().filename();
    const auto number = static_cast<unsigned>(strtoul(name.c_str(), nullptr, 10));
    if (number != 0 && name == SegmentName(number)) numbers.push_back(number);
  }
  std::sort(numbers.rbegin(), numbers.rend());
  return numbers;
}

// The sequence of a segment's first record; 0: it has none.
uint64_t FirstOf(const std::string& path) {
  const FileDescriptor file = FileDescriptor::OpenForReading(path);
  uint8_t bytes[kMaxEntrySize];
  size_t size = 0;
  while (file.valid() && size < sizeof bytes) {
    const ssize_t count = read(file.get(), bytes + size, sizeof bytes - size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    size += static_cast<size_t>(count);
  }
  const auto entry = ReadEntry({bytes, size});
  if (!entry) return 0;
  const auto record = ReadRecord(entry->record);
  return record ? record->sequence : 0;
}

// Ends a reading that has what it was for.
tl::unexpected<Error> Enough() { return tl::make_unexpected(Error{}); }

}  // namespace

std::optional<LogPlace> SegmentOf(const std::string& folder, uint64_t sequence) {
  for (const unsigned number : Segments(folder)) {
    const uint64_t first = FirstOf(folder + "/" + SegmentName(number));
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
  const std::vector<unsigned> segments = Segments(folder_);
  if (segments.empty()) return false;
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
  (void)ReadLog(folder_, take, {segments.back(), 0});
  return found;
}

}  // namespace dialgate::posix
