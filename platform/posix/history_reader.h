// Reads a gate's log into a history apart from the gate's own, as a start does.
#ifndef DIALGATE_POSIX_HISTORY_READER_H
#define DIALGATE_POSIX_HISTORY_READER_H

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attempt_tables.h"
#include "gate_parts.h"
#include "snapshot.h"

namespace dialgate::posix {

class HistoryReader {
 public:
  // All but the resets, which are copied, must outlive it.
  HistoryReader(const GateConfig& config, const Tagger& tagger, const Clock& clock,
                const Device& device, uint64_t log, std::vector<ClockReset> resets,
                const Policy& policy);
  HistoryReader(const HistoryReader&) = delete;

  // Reads from where it stands to the end of the log, or to that of segment `last`, behind which
  // the log goes on. Errors: ReadLog's.
  Result<void> ReadOn(unsigned last = 0);

  // Reads on in what was appended meanwhile: whole entries, of which it may have read the first.
  Result<void> ReadOn(std::string_view entries);

  // Begins with what an earlier reading came to, where that is of use here. False: it is not.
  bool BeginWith(const std::string& path, const dialgate::SealKey& key);

  // Notes what it came to, but for the tables: then nothing of it hangs on the policy.
  void Close();
  const Snapshot& taken() const { return taken_; }

  // A reading ends with an error once this is true.
  void GiveWayTo(std::function<bool()> another) { gives_way_ = std::move(another); }

  const LogState& state() const { return state_; }

  AttemptTables& tables() { return tables_; }
  const Attempts& attempts() const { return attempts_; }

 private:
  Result<void> Take(const Entry& entry, const Record& record, const LogPlace& at);

  const GateConfig& config_;
  const Policy& policy_;
  std::vector<ClockReset> resets_;
  AttemptTables tables_;
  Attempts attempts_;
  GateLog none_;
  RecordedGate gate_;
  LogState state_;
  LogPlace files_;      // up to where they were read; before record `ahead_` it came from memory
  uint64_t ahead_ = 0;
  Snapshot taken_;
  std::function<bool()> gives_way_ = [] { return false; };
};

}  // namespace dialgate::posix

#endif
