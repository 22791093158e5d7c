#include "dialgate/posix/files.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>

#include <filesystem>

#include "file_descriptor.h"

namespace dialgate::posix {
namespace {

constexpr size_t kMaxText = 64 * 1024;
constexpr size_t kMaxSecret = 64;

Result<void> CheckMode(const struct stat& status, const std::string& path) {
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
  return tl::make_unexpected(
      Error{path + ": is a secret that others than its owner may open: chmod 600 " + path});
}

// Reads at most `size` bytes from the start of a regular file; which is how many.
Result<size_t> ReadStart(const std::string& path, bool secret, char* data, size_t size) {
  const FileDescriptor file = FileDescriptor::OpenForReading(path);
  if (!file.valid()) return SystemError(path, errno);
  struct stat status;
  if (fstat(file.get(), &status) != 0) return SystemError(path, errno);
  if (!S_ISREG(status.st_mode)) return tl::make_unexpected(Error{path + ": is not a regular file"});
  if (secret) {
    const Result<void> mode = CheckMode(status, path);
    if (!mode) return tl::make_unexpected(mode.error());
  }
  size_t filled = 0;
  while (filled < size) {
    const ssize_t count = read(file.get(), data + filled, size - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError(path, errno);
    if (count == 0) break;
    filled += static_cast<size_t>(count);
  }
  return filled;
}

Result<void> WriteAll(const FileDescriptor& file, const std::string& path,
                      const std::string& text) {
  size_t written = 0;
  while (written < text.size()) {
    const ssize_t count = write(file.get(), text.data() + written, text.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError(path, errno);
    written += static_cast<size_t>(count);
  }
  if (fsync(file.get()) != 0) return SystemError(path, errno);
  return {};
}

// Others may look into a folder that was there before; one that is made here is its owner's alone.
Result<void> MakeFolder(std::string folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  std::error_code failed;
  if (std::filesystem::create_directories(folder, failed)) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
  }
  if (failed) return SystemError(folder, failed.value());
  return {};
}

std::string ParentOf(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  const std::string parent = std::filesystem::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

// A name in a folder survives a power cut only once the folder itself is synced.
Result<void> SyncFolder(const std::string& folder) {
  const FileDescriptor opened = FileDescriptor::OpenForReading(folder);
  if (!opened.valid() || fsync(opened.get()) != 0) return SystemError(folder, errno);
  return {};
}

}  // namespace

void Wipe(void* data, size_t size) { sodium_memzero(data, size); }

Result<std::string> ReadText(const std::string& path) {
  std::string text(kMaxText + 1, '\0');
  const Result<size_t> size = ReadStart(path, false, text.data(), text.size());
  if (!size) return tl::make_unexpected(size.error());
  if (*size > kMaxText) return tl::make_unexpected(Error{path + ": is over 64 KiB"});
  text.resize(*size);
  return text;
}

Result<void> CheckSecretMode(const std::string& path) {
  struct stat status;
  if (stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) return {};
    return SystemError(path, errno);
  }
  return CheckMode(status, path);
}

Result<void> ReadSecret(const std::string& path, uint8_t* secret, size_t size) {
  char digits[2 * kMaxSecret + 2];
  const Result<size_t> count = ReadStart(path, true, digits, 2 * size + 2);
  if (!count) return tl::make_unexpected(count.error());
  const bool whole = *count == 2 * size || (*count == 2 * size + 1 && digits[2 * size] == '\n');
  size_t decoded = 0;
  const bool hex =
      whole && sodium_hex2bin(secret, size, digits, 2 * size, nullptr, &decoded, nullptr) == 0;
  Wipe(digits, sizeof digits);
  if (hex && decoded == size) return {};
  return tl::make_unexpected(Error{path + ": is not " + std::to_string(2 * size) +
                                   " hexadecimal digits on one line: restore it from a backup"});
}

std::string Hex(const uint8_t* bytes, size_t size) {
  std::string text(2 * size + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();
  return text;
}

bool ParseHex(const std::string& text, uint8_t* bytes, size_t size) {
  size_t decoded = 0;
  return text.size() == 2 * size &&
         sodium_hex2bin(bytes, size, text.data(), text.size(), nullptr, &decoded, nullptr) == 0 &&
         decoded == size;
}

Result<void> PrepareFile(const std::string& path, const std::string& text) {
  const std::string fresh = path + ".new";
  const FileDescriptor file(
      open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.valid()) return SystemError(fresh, errno);
  const Result<void> written = WriteAll(file, fresh, text);
  if (!written) AbandonFile(path);
  return written;
}

void AbandonFile(const std::string& path) { unlink((path + ".new").c_str()); }

Result<void> PutInPlace(const std::string& path) {
  if (rename((path + ".new").c_str(), path.c_str()) != 0) {
    const Result<void> failed = SystemError(path, errno);
    AbandonFile(path);
    return failed;
  }
  return SyncFolder(ParentOf(path));
}

Result<void> ReplaceFile(const std::string& path, const std::string& text) {
  const Result<void> prepared = PrepareFile(path, text);
  return prepared ? PutInPlace(path) : prepared;
}

Result<void> NameFolder(const std::string& from, const std::string& to) {
  if (rename(from.c_str(), to.c_str()) != 0) return SystemError(to, errno);
  return SyncFolder(ParentOf(to));
}

NewFiles::~NewFiles() {
  for (File& file : files_) Wipe(file.text.data(), file.text.size());
}

void NewFiles::Add(const std::string& name, std::string text) {
  files_.push_back({name, std::move(text), 0644});
}

void NewFiles::AddSecret(const std::string& name, const uint8_t* secret, size_t size) {
  files_.push_back({name, Hex(secret, size) + "\n", 0600});
}

Result<void> NewFiles::WriteTo(const std::string& folder) const {
  Result<void> result = MakeFolder(folder);
  if (result) result = CheckAbsent(folder);
  if (!result) return result;
  size_t made = 0;
  for (const File& entry : files_) {
    const std::string path = folder + "/" + entry.name;
    const FileDescriptor file(
        open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, entry.mode));
    if (file.valid()) ++made;
    result = file.valid() ? WriteAll(file, path, entry.text) : SystemError(path, errno);
    if (!result) break;
  }
  if (result) result = SyncFolder(folder);
  if (result) result = SyncFolder(ParentOf(folder));
  for (size_t index = 0; !result && index < made; ++index) {
    unlink((folder + "/" + files_[index].name).c_str());
  }
  return result;
}

Result<void> NewFiles::CheckAbsent(const std::string& folder) const {
  for (const File& file : files_) {
    const std::string path = folder + "/" + file.name;
    struct stat status;
    if (lstat(path.c_str(), &status) == 0) {
      return tl::make_unexpected(
          Error{path + ": is there already, and keys are never overwritten: name another folder"});
    }
  }
  return {};
}

}  // namespace dialgate::posix
