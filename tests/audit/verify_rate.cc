// verify_rate [RECORDS]: how many records of a log are verified in a second, and how many bare
// seals are made in the same run, on one core.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "dialgate/sodium_crypto.h"
#include "made_log.h"
#include "platform/audit/log_walk.h"
#include "temporary_folder.h"

namespace dialgate {
namespace {

using Time = std::chrono::steady_clock;

double Since(Time::time_point begin) {
  return std::chrono::duration<double>(Time::now() - begin).count();
}

// Seals of as many records of `size` bytes.
double BareSeals(unsigned records, size_t size) {
  const SodiumCrypto crypto;
  const std::vector<uint8_t> record(size, 7);
  SealChain chain(SealKey{}, 1);
  const auto begin = Time::now();
  for (unsigned i = 0; i < records; ++i) chain.Next(crypto, {record.data(), record.size()});
  return records / Since(begin);
}

int Measure(unsigned records) {
  const testing::TemporaryFolder folder;
  const testing::MadeLog made =
      testing::MakeLog(testing::TestStart(1), records, testing::TestAuditor());
  testing::WriteLog(folder / "log", made.entries, 500000);
  size_t bytes = 0;
  for (const std::string& entry : made.entries) bytes += entry.size();
  const audit::AuditorKeys keys = testing::TestAuditor();
  std::printf("%u records of %.1f bytes each\n", records, static_cast<double>(bytes) / records);
  for (int run = 0; run < 5; ++run) {
    const double bare = BareSeals(records, bytes / records - 24);
    const auto begin = Time::now();
    const auto walked =
        audit::WalkLog(folder / "log", &keys, [](const Record&, uint64_t, uint64_t) {});
    const double verified = records / Since(begin);
    if (!walked || walked->fault || walked->records != records) return 1;
    std::printf("verified %.0f a second; bare seals %.0f a second; ratio %.2f\n", verified, bare,
                verified / bare);
  }
  return 0;
}

}  // namespace
}  // namespace dialgate

int main(int argc, char** argv) {
  const long records = argc > 1 ? std::atol(argv[1]) : 1000000;
  return dialgate::Measure(static_cast<unsigned>(records));
}
