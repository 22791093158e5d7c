// What a build costs, beside one pass of libcsv over the same contacts.csv in the same run.
//   build_benchmark FOLDER [libphonenumber] [THREADS]
// FOLDER is one that make_site wrote, with a refusals.csv in it or without; policy.dgp,
// excluded.csv and the manifest come to stand there. Unless `libphonenumber` is said, numbers are
// read by their digits alone, and what is measured is all else.
#include <csv.h>
#include <sodium.h>
#include <sys/resource.h>
#include <time.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "platform/builder/tables/build_policy.h"

namespace {

using dialgate::PhoneNumber;
using dialgate::builder::BuildRequest;
using dialgate::builder::ContactNumber;

// Time on the wall and time on all processors: others may be using these too.
struct Clock {
  double wall = Since(CLOCK_MONOTONIC);
  double processor = Since(CLOCK_PROCESS_CPUTIME_ID);

  static double Since(clockid_t id) {
    timespec time;
    clock_gettime(id, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }
  Clock operator-(const Clock& other) const {
    return {wall - other.wall, processor - other.processor};
  }
};

long PeakMebibytes() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

void CountCell(void*, size_t, void* count) { ++*static_cast<uint64_t*>(count); }
void CountRow(int, void* count) { ++*static_cast<uint64_t*>(count); }

Clock LibcsvPass(const std::string& path) {
  const Clock begin;
  csv_parser parser;
  csv_init(&parser, 0);
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return begin - begin;
  std::vector<char> block(64 * 1024);
  uint64_t count = 0;
  for (size_t size; (size = std::fread(block.data(), 1, block.size(), file)) > 0;) {
    csv_parse(&parser, block.data(), size, CountCell, CountRow, &count);
  }
  csv_fini(&parser, CountCell, CountRow, &count);
  csv_free(&parser);
  std::fclose(file);
  return Clock() - begin;
}

// Numbers as make_site writes them.
ContactNumber ReadDigits(std::string_view text, std::string_view) {
  std::string digits(text);
  digits = digits[0] == '+' ? digits.substr(1) : "86" + digits;
  return {ContactNumber::Flaw::kNone, PhoneNumber::FromDigits(digits), true};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: build_benchmark FOLDER [libphonenumber] [THREADS]\n");
    return 2;
  }
  const std::string folder = argv[1];
  const bool libphonenumber = argc > 2 && std::string(argv[2]) == "libphonenumber";
  dialgate::LookupKey lookup_key = {};
  dialgate::builder::SigningKey signing_key;
  const unsigned char seed[crypto_sign_SEEDBYTES] = {1};
  unsigned char public_key[crypto_sign_PUBLICKEYBYTES];
  crypto_sign_seed_keypair(public_key, signing_key.bytes, seed);

  BuildRequest request;
  request.rules = folder + "/rules.txtpb";
  request.accounts = folder + "/accounts.csv";
  request.contacts = folder + "/contacts.csv";
  request.policy = folder + "/policy.dgp";
  request.excluded = folder + "/excluded.csv";
  request.manifest = folder + "/manifest.jsonl";
  request.lookup_key = &lookup_key;
  request.signing_key = &signing_key;
  const std::string refusals = folder + "/refusals.csv";
  if (std::filesystem::exists(refusals)) request.refusals = {refusals};
  if (!libphonenumber) request.number_reader = ReadDigits;
  request.threads = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 0;

  const Clock pass = LibcsvPass(request.contacts);
  const Clock begin;
  const auto report = dialgate::builder::BuildPolicy(request);
  const Clock build = Clock() - begin;
  if (!report) {
    std::fprintf(stderr, "%s\n", report.error().message.c_str());
    return 1;
  }
  const auto& contacts = report->contacts;
  std::printf(
      "rows %llu, accounts %llu, contacts %llu, withdrawn %llu, left out %llu, policy %llu bytes\n",
      static_cast<unsigned long long>(report->rows),
      static_cast<unsigned long long>(report->accounts),
      static_cast<unsigned long long>(contacts[0] + contacts[1] + contacts[2] + contacts[3]),
      static_cast<unsigned long long>(report->withdrawn),
      static_cast<unsigned long long>(report->Excluded()),
      static_cast<unsigned long long>(report->policy_bytes));
  std::printf("refusals %llu, withdrawn by them alone %llu\n",
              static_cast<unsigned long long>(report->refusals),
              static_cast<unsigned long long>(report->refused));
  std::printf("wall: libcsv pass %.2f s, build %.2f s, %.1fx\n", pass.wall, build.wall,
              build.wall / pass.wall);
  std::printf("processors: libcsv pass %.2f s, build %.2f s, %.1fx\n", pass.processor,
              build.processor, build.processor / pass.processor);
  std::printf("peak %ld MiB\n", PeakMebibytes());
  return 0;
}
