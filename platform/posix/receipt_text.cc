#include "dialgate/posix/receipt_text.h"

#include "dialgate/posix/files.h"

namespace dialgate::posix {
namespace {

constexpr std::string_view kCheckpoint = "checkpoint:", kReceipt = "receipt:";
constexpr std::string_view kSpace = " \t\r\n";

std::string Text(std::string_view prefix, ByteView message) {
  return std::string(prefix) + Hex(message.data, message.size);
}

bool Begins(const std::string& text, std::string_view prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

std::optional<std::string> Parse(std::string_view prefix, std::string text, size_t most) {
  text.erase(0, text.find_first_not_of(kSpace));
  text.erase(text.find_last_not_of(kSpace) + 1);
  if (!Begins(text, prefix)) return std::nullopt;
  text.erase(0, prefix.size());
  std::string bytes(text.size() / 2, '\0');
  if (bytes.empty() || bytes.size() > most) return std::nullopt;
  if (!ParseHex(text, reinterpret_cast<uint8_t*>(bytes.data()), bytes.size())) return std::nullopt;
  return bytes;
}

}  // namespace

std::string CheckpointText(ByteView message) { return Text(kCheckpoint, message); }
std::string ReceiptText(ByteView message) { return Text(kReceipt, message); }

bool IsCheckpointText(const std::string& text) { return Begins(text, kCheckpoint); }
bool IsReceiptText(const std::string& text) { return Begins(text, kReceipt); }

std::optional<std::string> ParseCheckpointText(const std::string& text) {
  return Parse(kCheckpoint, text, kMaxCheckpointSize);
}

std::optional<std::string> ParseReceiptText(const std::string& text) {
  return Parse(kReceipt, text, kMaxSignedReceiptSize);
}

}  // namespace dialgate::posix
