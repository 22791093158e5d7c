// The bytes of a policy file, held in memory as they were when it was opened.
#ifndef DIALGATE_POSIX_POLICY_FILE_H
#define DIALGATE_POSIX_POLICY_FILE_H

#include <string>

#include "dialgate/bytes.h"
#include "dialgate/posix/error.h"

namespace dialgate::posix {

// Read-only pages of its own, aligned as Policy::Open asks. They are a copy: a mapping of the file
// itself would show whatever is written over it after the signature was checked, and a file that is
// cut short under a mapping
// (`cp new.dgp policy.dgp` does both) would stop a running gate with SIGBUS, emergency calls with
// it. The copy may lie in huge pages, which a file's pages cannot, so that it is not slower to
// search either.
class PolicyFile {
 public:
  // Reads all of a regular file of 1 byte to 2 GiB, which is as much as Protobuf can read.
  static Result<PolicyFile> Open(const std::string& path);

  PolicyFile(PolicyFile&& other) noexcept;
  PolicyFile& operator=(PolicyFile&& other) noexcept;
  ~PolicyFile();

  // Stays where it is when the PolicyFile is moved, and as long as it lives.
  ByteView bytes() const { return {static_cast<const uint8_t*>(data_), size_}; }

 private:
  PolicyFile(void* data, size_t size) : data_(data), size_(size) {}

  void* data_;
  size_t size_;
};

}  // namespace dialgate::posix

#endif
