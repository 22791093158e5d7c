// Checkpoints and receipts as people send them: one line of text, which an SMS or a letter takes.
//
//   checkpoint:0A3F...   a message AuthenticCheckpoint of core/audit.proto, in hexadecimal digits:
//                        at most 139 characters
//   receipt:0A5B...      a message SignedReceipt, likewise
#ifndef DIALGATE_POSIX_RECEIPT_TEXT_H
#define DIALGATE_POSIX_RECEIPT_TEXT_H

#include <optional>
#include <string>

#include "dialgate/bytes.h"
#include "dialgate/receipt.h"

namespace dialgate::posix {

std::string CheckpointText(ByteView message);
std::string ReceiptText(ByteView message);

// Whether `text` begins like one.
bool IsCheckpointText(const std::string& text);
bool IsReceiptText(const std::string& text);

// The bytes in it; white space before and behind it is not looked at. Nothing: it is none.
std::optional<std::string> ParseCheckpointText(const std::string& text);
std::optional<std::string> ParseReceiptText(const std::string& text);

inline ByteView BytesOf(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

}  // namespace dialgate::posix

#endif
