#include <algorithm>
#include <filesystem>
#include <numeric>
#include <optional>

#include "dialgate/posix/log_folder.h"
#include "dialgate/sodium_crypto.h"
#include "input.h"
#include "log_oracle.h"
#include "made_log.h"
#include "platform/audit/log_walk.h"
#include "properties.h"
#include "temporary_folder.h"

namespace dialgate::fuzz {
namespace {

namespace fs = std::filesystem;

const SodiumCrypto kCrypto;

// Bytes in one segment or in two.
std::vector<std::string> SegmentsOf(Input* input) {
  const size_t first = static_cast<size_t>(input->Byte()) << 4;
  std::string bytes = input->Rest();
  if (first == 0 || first >= bytes.size()) return {bytes};
  return {bytes.substr(0, first), bytes.substr(first)};
}

struct Reading {
  std::string entries;  // all that were given, as they lay
  posix::Result<posix::LogContents> contents;
};

Reading Read(const std::string& folder, const std::vector<std::string>& segments) {
  std::string given;
  auto contents = posix::ReadLog(
      folder, [&](const Entry& entry, const Record& record, const posix::LogPlace& place) {
        Require(record.kind != RecordKind::kNone, "a record is of a kind");
        const std::string& segment = segments[place.segment - 1];
        Require(place.offset + entry.size <= segment.size(), "an entry lies in its segment");
        given += segment.substr(place.offset, entry.size);
        return posix::Result<void>();
      });
  return {given, std::move(contents)};
}

// Of a write that the power cut short the end is missing, or a sector; nothing else may be cut off.
bool MayBeTorn(const std::string& rest, uint64_t offset) {
  const auto entry = ReadEntry(BytesOf(rest));
  if (!entry && entry.error() == RecordError::kCutShort) return true;
  constexpr uint64_t kSector = 512;
  for (size_t begin = 0, end; begin < rest.size(); begin = end) {
    end = std::min<size_t>(rest.size(), begin + kSector - (offset + begin) % kSector);
    if (rest.find_first_not_of('\0', begin) >= end) return true;
  }
  return false;
}

// What was given begins the log, and only what is torn at its end is left.
void RequireRead(const Reading& reading, const std::vector<std::string>& segments,
                 const std::string& all) {
  Require(all.compare(0, reading.entries.size(), reading.entries) == 0, "entries in their order");
  if (!reading.contents) return;
  Require(reading.entries.size() + reading.contents->torn == all.size(), "nothing is skipped");
  const posix::LogPlace end = reading.contents->end;
  Require(end.segment == segments.size(), "it was read to its end");
  if (reading.contents->torn == 0) return;
  const std::string rest = segments.back().substr(end.offset);
  Require(MayBeTorn(rest, end.offset), "only what is torn is cut off");
}

// A gate goes on behind the last whole entry.
void RequireGoesOn(const std::string& folder, const Reading& reading) {
  const posix::TakeEntry take = [](const Entry&, const Record&, const posix::LogPlace&) {
    return posix::Result<void>();
  };
  const auto log = posix::LogFolder::Open(folder, take, {1 << 20, 4096, 1024});
  Require(log.has_value() == reading.contents.has_value(), "a gate opens what can be read");
  if (!log) return;
  const std::string last = folder + "/" + posix::SegmentName(reading.contents->end.segment);
  Require(fs::file_size(last) == reading.contents->end.offset, "what was torn is cut off");
}

SealKey FirstKey(const Start& start) {
  static const audit::AuditorKeys keys = testing::TestAuditor();
  return start.kind == StartKind::kSimulation
             ? audit::SimulationKey(*keys.lookup, start.log, kCrypto).value
             : audit::StartKey(*keys.seal, start, kCrypto).value;
}

// What is verified is what lies there, each record under the key that the one before it left. (Not:
// under a seal that only a gate can make. A fuzzer sees what a seal is compared with.)
void RequireVerified(const std::string& folder, const std::string& all) {
  const audit::AuditorKeys keys = testing::TestAuditor();
  std::optional<SealChain> chain;
  std::string verified;
  uint64_t records = 0;
  const auto walked = audit::WalkLog(folder, &keys, [&](const Record& record, uint64_t, uint64_t) {
    Require(record.sequence == ++records, "records in their order");
    if (!chain) chain.emplace(FirstKey(record.start), 1);
    uint8_t out[kMaxEntrySize];
    verified += TextOf({out, WriteEntry(record, kCrypto, &*chain, out)});
  });
  Require(all.compare(0, verified.size(), verified) == 0, "verified is what lies there");
  if (!walked) return;
  Require(walked->records == records, "as many as were given");
  Require(!walked->fault || walked->fault->sequence == records + 1, "the next one is named");
  Require(walked->fault || verified.size() == all.size(), "or all of it is verified");
}

}  // namespace

void LogFolderProperty(const uint8_t* data, size_t size) {
  static const testing::TemporaryFolder work;
  const std::string folder = work / "log";
  Input input(data, size);
  const bool opens = input.Byte() % 4 == 0;
  const std::vector<std::string> segments = SegmentsOf(&input);
  testing::WriteLog(folder, segments, 1);
  const std::string all = std::accumulate(segments.begin(), segments.end(), std::string());
  RequireVerified(folder, all);
  const Reading reading = Read(folder, segments);
  RequireRead(reading, segments, all);
  if (opens) RequireGoesOn(folder, reading);
}

}  // namespace dialgate::fuzz
