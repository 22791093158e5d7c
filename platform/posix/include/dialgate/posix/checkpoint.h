// The head of a gate's log, as the gate states it to its auditor.
#ifndef DIALGATE_POSIX_CHECKPOINT_H
#define DIALGATE_POSIX_CHECKPOINT_H

#include <string>

#include "dialgate/posix/error.h"
#include "dialgate/posix/log_reader.h"
#include "dialgate/receipt.h"

namespace dialgate::posix {

// The newest whole record of the log in `log`, once it and all before it are on the disk; also
// while a gate writes there. It answers only for what is under a seal that the gate's folder
// `device` keeps. Errors: `device` is no gate's folder; the log cannot be read, or synced; it is
// not that gate's; it ends before a record that the folder knows; the folder keeps no seal by which
// its last record can be told (until the gate has run for a second).
Result<Checkpoint> TakeCheckpoint(const std::string& device, const std::string& log,
                                  const SealCrypto& crypto);

// For a gate whose log stands still, before it overwrites the last key that came before the log's
// end: `head`, its last record, becomes known to `device` (the file head, as WriteCheckpointText
// has it), so that TakeCheckpoint can tell that record without the key.
Result<void> KeepHead(const Checkpoint& head, const std::string& device, const SealCrypto& crypto);

// `checkpoint` as text (dialgate/posix/receipt_text.h), under the checkpoint key of `device`.
Result<std::string> WriteCheckpointText(const Checkpoint& checkpoint, const std::string& device,
                                        const SealCrypto& crypto);

// Brings to the disk what was read of a log, up to the segment of `end`; on a disk that cannot be
// written it is there. Errors: that failed.
Result<void> SyncLog(const std::string& log, const LogPlace& end);

}  // namespace dialgate::posix

#endif
