#include "made_log.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "dialgate/posix/log_reader.h"
#include "dialgate/sodium_crypto.h"
#include "temporary_folder.h"

namespace dialgate::testing {
namespace {

constexpr int64_t kFirst = 1795000000;  // 2026-11-18
const SodiumCrypto kCrypto;
const uint8_t kDigest[32] = {7, 7, 7};

HistoryKey KeyOf(uint64_t n) {
  return {0x1111111111111111 * (n % 7 + 1), 0x0101010101010101 * (n % 5 + 1),
          0xABCDEF000000 + n % 3, static_cast<Role>(1 + n % 4)};
}

Decided DecidedOf(uint64_t n, unsigned variant) {
  Decided decided;
  decided.reason = n % 2 == 0 ? Reason::kDeclaredContact : Reason::kOutsideHours;
  decided.key = KeyOf(n + variant);
  decided.utc_offset = 8 * 3600;
  if (n % 2 == 1) decided.detail = {Detail::Kind::kHours, 0, 0};
  decided.purpose = Purpose::kCollect;
  decided.mode = Mode::kManual;
  decided.disclosures.bits = 2;
  return decided;
}

}  // namespace

audit::AuditorKeys TestAuditor(unsigned which) {
  audit::AuditorKeys keys;
  keys.seal.emplace();
  keys.lookup.emplace();
  std::memset(keys.seal->value.bytes, static_cast<int>(0x51 + which), 32);
  std::memset(keys.lookup->value.bytes, static_cast<int>(0x61 + which), 16);
  return keys;
}

Start TestStart(uint64_t log, StartKind kind) {
  Start start;
  start.site = "shenzhen-3";
  start.gate = "test";
  start.log = log;
  start.kind = kind;
  if (kind == StartKind::kCarriedOver) {
    start.closed_log = 4;
    start.closed_at = 100;
  }
  return start;
}

Record TestRecord(uint64_t n, const Start& start, unsigned variant) {
  Record record;
  record.sequence = n;
  record.at = kFirst + static_cast<int64_t>(n);
  constexpr RecordKind kKinds[] = {RecordKind::kDecided,  RecordKind::kReported,
                                   RecordKind::kDecided,  RecordKind::kWithdrawn,
                                   RecordKind::kRestored, RecordKind::kStart};
  record.kind = n == 1   ? RecordKind::kStart
                : n == 2 ? RecordKind::kPolicyTaken
                         : kKinds[n % (sizeof kKinds / sizeof kKinds[0])];
  record.start = start;
  if (n != 1) record.start.kind = StartKind::kAgain;
  record.decided = DecidedOf(n, variant);
  record.reported = {
      {KeyOf(n - 1 + variant), n - 1, record.at - 1, 20775}, Outcome::kRefused, false};
  record.policy = {7 + variant, {kDigest, sizeof kDigest}, kFirst - 1000, kFirst + 100000, "Bank"};
  record.withdrawn = {WithdrawalKind::kNumber, 0x77 + variant};
  record.restored = {n - 1, 8 + variant};
  return record;
}

void MadeLog::Add(const Record& record) {
  SealChain chain(keys.back(), record.sequence);
  uint8_t entry[kMaxEntrySize];
  const size_t size = WriteEntry(record, kCrypto, &chain, entry);
  entries.emplace_back(reinterpret_cast<const char*>(entry), size);
  keys.push_back(chain.key());
}

MadeLog MakeLog(const Start& start, unsigned records, const audit::AuditorKeys& auditor,
                unsigned variant) {
  MadeLog log;
  log.keys.push_back(start.kind == StartKind::kSimulation
                         ? audit::SimulationKey(*auditor.lookup, start.log, kCrypto).value
                         : audit::StartKey(*auditor.seal, start, kCrypto).value);
  for (unsigned n = 1; n <= records; ++n) log.Add(TestRecord(n, start, variant));
  return log;
}

void WriteLog(const std::string& folder, const std::vector<std::string>& entries,
              size_t a_segment) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  unsigned segment = 0;
  for (size_t i = 0; i == 0 || i < entries.size();) {
    std::string bytes;
    for (size_t left = a_segment; left > 0 && i < entries.size(); --left) bytes += entries[i++];
    WriteFile(folder + "/" + posix::SegmentName(++segment), bytes);
    if (entries.empty()) break;
  }
}

}  // namespace dialgate::testing
