// Files that come into being whole or not at all, and scratch files that nobody ever sees.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_OUTPUT_FILE_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_OUTPUT_FILE_H

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "platform/builder/rules/problem.h"

namespace dialgate::builder {

// A file being written, beside the one that it replaces once it is kept. Until then it has no name
// where the file system allows that, and goes with the object.
class OutputFile {
 public:
  static tl::expected<OutputFile, Problem> Create(const std::string& path);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  // The permissions that it gets, where not the usual ones. Errors are kept for Sync.
  void SetMode(unsigned mode);

  // Errors are kept for Sync.
  void Write(std::string_view bytes);

  // Brings everything to the disk. Errors: something could not be written.
  tl::expected<void, Problem> Sync();

  // Takes the place of the file at the path. Precondition: Sync succeeded.
  tl::expected<void, Problem> Keep();

  // The file as it was written, for reading. Precondition: Sync succeeded.
  int descriptor() const { return descriptor_; }

  uint64_t size() const { return size_; }

 private:
  OutputFile(std::string path, int descriptor, std::string name);

  void Flush();
  void WriteThrough(std::string_view bytes);

  std::string path_;
  int descriptor_;
  std::string name_;  // under which it stands there until it is kept; empty: none
  std::string buffer_;
  uint64_t size_ = 0;
  int error_ = 0;
};

// Pieces of text put aside while the build goes on, in a file without a name.
class Spool {
 public:
  // In the folder of the file at `path`.
  static tl::expected<Spool, Problem> CreateBeside(const std::string& path);

  Spool(Spool&& other) noexcept;
  Spool& operator=(Spool&&) = delete;
  ~Spool();

  // Errors are kept for Rewind.
  void Add(std::string_view piece);

  // Goes back to the first piece. Errors: some could not be written.
  tl::expected<void, Problem> Rewind();

  // The next piece; it stands until the one after. Errors: it cannot be read. Precondition: there
  // is one.
  tl::expected<std::string_view, Problem> Next();

 private:
  explicit Spool(int descriptor) : descriptor_(descriptor) {}

  void Flush();
  bool Fill(size_t size);

  int descriptor_;
  std::string buffer_;
  size_t place_ = 0;  // of what is read next, in the buffer
  int error_ = 0;
};

}  // namespace dialgate::builder

#endif
