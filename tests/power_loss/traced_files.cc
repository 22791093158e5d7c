#include "traced_files.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace dialgate::testing {
namespace {

namespace fs = std::filesystem;
using Kind = FileOperation::Kind;

}  // namespace

TracedFiles::TracedFiles(const std::string& root, const FolderImage& image) : root_(root) {
  fs::remove_all(root);
  fs::create_directories(root);
  names_[""] = next_++;
  for (const auto& [path, bytes] : image) {
    names_[path] = next_++;
    const std::string whole = root + "/" + path;
    if (bytes) {
      std::ofstream(whole, std::ios::binary) << *bytes;
      chmod(whole.c_str(), 0600);
    } else {
      fs::create_directory(whole);
    }
  }
  Activate(nullptr, this);
}

void TracedFiles::Stop() { Activate(this, nullptr); }

std::vector<FileOperation> TracedFiles::operations() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return operations_;
}

size_t TracedFiles::count() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return operations_.size();
}

void TracedFiles::FailBy(std::function<int(const FileOperation&)> fails) {
  const std::lock_guard<std::mutex> lock(mutex_);
  fails_ = std::move(fails);
}

void TracedFiles::Hold(const std::string& folder) {
  const std::lock_guard<std::mutex> lock(hold_mutex_);
  held_ = folder;
  let_go_.notify_all();
}

std::optional<std::string> TracedFiles::Below(const char* path) const {
  const std::string whole = fs::path(path).lexically_normal().string();
  if (whole.compare(0, root_.size(), root_) != 0) return std::nullopt;
  std::string below = whole.substr(root_.size());
  if (!below.empty() && below[0] != '/') return std::nullopt;
  while (!below.empty() && below.front() == '/') below.erase(0, 1);
  while (!below.empty() && below.back() == '/') below.pop_back();
  return below;
}

void TracedFiles::Took(const FileOperation& given) {
  FileOperation operation = given;
  const bool fresh = operation.kind == Kind::kCreate || operation.kind == Kind::kMakeFolder;
  if (fresh) operation.file = names_[operation.path] = next_++;
  if (operation.kind == Kind::kRename || operation.kind == Kind::kRemove) {
    names_.erase(operation.path);
  }
  if (operation.kind == Kind::kRename) names_[operation.to] = operation.file;
  operations_.push_back(operation);
}

std::string Text(const FileOperation& operation) {
  constexpr const char* kNames[] = {"mkdir",  "create", "write",     "truncate", "rename",
                                    "unlink", "fallocate", "sync", "failed sync"};
  std::string text = kNames[static_cast<unsigned>(operation.kind)];
  text += " " + operation.path;
  if (operation.kind == Kind::kRename) text += " to " + operation.to;
  if (operation.kind == Kind::kWrite) {
    text += ", " + std::to_string(operation.bytes.size()) + " bytes at " +
            std::to_string(operation.offset);
  }
  return text;
}

FolderImage ReadImage(const std::string& root) {
  FolderImage image;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    auto& bytes = image[entry.path().lexically_relative(root).string()];
    if (entry.is_directory()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    bytes.emplace(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return image;
}

}  // namespace dialgate::testing

