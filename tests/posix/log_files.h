// Entries for logs of tests, and what is read back.
#ifndef DIALGATE_TESTS_POSIX_LOG_FILES_H
#define DIALGATE_TESTS_POSIX_LOG_FILES_H

#include <string>
#include <vector>

#include "dialgate/posix/log_folder.h"
#include "dialgate/record.h"
#include "fake_crypto.h"

namespace dialgate::testing {

// Writes records one after the other; record n is a withdrawal of `n`.
class EntryWriter {
 public:
  std::string Next() {
    Record record;
    record.sequence = chain_.sequence();
    record.at = 1794000000;
    record.kind = RecordKind::kWithdrawn;
    record.withdrawn = {WithdrawalKind::kNumber, record.sequence};
    uint8_t entry[kMaxEntrySize];
    const size_t size = WriteEntry(record, crypto_, &chain_, entry);
    return {reinterpret_cast<const char*>(entry), size};
  }

 private:
  FakeCrypto crypto_;
  SealChain chain_{dialgate::SealKey{{7}}, 1};
};

inline ByteView View(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

// The sequences in a log, in their order.
class Sequences {
 public:
  posix::TakeEntry Take() {
    return [this](const Entry&, const Record& record, const posix::LogPlace&) {
      all_.push_back(record.sequence);
      return posix::Result<void>();
    };
  }
  const std::vector<uint64_t>& all() const { return all_; }

  // 1 to `last`.
  static std::vector<uint64_t> UpTo(uint64_t last) {
    std::vector<uint64_t> all;
    for (uint64_t sequence = 1; sequence <= last; ++sequence) all.push_back(sequence);
    return all;
  }

 private:
  std::vector<uint64_t> all_;
};

}  // namespace dialgate::testing

#endif
