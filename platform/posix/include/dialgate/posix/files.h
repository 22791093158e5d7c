// The small files of a party's folder: read whole, written whole or not at all.
#ifndef DIALGATE_POSIX_FILES_H
#define DIALGATE_POSIX_FILES_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "dialgate/posix/error.h"
#include "dialgate/posix/wiped.h"

namespace dialgate::posix {

// The text of a regular file of at most 64 KiB.
Result<std::string> ReadText(const std::string& path);

// Refuses a secret that its group or others can read, write or run. A file that is not there is no
// error.
Result<void> CheckSecretMode(const std::string& path);

// Reads exactly `size` bytes, written as hexadecimal digits on one line, into `secret`; at most 64.
// Refuses a file that its group or others can read.
Result<void> ReadSecret(const std::string& path, uint8_t* secret, size_t size);

// Reads a secret that is nothing but bytes: a key, a seed.
template <typename Key>
Result<Wiped<Key>> ReadSecretKey(const std::string& path) {
  Wiped<Key> key;
  Result<void> read = ReadSecret(path, key.value.bytes, sizeof key.value.bytes);
  if (!read) return tl::make_unexpected(read.error());
  return key;
}

std::string Hex(const uint8_t* bytes, size_t size);
// Exactly `size` bytes from twice as many digits.
bool ParseHex(const std::string& text, uint8_t* bytes, size_t size);

// Replaces the file at `path`, or makes it: at every moment, through a power cut too, it has either
// its old text or all of `text`. Mode 0600.
Result<void> ReplaceFile(const std::string& path, const std::string& text);

// The same in two steps, for whoever must know before the second that the disk takes it: the text
// comes beside the file (`path`.new), and then in its place. Abandon takes it away again.
Result<void> PrepareFile(const std::string& path, const std::string& text);
Result<void> PutInPlace(const std::string& path);
void AbandonFile(const std::string& path);

// Gives the folder `from` the name `to` beside it, which nothing or an empty folder has.
Result<void> NameFolder(const std::string& from, const std::string& to);

// Files that come into a folder together, and over no file that is there.
class NewFiles {
 public:
  ~NewFiles();

  // A file for everybody (0644), and one for its owner only (0600).
  void Add(const std::string& name, std::string text);
  void AddSecret(const std::string& name, const uint8_t* secret, size_t size);

  // Makes `folder` (0700) where there is none, and every file, durably; on an error, none of the
  // files.
  Result<void> WriteTo(const std::string& folder) const;

 private:
  struct File {
    std::string name;
    std::string text;
    unsigned mode;
  };
  Result<void> CheckAbsent(const std::string& folder) const;

  std::vector<File> files_;
};

}  // namespace dialgate::posix

#endif
