#include "dialgate/posix/log_reader.h"

#include <errno.h>
#include <string.h>

#include <algorithm>
#include <filesystem>

#include "file_descriptor.h"

namespace dialgate::posix {
namespace {

constexpr size_t kWindow = 1 << 20;
// What a disk writes as a whole. No entry is as long, so no log has so many zeros: where they
// stand, what was written never came to the disk.
constexpr size_t kSector = 512;
static_assert(kMaxEntrySize < kSector);

// A segment's bytes, of which a window is in memory.
class SegmentBytes {
 public:
  SegmentBytes(FileDescriptor file, uint64_t offset)
      : file_(std::move(file)), window_(kWindow), offset_(offset) {}

  // What follows the place where it stands: at least a sector more than an entry, or all there is.
  Result<ByteView> Ahead(const std::string& path) {
    if (end_ - begin_ < kMaxEntrySize + 2 * kSector && !at_end_) {
      memmove(window_.data(), window_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
      while (end_ < window_.size() && !at_end_) {
        const ssize_t count = pread(file_.get(), window_.data() + end_, window_.size() - end_,
                                    static_cast<off_t>(offset_ + end_));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return SystemError(path, errno);
        at_end_ = count == 0;
        end_ += static_cast<size_t>(count);
      }
    }
    return ByteView{window_.data() + begin_, end_ - begin_};
  }
  void Skip(size_t size) {
    begin_ += size;
    offset_ += size;
  }
  uint64_t offset() const { return offset_; }

 private:
  FileDescriptor file_;
  std::vector<uint8_t> window_;
  size_t begin_ = 0, end_ = 0;
  uint64_t offset_;  // of byte `begin_` of the window
  bool at_end_ = false;
};

bool AreZeros(const uint8_t* begin, const uint8_t* end) {
  return std::all_of(begin, end, [](uint8_t byte) { return byte == 0; });
}

// The part of `rest`, which begins at `offset` of its segment, that is in the sector after the one
// in which it begins.
ByteView NextSector(ByteView rest, uint64_t offset) {
  const size_t before = kSector - offset % kSector;
  if (before >= rest.size) return {};
  rest.remove_prefix(before);
  return {rest.data, std::min(rest.size, kSector)};
}

// Whether `rest`, in which no entry begins, was left by a write that the power's going cut short:
// its length, or a sector of it, never came to the disk. A sector that has old bytes ends in zeros
// then.
bool IsTorn(ByteView rest, uint64_t offset, RecordError error) {
  if (error == RecordError::kCutShort) return true;
  const ByteView next = NextSector(rest, offset);
  const uint8_t* end = next.empty() ? rest.end() : next.begin();
  return AreZeros(rest.begin(), end) || (!next.empty() && AreZeros(next.begin(), next.end()));
}

// Likewise, where the entry can be read all the same: of its seal, which is not checked here, the
// end never came. So many zeros stand in no seal.
bool IsTornInItsSeal(ByteView rest, uint64_t offset, const Entry& entry) {
  const ByteView next = NextSector(rest, offset);
  return !next.empty() && next.begin() < rest.begin() + entry.size &&
         next.size >= sizeof entry.seal.bytes && AreZeros(next.begin(), next.end());
}

// Likewise, of one that was refused: fewer zeros may stand in a seal, but not in this one.
bool MayBeTornInItsSeal(ByteView rest, uint64_t offset, const Entry& entry) {
  const ByteView next = NextSector(rest, offset);
  return rest.size == entry.size && !next.empty() && AreZeros(next.begin(), next.end());
}

tl::unexpected<Error> Malformed(const std::string& folder, const LogPlace& place) {
  return tl::make_unexpected(
      Error{PlaceText(folder, place) +
            ": is no record: the log was damaged or changed; restore it from a copy, or have the "
            "auditor provision the gate again"});
}

// Reads a segment, from `from` on, into `contents`; only the last may end in a torn write.
Result<void> ReadSegment(const std::string& folder, LogPlace from, bool last, const TakeEntry& take,
                         LogContents* contents) {
  const unsigned number = from.segment;
  const std::string path = folder + "/" + SegmentName(number);
  FileDescriptor file = FileDescriptor::OpenForReading(path);
  if (!file.valid()) return SystemError(path, errno);
  SegmentBytes bytes(std::move(file), from.offset);
  while (true) {
    const Result<ByteView> ahead = bytes.Ahead(path);
    if (!ahead) return tl::make_unexpected(ahead.error());
    contents->end = {number, bytes.offset()};
    if (ahead->size == 0) return {};
    const auto entry = ReadEntry(*ahead);
    const auto record = entry ? ReadRecord(entry->record) : tl::make_unexpected(entry.error());
    const bool torn = record ? IsTornInItsSeal(*ahead, bytes.offset(), *entry)
                             : IsTorn(*ahead, bytes.offset(), record.error());
    if (last && torn) {
      contents->torn = std::filesystem::file_size(path) - bytes.offset();
      return {};
    }
    if (!record) return Malformed(folder, contents->end);
    const Result<void> taken = take(*entry, *record, contents->end);
    if (!taken && last && MayBeTornInItsSeal(*ahead, bytes.offset(), *entry)) {
      contents->torn = ahead->size;
      return {};
    }
    if (!taken) return taken;
    ++contents->entries;
    bytes.Skip(entry->size);
  }
}

}  // namespace

std::string SegmentName(unsigned segment) {
  const std::string digits = std::to_string(segment);
  return std::string(digits.size() < 8 ? 8 - digits.size() : 0, '0') + digits + ".log";
}

std::string PlaceText(const std::string& folder, const LogPlace& place) {
  return folder + "/" + SegmentName(place.segment) + ":" + std::to_string(place.offset);
}

Result<LogContents> ReadLog(const std::string& folder, const TakeEntry& take) {
  return ReadLog(folder, take, {});
}

Result<LogContents> ReadLog(const std::string& folder, const TakeEntry& take, LogPlace from,
                            unsigned last) {
  LogContents contents;
  const Result<SegmentRange> segments = FindSegments(folder);
  if (!segments) return tl::make_unexpected(segments.error());
  if (from.segment == 0) from.segment = segments->first;
  if (last == 0) last = segments->last;
  for (; from.segment != 0 && from.segment <= last; from = {from.segment + 1, 0}) {
    const bool may_be_torn = from.segment == segments->last;
    const Result<void> read = ReadSegment(folder, from, may_be_torn, take, &contents);
    if (!read) return tl::make_unexpected(read.error());
  }
  return contents;
}

Result<SegmentRange> FindSegments(const std::string& folder) {
  SegmentRange range;
  std::error_code failed;
  for (std::filesystem::directory_iterator file(folder, failed), end; !failed && file != end;
       file.increment(failed)) {
    const std::string name = file->path().filename();
    const auto number = static_cast<unsigned>(strtoul(name.c_str(), nullptr, 10));
    if (number == 0 || name != SegmentName(number)) continue;
    range.first = range.first == 0 ? number : std::min(range.first, number);
    range.last = std::max(range.last, number);
  }
  if (failed) return SystemError(folder, failed.value());
  return range;
}

FirstRecord FindFirst(const std::string& folder, unsigned segment) {
  FirstRecord first;
  const TakeEntry take = [&first](const Entry&, const Record& record,
                                  const LogPlace&) -> Result<void> {
    first = {record.sequence, record.at};
    return tl::make_unexpected(Error{});  // enough
  };
  (void)ReadLog(folder, take, {segment, 0}, segment);
  return first;
}

}  // namespace dialgate::posix
