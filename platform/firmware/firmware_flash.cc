// On the host: what a gate's flash holds before its first start, and the log that it holds after.
//   firmware_flash new DEVICE IMAGE      the image of flash with which the gate of DEVICE begins
//   firmware_flash log DEVICE IMAGE LOG  the log in IMAGE, as a folder for `dialgate audit`
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "answer.h"
#include "board.h"
#include "dialgate/flash_seal.h"
#include "dialgate/posix/files.h"
#include "dialgate/posix/gate_folder.h"
#include "ram_flash.h"

namespace firmware {
namespace {

using Bytes = std::vector<uint8_t>;

int Fail(const std::string& message) {
  std::fprintf(stderr, "firmware_flash: %s\n", message.c_str());
  return 2;
}

// Over no file that is there.
bool WriteNewFile(const std::string& path, const Bytes& bytes, mode_t mode) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) return false;
  const ssize_t written = write(file, bytes.data(), bytes.size());
  return close(file) == 0 && written == static_cast<ssize_t>(bytes.size());
}

// For its owner only: it holds a key.
int New(const std::string& device, const std::string& path) {
  const auto start_key = dialgate::posix::ReadSecretKey<dialgate::SealKey>(device + "/log.key");
  if (!start_key) return Fail(start_key.error().message);
  Bytes image(kImageBytes, 0xFF);
  RamFlash flash(image.data() + kLogBytes, kSealFlash);
  if (!dialgate::FlashSealSlots(flash).Provision(start_key->value)) {
    return Fail("the sizes in board.h hold no key");
  }
  if (!WriteNewFile(path, image, 0600)) {
    return Fail(path + ": cannot be made; it must not be there, and its folder must be writable");
  }
  return 0;
}

// Entries back to back are what a file of a log is. An entry ends with its seal, a field of two
// bytes and the seal's own, right behind the record.
class Collector final : public dialgate::RecordTaker {
 public:
  bool Take(const dialgate::Entry& entry, const dialgate::Record& record) override {
    if (entries_.empty()) first_ = record.sequence;
    const uint8_t* const end = entry.record.end() + 2 + sizeof entry.seal.bytes;
    entries_.insert(entries_.end(), end - entry.size, end);
    return true;
  }
  const Bytes& entries() const { return entries_; }
  // Of a log that was shortened the first segment is gone.
  const char* segment() const { return first_ > 1 ? "/00000002.log" : "/00000001.log"; }

 private:
  Bytes entries_;
  uint64_t first_ = 1;
};

bool ReadFile(const std::string& path, Bytes* bytes) {
  std::ifstream file(path, std::ios::binary);
  bytes->assign(std::istreambuf_iterator<char>(file), {});
  return file.good() && bytes->size() == kImageBytes;
}

// The image stays as it is: what mounting writes goes into the copy here.
int Log(const std::string& device, const std::string& path, const std::string& folder) {
  const auto text = dialgate::posix::ReadText(device + "/gate.txt");
  if (!text) return Fail(text.error().message);
  const auto settings = dialgate::posix::ParseSettings(*text, device + "/gate.txt");
  if (!settings) return Fail(settings.error().message);
  Bytes image;
  if (!ReadFile(path, &image)) return Fail(path + ": is no image of this board's flash");
  RamFlash flash(image.data(), kLogFlash);
  dialgate::FlashLog log(flash, LogConfig(std::stoull(settings->log, nullptr, 16)));
  Collector collector;
  const auto mounted = log.Mount(collector);
  if (!mounted) return Fail(path + ": " + std::string(Text(mounted.error())));
  std::error_code failed;
  if (!std::filesystem::create_directory(folder, failed)) {
    return Fail(folder + ": cannot be made; it must not be there, and its parent must");
  }
  const std::string segment = folder + collector.segment();
  if (!WriteNewFile(segment, collector.entries(), 0644)) {
    return Fail(segment + ": cannot be written");
  }
  return 0;
}

}  // namespace
}  // namespace firmware

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (argc == 4 && arguments[0] == "new") return firmware::New(arguments[1], arguments[2]);
  if (argc == 5 && arguments[0] == "log") {
    return firmware::Log(arguments[1], arguments[2], arguments[3]);
  }
  std::fputs("usage: firmware_flash new DEVICE IMAGE\n"
             "       firmware_flash log DEVICE IMAGE LOG\n",
             stderr);
  return 2;
}
