// A disk that refuses to write.
#ifndef DIALGATE_TESTS_POSIX_FILE_LIMIT_H
#define DIALGATE_TESTS_POSIX_FILE_LIMIT_H

#include <signal.h>
#include <sys/resource.h>

namespace dialgate::testing {

// As long as it lives, write(2) fails behind that many bytes of any file.
class FileLimit {
 public:
  explicit FileLimit(rlim_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit = {bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileLimit(const FileLimit&) = delete;
  ~FileLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_;
};

}  // namespace dialgate::testing

#endif
