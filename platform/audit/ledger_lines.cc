#include "platform/audit/ledger_lines.h"

#include <cstring>
#include <ctime>

#include "dialgate/posix/files.h"
#include "dialgate/posix/receipt_text.h"
#include "dialgate/sodium_crypto.h"
#include "platform/audit/log_keys.h"

namespace dialgate::audit {
namespace {

constexpr char kTime[] = "%Y-%m-%dT%H:%M:%SZ";

std::string_view WhatWord(const Receipt& receipt) {
  if (receipt.held) return receipt.resets_clock ? "held+reset" : "held";
  return receipt.resets_clock ? "checkpoint+reset" : "checkpoint";
}

}  // namespace

std::string TimeText(int64_t utc) {
  const std::time_t seconds = utc;
  std::tm parts = {};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, kTime, &parts)};
}

std::optional<int64_t> ParseTime(const std::string& text) {
  std::tm parts = {};
  const char* end = strptime(text.c_str(), kTime, &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  const int64_t utc = timegm(&parts);
  if (TimeText(utc) != text) return std::nullopt;
  return utc;
}

std::optional<uint64_t> ParseLog(const std::string& text) {
  uint8_t bytes[8];
  if (!posix::ParseHex(text, bytes, sizeof bytes)) return std::nullopt;
  uint64_t log = 0;
  for (const uint8_t byte : bytes) log = log << 8 | byte;
  if (LogText(log) != text) return std::nullopt;
  return log;
}

std::vector<std::string> SplitLine(const std::string& line) {
  std::vector<std::string> columns;
  size_t begin = 0;
  for (size_t tab; (tab = line.find('\t', begin)) != std::string::npos; begin = tab + 1) {
    columns.push_back(line.substr(begin, tab - begin));
  }
  columns.push_back(line.substr(begin));
  return columns;
}

std::string JoinLine(const std::vector<std::string>& columns) {
  std::string line;
  for (const std::string& column : columns) line += (line.empty() ? "" : "\t") + column;
  return line;
}

bool NextLine(std::istream& in, std::string* line) {
  constexpr size_t kMost = 4096;
  line->clear();
  for (char next; line->size() < kMost && in.get(next);) {
    if (next == '\n') return true;
    *line += next;
  }
  return !line->empty();
}

std::string ReceiptLine(const Receipt& receipt, const std::string& message) {
  const ByteView bytes = posix::BytesOf(message);
  return JoinLine({"receipt", LogText(receipt.covers.log), std::to_string(receipt.covers.sequence),
                   TimeText(receipt.covers.at), TimeText(receipt.signed_at),
                   std::string(WhatWord(receipt)), posix::Hex(bytes.data, bytes.size)});
}

std::optional<LedgerReceipt> OpenReceiptBytes(const std::string& message,
                                              const IssuerKey& auditor) {
  const auto parts = ReadSignedReceipt(posix::BytesOf(message));
  if (!parts) return std::nullopt;
  const auto receipt = ReadReceipt(parts->receipt);
  if (!receipt) return std::nullopt;
  uint8_t signature[64];
  std::memcpy(signature, parts->signature.data, sizeof signature);
  if (!SodiumCrypto().Verify(auditor, parts->receipt, signature)) return std::nullopt;
  return LedgerReceipt{*receipt, message, false};
}

std::optional<LedgerReceipt> OpenReceipt(const std::string& digits, const IssuerKey& auditor) {
  std::string message(digits.size() / 2, '\0');
  if (!posix::ParseHex(digits, reinterpret_cast<uint8_t*>(message.data()), message.size())) {
    return std::nullopt;
  }
  return OpenReceiptBytes(message, auditor);
}

}  // namespace dialgate::audit
