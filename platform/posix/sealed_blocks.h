// A file whose bytes are sealed: block after block, so that none need be in memory as a whole.
//
//   a block: its size (4 bytes, little-endian), its bytes, the seal of size and bytes (16 bytes);
//   the last one has no bytes. The seals are a chain (dialgate/seal.h): blocks cannot be changed,
//   left out or moved.
#ifndef DIALGATE_POSIX_SEALED_BLOCKS_H
#define DIALGATE_POSIX_SEALED_BLOCKS_H

#include <cstdint>
#include <string>

#include "dialgate/posix/error.h"
#include "dialgate/seal.h"
#include "file_descriptor.h"

namespace dialgate::posix {

class SealedWriter {
 public:
  // Writes beside `path`; nothing is there until Finish.
  SealedWriter(const std::string& path, const dialgate::SealKey& key, const SealCrypto& crypto);
  ~SealedWriter();

  void Put(uint64_t number) { PutBytes(number, 8); }
  void Put(const uint32_t* words, size_t count) {
    for (size_t i = 0; i < count; ++i) PutBytes(words[i], 4);
  }

  // Replaces the file at the path, durably; says how long it is. Errors: it cannot be written.
  Result<uint64_t> Finish();

 private:
  void PutBytes(uint64_t value, unsigned bytes);
  void EndBlock();
  void Write(const std::string& bytes);

  const std::string path_, fresh_;
  const SealCrypto& crypto_;
  SealChain chain_;
  FileDescriptor file_;
  std::string block_;
  uint64_t written_ = 0;
  int failed_ = 0;  // the error's number
};

class SealedReader {
 public:
  SealedReader(const std::string& path, const dialgate::SealKey& key, const SealCrypto& crypto);

  // 0, once something is wrong.
  uint64_t Get() { return GetBytes(8); }
  void Get(uint32_t* words, size_t count) {
    for (size_t i = 0; i < count; ++i) words[i] = static_cast<uint32_t>(GetBytes(4));
  }

  // Whether all that was got is as it was written.
  bool good() const { return good_; }
  // Likewise, and that there is no more.
  bool AtEnd();

 private:
  uint64_t GetBytes(unsigned bytes);
  bool NextBlock();
  bool Read(void* bytes, size_t size);

  const SealCrypto& crypto_;
  SealChain chain_;
  FileDescriptor file_;
  std::string block_;
  size_t place_ = 0;
  bool good_ = true;
};

}  // namespace dialgate::posix

#endif
