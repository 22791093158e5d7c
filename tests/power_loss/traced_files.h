// A folder of which every change is seen: what a program did to its files, call by call, and calls
// that fail where a test says so. Whatever links this is traced; it need not know.
#ifndef DIALGATE_TESTS_TRACED_FILES_H
#define DIALGATE_TESTS_TRACED_FILES_H

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace dialgate::testing {

// Paths below a folder: each a file with its bytes or, without any, a folder.
using FolderImage = std::map<std::string, std::optional<std::string>>;

FolderImage ReadImage(const std::string& root);

// A call that changes a file or a folder, or makes changes durable. Files and folders have numbers,
// which they keep under another name: those of the image at first, in its order.
struct FileOperation {
  enum class Kind : uint8_t {
    kMakeFolder,
    kCreate,
    kWrite,
    kResize,
    kRename,
    kRemove,
    kTakeRoom,  // fallocate(2) that leaves the size as it is: no reader sees it
    kSync,      // of a file or a folder
    kFailedSync,
  };
  Kind kind;
  std::string path;   // below the root
  std::string to{};   // kRename: likewise
  unsigned file = 0;
  uint64_t offset = 0;  // kWrite; kResize: the size
  std::string bytes{};  // kWrite
};
std::string Text(const FileOperation& operation);

// As long as it lives, what this program does below `root` is traced. One at a time.
class TracedFiles {
 public:
  // `root` becomes what `image` says, and has nothing else.
  TracedFiles(const std::string& root, const FolderImage& image);
  TracedFiles(const TracedFiles&) = delete;
  ~TracedFiles() { Stop(); }
  void Stop();  // traces nothing more

  std::vector<FileOperation> operations() const;
  size_t count() const;

  // Asked before each call: what is not 0 is the errno with which it fails, and nothing is changed.
  // But a sync that fails has lost what it should have made durable, as Linux does: it can be read
  // as long as the power is there, and no later sync saves it.
  void FailBy(std::function<int(const FileOperation&)> fails);

  // Whoever looks into that folder below the root waits until it is let go.
  void Hold(const std::string& folder);
  void LetGo() { Hold({}); }

 private:
  friend struct FileCalls;
  struct OpenFile {
    std::string path;
    unsigned file;
    uint64_t position;  // of write(2)
  };

  // From here on calls are those of `files`, if they were those of `before`.
  static void Activate(TracedFiles* before, TracedFiles* files);
  std::optional<std::string> Below(const char* path) const;
  void Took(const FileOperation& operation);

  const std::string root_;
  mutable std::mutex mutex_;
  std::map<std::string, unsigned> names_;
  unsigned next_ = 0;
  std::map<int, OpenFile> open_;
  std::vector<FileOperation> operations_;
  std::function<int(const FileOperation&)> fails_;

  std::mutex hold_mutex_;
  std::condition_variable let_go_;
  std::string held_;
};

}  // namespace dialgate::testing

#endif
