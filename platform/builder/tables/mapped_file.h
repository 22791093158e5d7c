// A whole file as text.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_MAPPED_FILE_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_MAPPED_FILE_H

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "platform/builder/rules/problem.h"

namespace dialgate::builder {

// Read-only pages of a file, which is not to be cut short meanwhile.
class MappedFile {
 public:
  // A regular file.
  static tl::expected<MappedFile, Problem> Open(const std::string& path);
  // The same of a file that is open already; `path` is what errors call it.
  static tl::expected<MappedFile, Problem> Of(int descriptor, const std::string& path);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;
  ~MappedFile();

  std::string_view text() const { return {data_, size_}; }
  unsigned mode() const { return mode_; }  // its permissions

 private:
  MappedFile(const char* data, size_t size, unsigned mode)
      : data_(data), size_(size), mode_(mode) {}

  const char* data_;  // null: the file is empty
  size_t size_;
  unsigned mode_;
};

}  // namespace dialgate::builder

#endif
