// What a disk may hold after the power went: what was synced, and of the rest anything.
#ifndef DIALGATE_TESTS_DISK_H
#define DIALGATE_TESTS_DISK_H

#include <string>
#include <vector>

#include "random.h"
#include "traced_files.h"

namespace dialgate::testing {

// What became of one operation that no sync covers.
struct Survival {
  enum class Kind : uint8_t {
    kWhole,
    kLost,
    kCutAt,       // of a write, the first `at` bytes came
    kSectorLost,  // of a write, the file's sector `at` did not; its length did
    kLengthOnly,
  };
  Kind kind = Kind::kWhole;
  uint64_t at = 0;
};

// A disk that promises what POSIX does and no more: fsync(2) and fdatasync(2) of a file save its
// bytes and its length, fsync(2) of a folder the names in it, rename(2) is whole or not at all, and
// nothing else has an order.
class Disk {
 public:
  explicit Disk(const FolderImage& image);

  void Apply(const FileOperation& operation);

  // The operations that no sync covers yet, oldest first.
  const std::vector<FileOperation>& pending() const { return pending_; }

  // What is found if of each pending operation came what `survivals`, as many, say.
  FolderImage After(const std::vector<Survival>& survivals) const;

 private:
  struct Saved {
    std::map<std::string, unsigned> names;
    std::map<unsigned, std::optional<std::string>> files;  // none: a folder

    void Take(const FileOperation& operation, const Survival& survival);
  };
  void Settle(const FileOperation& sync);

  Saved saved_;
  std::vector<FileOperation> pending_;
};

// Ways in which the power's going may leave `pending`: nothing and all of it came, all but one and
// only one, and a write torn or out of order; at each of its bytes if `every`, else at a few that
// `random` gives.
std::vector<std::vector<Survival>> WaysToSurvive(const std::vector<FileOperation>& pending,
                                                 bool every, Random* random);

}  // namespace dialgate::testing

#endif
