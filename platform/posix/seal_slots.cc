#include "dialgate/posix/seal_slots.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include <algorithm>
#include <optional>

#include "dialgate/posix/files.h"
#include "file_descriptor.h"

namespace dialgate::posix {
namespace {

constexpr size_t kPoint = 8 + sizeof(dialgate::SealKey);
constexpr size_t kCode = 16;

std::string SlotPath(const std::string& folder, unsigned slot) {
  return folder + "/seal." + std::to_string(slot);
}

bool Exists(const std::string& path) {
  struct stat status;
  return lstat(path.c_str(), &status) == 0;
}

void Code(const uint8_t* point, uint8_t (&code)[kCode]) {
  uint8_t digest[crypto_hash_sha512_BYTES];
  crypto_hash_sha512(digest, point, kPoint);
  memcpy(code, digest, sizeof code);
}

// False: it is not whole.
bool Decode(const SealSlotBytes& slot, SealPoint* point) {
  uint8_t code[kCode];
  Code(slot.bytes, code);
  if (sodium_memcmp(code, slot.bytes + kPoint, sizeof code) != 0) return false;
  point->sequence = 0;
  for (unsigned i = 0; i < 8; ++i) point->sequence |= uint64_t{slot.bytes[i]} << 8 * i;
  memcpy(point->key.bytes, slot.bytes + 8, sizeof point->key.bytes);
  return point->sequence != 0;
}

Result<void> Overwrite(const FileDescriptor& file, const std::string& path,
                       const std::string& text) {
  for (size_t done = 0; done < text.size();) {
    const ssize_t count = pwrite(file.get(), text.data() + done, text.size() - done,
                                 static_cast<off_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError(path, errno);
    done += static_cast<size_t>(count);
  }
  if (fdatasync(file.get()) != 0) return SystemError(path, errno);
  return {};
}

Result<void> SyncFolder(const std::string& folder) {
  const FileDescriptor opened = FileDescriptor::OpenForReading(folder);
  if (!opened.valid() || fsync(opened.get()) != 0) return SystemError(folder, errno);
  return {};
}

}  // namespace

Wiped<SealSlotBytes> EncodeSlot(const SealPoint& point) {
  static_assert(sizeof(SealSlotBytes) == kPoint + kCode);
  Wiped<SealSlotBytes> slot;
  uint8_t* bytes = slot.value.bytes;
  for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<uint8_t>(point.sequence >> 8 * i);
  memcpy(bytes + 8, point.key.bytes, sizeof point.key.bytes);
  uint8_t code[kCode];
  Code(bytes, code);
  memcpy(bytes + kPoint, code, sizeof code);
  return slot;
}

std::vector<Wiped<SealPoint>> SealSlots::Read(const std::string& folder) {
  std::vector<Wiped<SealPoint>> points;
  for (unsigned number = 0; number < 2; ++number) {
    Wiped<SealSlotBytes> bytes;
    Wiped<SealPoint> point;
    const std::string path = SlotPath(folder, number);
    if (!ReadSecret(path, bytes.value.bytes, sizeof bytes.value.bytes)) continue;
    if (Decode(bytes.value, &point.value)) points.push_back(std::move(point));
  }
  const auto start = ReadSecretKey<dialgate::SealKey>(folder + "/log.key");
  if (start) {
    Wiped<SealPoint> point;
    point.value = {1, start->value};
    points.push_back(std::move(point));
  }
  std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) {
    return a.value.sequence < b.value.sequence;
  });
  return points;
}

Result<SealSlots> SealSlots::Open(const std::string& folder) {
  SealSlots slots(folder);
  slots.start_key_left_ = Exists(folder + "/log.key");
  bool found = false;
  for (unsigned number = 0; number < 2; ++number) {
    Wiped<SealSlotBytes> bytes;
    Wiped<SealPoint> point;
    const std::string path = SlotPath(folder, number);
    slots.untouched_ = slots.untouched_ && !Exists(path);
    if (!ReadSecret(path, bytes.value.bytes, sizeof bytes.value.bytes)) continue;
    if (!Decode(bytes.value, &point.value)) continue;
    if (found && point.value.sequence <= slots.newest_.value.sequence) continue;
    slots.newest_.value = point.value;
    slots.older_ = 1 - number;
    found = true;
  }
  if (found) return slots;
  Result<Wiped<dialgate::SealKey>> start = ReadSecretKey<dialgate::SealKey>(folder + "/log.key");
  if (!start) {
    return tl::make_unexpected(
        Error{folder + ": has no whole seal.0 or seal.1, and no log.key (" + start.error().message +
              "): have the auditor provision the gate again"});
  }
  slots.newest_.value = {1, start->value};
  return slots;
}

Result<void> SealSlots::Keep(const SealPoint& point) {
  const Wiped<SealSlotBytes> bytes = EncodeSlot(point);
  std::string text = Hex(bytes.value.bytes, sizeof bytes.value.bytes) + "\n";
  const std::string path = SlotPath(folder_, older_);
  const bool fresh = !Exists(path);
  const FileDescriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  Result<void> kept = file.valid() ? Overwrite(file, path, text) : SystemError(path, errno);
  Wipe(text.data(), text.size());
  const bool has_start_key = fresh || start_key_left_;
  if (kept && has_start_key) kept = SyncFolder(folder_);
  if (kept && has_start_key) kept = RemoveStartKey();
  if (!kept) return kept;
  start_key_left_ = false;
  newest_.value = point;
  older_ = 1 - older_;
  untouched_ = false;
  return {};
}

// Whoever had the first key could seal the whole log anew.
Result<void> SealSlots::RemoveStartKey() const {
  const std::string path = folder_ + "/log.key";
  const FileDescriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.valid()) return errno == ENOENT ? Result<void>() : SystemError(path, errno);
  const Result<void> erased =
      Overwrite(file, path, std::string(2 * sizeof(dialgate::SealKey), '0') + "\n");
  if (!erased) return erased;
  if (unlink(path.c_str()) != 0) return SystemError(path, errno);
  return SyncFolder(folder_);
}

}  // namespace dialgate::posix
