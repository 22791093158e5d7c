// Reads a sealed log as it lies in its folder.
#ifndef DIALGATE_POSIX_LOG_READER_H
#define DIALGATE_POSIX_LOG_READER_H

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "dialgate/posix/error.h"
#include "dialgate/record.h"

namespace dialgate::posix {

// Where in a log: its segments count from 1.
struct LogPlace {
  unsigned segment = 0;
  uint64_t offset = 0;  // of a byte in that segment
};

// The name of a segment's file in the log's folder: 00000001.log.
std::string SegmentName(unsigned segment);

// `FOLDER/00000001.log:123`, for a person.
std::string PlaceText(const std::string& folder, const LogPlace& place);

// What was read.
struct LogContents {
  uint64_t entries = 0;
  LogPlace end;  // behind the last whole entry; segment 0: the folder has no segment
  // Bytes behind that: what the power's going left of a last write. A gate cuts them off.
  uint64_t torn = 0;
};

// Takes an entry, the record in it and where it begins; its views last as long as the call. An
// error ends the reading, and is its result; but for one about the last entry of a log, if that
// ends as a torn write may: then it is torn. The seals were not checked.
using TakeEntry = std::function<Result<void>(const Entry&, const Record&, const LogPlace&)>;

// Gives every entry of the log in `folder` to `take`, oldest first. It needs no lock: of a log that
// a gate is writing, it reads what is there. Errors: what take gave; the folder or a segment cannot
// be read; a segment is missing; what stands before the end is malformed, with segment and offset.
// The second reads on from where an earlier reading ended (segment 0: from the first that is
// there); and if `last` is not 0, to the end of that segment, behind which the log goes on.
Result<LogContents> ReadLog(const std::string& folder, const TakeEntry& take);
Result<LogContents> ReadLog(const std::string& folder, const TakeEntry& take, LogPlace from,
                            unsigned last = 0);

// The segments that there are: of a log that was shortened, the first ones are gone.
struct SegmentRange {
  unsigned first = 0, last = 0;  // 0: there is none
};
Result<SegmentRange> FindSegments(const std::string& folder);

// The first record in a segment; sequence 0: it has none.
struct FirstRecord {
  uint64_t sequence = 0;
  int64_t at = 0;
};
FirstRecord FindFirst(const std::string& folder, unsigned segment);

}  // namespace dialgate::posix

#endif
