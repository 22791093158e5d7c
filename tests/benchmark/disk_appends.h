// How often a disk makes an append durable, with nothing of a gate around it.
#ifndef DIALGATE_TESTS_BENCHMARK_DISK_APPENDS_H
#define DIALGATE_TESTS_BENCHMARK_DISK_APPENDS_H

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace dialgate::benchmarks {

// How many times this program called fdatasync, from whatever thread: the linker puts the count in
// its way (--wrap).
uint64_t SyncCount();

double Seconds();  // of a clock that only runs forward

class DiskAppends {
 public:
  // Appends to a new file at `path`, which is removed at the end; its room is taken ahead, as a
  // log's is. The program ends where it cannot be.
  explicit DiskAppends(const std::string& path);
  DiskAppends(const DiskAppends&) = delete;
  ~DiskAppends();

  // Appends `size` bytes and makes them durable, again and again; how often a second.
  double Run(benchmark::State& state, size_t size);

 private:
  void Append(const std::string& bytes);

  const std::string path_;
  int file_;
  uint64_t written_ = 0;
  uint64_t taken_ = 0;
};

}  // namespace dialgate::benchmarks

#endif
