#include "sealed_blocks.h"

#include <errno.h>
#include <stdio.h>

#include <filesystem>

namespace dialgate::posix {
namespace {

constexpr size_t kBlock = 1 << 20;
constexpr size_t kSize = 4;  // of a block's size

ByteView ViewOf(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

// With room for its size before it.
std::string EmptyBlock() {
  std::string block;
  block.reserve(kSize + kBlock + sizeof(Seal));
  block.assign(kSize, '\0');
  return block;
}

}  // namespace

SealedWriter::SealedWriter(const std::string& path, const dialgate::SealKey& key,
                           const SealCrypto& crypto)
    : path_(path),
      fresh_(path + ".new"),
      crypto_(crypto),
      chain_(key, 1),
      file_(open(fresh_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600)),
      block_(EmptyBlock()) {
  if (!file_.valid()) failed_ = errno;
}

SealedWriter::~SealedWriter() {
  if (file_.valid()) unlink(fresh_.c_str());  // after Finish it has another name
}

void SealedWriter::PutBytes(uint64_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i) block_ += static_cast<char>(value >> 8 * i & 0xFF);
  if (block_.size() >= kSize + kBlock - 8) EndBlock();
}

void SealedWriter::EndBlock() {
  const size_t size = block_.size() - kSize;
  for (unsigned i = 0; i < kSize; ++i) block_[i] = static_cast<char>(size >> 8 * i & 0xFF);
  const Seal seal = chain_.Next(crypto_, ViewOf(block_));
  block_.append(reinterpret_cast<const char*>(seal.bytes), sizeof seal.bytes);
  Write(block_);
  block_.assign(kSize, '\0');
}

void SealedWriter::Write(const std::string& bytes) {
  for (size_t done = 0; done < bytes.size() && failed_ == 0;) {
    const ssize_t count = write(file_.get(), bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno != EINTR) failed_ = errno;
    if (count > 0) done += static_cast<size_t>(count);
  }
  written_ += bytes.size();
}

Result<uint64_t> SealedWriter::Finish() {
  if (block_.size() > kSize) EndBlock();
  EndBlock();
  if (failed_ == 0 && fsync(file_.get()) != 0) failed_ = errno;
  if (failed_ == 0 && rename(fresh_.c_str(), path_.c_str()) != 0) failed_ = errno;
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  const FileDescriptor opened = FileDescriptor::OpenForReading(folder);
  if (failed_ == 0 && (!opened.valid() || fsync(opened.get()) != 0)) failed_ = errno;
  if (failed_ != 0) return SystemError(path_, failed_);
  return written_;
}

SealedReader::SealedReader(const std::string& path, const dialgate::SealKey& key,
                           const SealCrypto& crypto)
    : crypto_(crypto),
      chain_(key, 1),
      file_(FileDescriptor::OpenForReading(path)),
      block_(EmptyBlock()),
      place_(kSize) {
  good_ = file_.valid() && NextBlock();
}

bool SealedReader::Read(void* bytes, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t count = read(file_.get(), static_cast<char*>(bytes) + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<size_t>(count);
  }
  return true;
}

bool SealedReader::NextBlock() {
  uint8_t digits[kSize];
  if (!Read(digits, sizeof digits)) return false;
  size_t size = 0;
  for (unsigned i = 0; i < kSize; ++i) size |= size_t{digits[i]} << 8 * i;
  if (size > kBlock) return false;
  block_.resize(kSize + size);
  for (unsigned i = 0; i < kSize; ++i) block_[i] = static_cast<char>(digits[i]);
  Seal seal;
  if (!Read(block_.data() + kSize, size) || !Read(seal.bytes, sizeof seal.bytes)) return false;
  place_ = kSize;
  return chain_.Next(crypto_, ViewOf(block_)) == seal;
}

uint64_t SealedReader::GetBytes(unsigned bytes) {
  if (good_ && place_ == block_.size()) good_ = NextBlock();
  if (!good_ || block_.size() - place_ < bytes) {
    good_ = false;
    return 0;
  }
  uint64_t value = 0;
  for (unsigned i = 0; i < bytes; ++i) {
    value |= uint64_t{static_cast<uint8_t>(block_[place_ + i])} << 8 * i;
  }
  place_ += bytes;
  return value;
}

bool SealedReader::AtEnd() {
  if (!good_ || place_ != block_.size()) return false;
  return block_.size() > kSize && NextBlock() && block_.size() == kSize;
}

}  // namespace dialgate::posix
