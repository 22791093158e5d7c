// Finds records of a log by their sequence: for receipts, which are rare.
#ifndef DIALGATE_POSIX_RECORD_FINDER_H
#define DIALGATE_POSIX_RECORD_FINDER_H

#include <optional>
#include <string>

#include "dialgate/posix/log_reader.h"
#include "dialgate/receipt.h"

namespace dialgate::posix {

// The beginning of the segment in which record `sequence` stands, if the log holds it. Nothing: no
// segment begins with it or with a record before it.
std::optional<LogPlace> SegmentOf(const std::string& folder, uint64_t sequence);

// Over the log in `folder`, as it is written when a record is looked for. It reads one segment; for
// a record that was dropped, the whole log: what an accepted receipt says of it is believed.
class RecordFinder final : public SealedRecords {
 public:
  explicit RecordFinder(std::string folder) : folder_(std::move(folder)) {}

  bool Find(uint64_t sequence, Seal* seal, int64_t* at) const override;

 private:
  bool FindInReceipts(uint64_t sequence, Seal* seal, int64_t* at) const;

  std::string folder_;
};

}  // namespace dialgate::posix

#endif
