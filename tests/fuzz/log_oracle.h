// Protobuf as the judge of what the core reads in a log.
#ifndef DIALGATE_TESTS_FUZZ_LOG_ORACLE_H
#define DIALGATE_TESTS_FUZZ_LOG_ORACLE_H

#include <string>

#include "dialgate/record.h"

namespace dialgate::fuzz {

// Of bytes that the core takes for what is named: whether Protobuf parses them, writes them again
// as they were, and holds in every field what the core read. What is not so, or nothing.
std::string EntryDisagreement(ByteView bytes, const Entry& entry);
std::string RecordDisagreement(ByteView bytes, const Record& record);
std::string ReceiptDisagreement(ByteView bytes, const Receipt& receipt);
std::string SignedReceiptDisagreement(ByteView bytes, const SignedReceipt& receipt);

inline std::string TextOf(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data), bytes.size};
}
inline ByteView BytesOf(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

}  // namespace dialgate::fuzz

#endif
