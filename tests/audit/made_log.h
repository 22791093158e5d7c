// Sealed logs for tests, made record by record: so that each can be taken out, changed and put
// back.
#ifndef DIALGATE_TESTS_AUDIT_MADE_LOG_H
#define DIALGATE_TESTS_AUDIT_MADE_LOG_H

#include <cstdint>
#include <string>
#include <vector>

#include "dialgate/record.h"
#include "platform/audit/log_keys.h"

namespace dialgate::testing {

// The auditor of the tests: both keys, the same in every run; another one's for another `which`.
audit::AuditorKeys TestAuditor(unsigned which = 0);

// The first record of a log of a gate, or of a simulation.
Start TestStart(uint64_t log, StartKind kind = StartKind::kFresh);

// Record `sequence` of a log that `start` begins: of every kind in turn. `variant` changes what is
// recorded, never its kind.
Record TestRecord(uint64_t sequence, const Start& start, unsigned variant = 0);

struct MadeLog {
  std::vector<std::string> entries;  // as they stand in the log: entry 0 is record 1
  std::vector<SealKey> keys;         // the key that seals each, and one for the next

  // Appends `record`, sealed with the newest key.
  void Add(const Record& record);
};

// Of `records` records, sealed from the start key that `auditor` makes for it.
MadeLog MakeLog(const Start& start, unsigned records, const audit::AuditorKeys& auditor,
                unsigned variant = 0);

// Writes entries into a new folder, `a_segment` of them to a segment.
void WriteLog(const std::string& folder, const std::vector<std::string>& entries,
              size_t a_segment = SIZE_MAX);

}  // namespace dialgate::testing

#endif
