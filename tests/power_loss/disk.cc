#include "disk.h"

#include <algorithm>

namespace dialgate::testing {
namespace {

using Kind = FileOperation::Kind;

constexpr uint64_t kSector = 512;

bool IsOfNames(const FileOperation& operation) {
  return operation.kind == Kind::kMakeFolder || operation.kind == Kind::kCreate ||
         operation.kind == Kind::kRename || operation.kind == Kind::kRemove;
}

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

void Write(const FileOperation& write, const Survival& survival, std::string* file) {
  const bool torn = survival.kind == Survival::Kind::kCutAt;
  const size_t count = torn ? static_cast<size_t>(survival.at) : write.bytes.size();
  file->resize(std::max<size_t>(file->size(), write.offset + count));
  if (survival.kind == Survival::Kind::kLengthOnly) return;
  for (size_t i = 0; i < count; ++i) {
    const bool lost = survival.kind == Survival::Kind::kSectorLost &&
                      (write.offset + i) / kSector == survival.at;
    if (!lost) (*file)[write.offset + i] = write.bytes[i];
  }
}

using Ways = std::vector<std::vector<Survival>>;

void AddTornWrites(const std::vector<FileOperation>& pending, size_t which, bool every,
                   Random* random, Ways* ways) {
  const FileOperation& write = pending[which];
  const auto add = [&](Survival survival) {
    ways->emplace_back(pending.size());
    ways->back()[which] = survival;
  };
  add({Survival::Kind::kLengthOnly, 0});
  const uint64_t first = write.offset / kSector;
  const uint64_t last = (write.offset + write.bytes.size() - 1) / kSector;
  for (uint64_t sector = first; sector <= last && first != last; ++sector) {
    add({Survival::Kind::kSectorLost, sector});
  }
  const size_t size = write.bytes.size();
  for (size_t at = 1; every && at < size; ++at) add({Survival::Kind::kCutAt, at});
  if (!every && size > 1) add({Survival::Kind::kCutAt, 1 + random->Below(size - 1)});
}

}  // namespace

void Disk::Saved::Take(const FileOperation& operation, const Survival& survival) {
  if (survival.kind == Survival::Kind::kLost) return;
  switch (operation.kind) {
    case Kind::kMakeFolder:
    case Kind::kCreate: names[operation.path] = operation.file; return;
    case Kind::kRename:
      names.erase(operation.path);
      names[operation.to] = operation.file;
      return;
    case Kind::kRemove: names.erase(operation.path); return;
    case Kind::kResize: files[operation.file]->resize(operation.offset); return;
    case Kind::kWrite: return Write(operation, survival, &*files[operation.file]);
    case Kind::kTakeRoom:
    case Kind::kSync:
    case Kind::kFailedSync: return;
  }
}

Disk::Disk(const FolderImage& image) {
  unsigned next = 1;  // 0 is the root
  for (const auto& [path, bytes] : image) {
    saved_.names[path] = next;
    saved_.files[next++] = bytes;
  }
}

void Disk::Apply(const FileOperation& operation) {
  switch (operation.kind) {
    case Kind::kTakeRoom: return;
    case Kind::kSync:
    case Kind::kFailedSync: return Settle(operation);
    case Kind::kMakeFolder: saved_.files[operation.file] = std::nullopt; break;
    case Kind::kCreate: saved_.files[operation.file] = ""; break;
    default: break;
  }
  pending_.push_back(operation);
}

void Disk::Settle(const FileOperation& sync) {
  std::vector<FileOperation> left;
  for (const FileOperation& operation : pending_) {
    const bool covered = IsOfNames(operation) ? FolderOf(operation.path) == sync.path
                                              : operation.file == sync.file;
    if (!covered) left.push_back(operation);
    if (covered && sync.kind == Kind::kSync) saved_.Take(operation, {});
  }
  pending_ = left;
}

FolderImage Disk::After(const std::vector<Survival>& survivals) const {
  Saved found = saved_;
  for (size_t i = 0; i < pending_.size(); ++i) found.Take(pending_[i], survivals[i]);
  FolderImage image;
  for (const auto& [path, file] : found.names) {  // a folder comes before what is in it
    const std::string folder = FolderOf(path);
    if (folder.empty() || image.count(folder) != 0) image[path] = found.files[file];
  }
  return image;
}

Ways WaysToSurvive(const std::vector<FileOperation>& pending, bool every, Random* random) {
  const size_t count = pending.size();
  const std::vector<Survival> all(count), none(count, {Survival::Kind::kLost, 0});
  Ways ways = {all};
  if (count == 0) return ways;
  ways.push_back(none);
  for (size_t i = 0; i < count; ++i) {
    if (count > 1) {
      for (const auto& most : {all, none}) {
        ways.push_back(most);
        ways.back()[i] = most[i].kind == Survival::Kind::kLost ? all[i] : none[i];
      }
    }
    if (pending[i].kind == Kind::kWrite) AddTornWrites(pending, i, every, random, &ways);
  }
  for (unsigned i = 0; count > 2 && i < (every ? 8 : 1); ++i) {
    ways.push_back(all);
    for (Survival& survival : ways.back()) {
      if (random->OneIn(2)) survival.kind = Survival::Kind::kLost;
    }
  }
  return ways;
}

}  // namespace dialgate::testing
