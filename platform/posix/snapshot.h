// What a reading of a gate's log came to, kept beside the gate's keys: a start goes on from there.
//
//   device/snapshot  sealed blocks (sealed_blocks.h): numbers of 8 bytes, little-endian, then the
//                    places of Attempts that are in use
//
// It is worth as much as the log: whoever can forge it has the folder in which the seal's key lies.
#ifndef DIALGATE_POSIX_SNAPSHOT_H
#define DIALGATE_POSIX_SNAPSHOT_H

#include <optional>
#include <string>
#include <vector>

#include "dialgate/posix/log_reader.h"
#include "dialgate/posix/wiped.h"
#include "dialgate/recorded_gate.h"
#include "history_need.h"

namespace dialgate::posix {

// Where a reading of a log stands.
struct LogState {
  LogPlace place;          // behind the last record; segment 0: before the first
  uint64_t first = 0;      // sequence of the first record
  uint64_t next = 0;       // of the one that comes next; 0: none was read
  uint64_t kept_from = 1;  // records before that one may be gone: the log says so

  // False: `record`, which begins at `at`, is not the next one.
  bool Take(const Entry& entry, const Record& record, const LogPlace& at);

  // Whether what is missing at the beginning was dropped.
  bool BeginsWhereItMay() const { return first <= kept_from; }
};

struct Snapshot {
  uint64_t log = 0;  // the random number in its id
  LogState state;
  GateMemory memory;
  Attempts::Counters counters;
  std::vector<ClockReset> resets;  // by which the times were taken
  HistoryNeed need;                // of the policy by whose rules the history was kept

  // Whether it is of use where a policy asks for `asked`: all of that was kept.
  bool Serves(const HistoryNeed& asked) const { return Covers(need, asked); }
  // Whether it was taken with every reset of the clock up to `newest`.
  bool Knows(uint64_t newest_reset) const {
    return newest_reset == 0 || (!resets.empty() && resets.back().sequence >= newest_reset);
  }
};

// The key that snapshots are sealed with.
Wiped<dialgate::SealKey> SnapshotKey(const PermitKey& permit_key, const SealCrypto& crypto);

// Replaces the file at `path`: at every moment it is the old one or the new one, whole. Says how
// many bytes that took.
Result<uint64_t> WriteSnapshot(const std::string& path, const dialgate::SealKey& key,
                               const SealCrypto& crypto, const Snapshot& snapshot,
                               const AttemptStorage& storage);

// Reads it into `storage`, all zero at first. Nothing: there is none, or it is torn, changed, or of
// another storage; then `storage` holds something of no use.
std::optional<Snapshot> ReadSnapshot(const std::string& path, const dialgate::SealKey& key,
                                     const SealCrypto& crypto, const AttemptStorage& storage);

}  // namespace dialgate::posix

#endif
