// Writes the inputs from which the fuzzers start: make_seeds DIR.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "log_oracle.h"
#include "made_log.h"
#include "policy_maker.h"
#include "random_site.h"
#include "seed_policy.h"

namespace dialgate::fuzz {
namespace {

void Write(const std::filesystem::path& file, const std::string& bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

void WriteDialed(const std::filesystem::path& folder) {
  for (unsigned i = 0; i < 400; ++i) {
    testing::Random random(i);
    const auto plan = model::RandomSite(&random).plan;  // that of the property's number i
    testing::Random spelling(1000 + i);
    std::string text = model::Spell(plan, model::RandomNumber(plan, &spelling), &spelling);
    if (spelling.OneIn(3)) text = model::Spoil(text, &spelling);
    Write(folder / std::to_string(i), static_cast<char>(i) + text);
  }
}

void WritePolicies(const std::filesystem::path& folder) {
  Write(folder / "small", testing::MakePolicy(mutation::SmallSite()));
  Write(folder / "full", testing::MakePolicy(mutation::FullSite(), {0, 1, 2}));
  for (unsigned i = 0; i < 20; ++i) {
    testing::Random random(i);
    testing::Site site = model::RandomSite(&random);
    if (site.zone_sets.size() < 20) Write(folder / std::to_string(i), testing::MakePolicy(site));
  }
}

void WriteCalls(const std::filesystem::path& folder) {
  for (unsigned i = 0; i < 200; ++i) {
    testing::Random random(i);
    std::string bytes;
    while (bytes.size() < 24) bytes += static_cast<char>(random.Word());
    bytes[0] = 0;
    bytes[4] = static_cast<char>(bytes[4] & 0x78);
    bytes[5] = 0;
    for (size_t at : {6, 7}) bytes[at] = static_cast<char>(bytes[at] & 3);
    bytes[8] = 0;
    bytes[9] = static_cast<char>(random.Below(24));
    Write(folder / std::to_string(i), bytes);
  }
}

// A record of each kind as a whole log, as a record and by its values, and the parts of receipts.
void WriteLogs(const std::filesystem::path& folder) {
  const testing::MadeLog made = testing::MakeLog(testing::TestStart(5), 20, testing::TestAuditor());
  for (size_t i = 0; i < made.entries.size(); ++i) {
    const auto entry = ReadEntry(BytesOf(made.entries[i]));
    Write(folder / ("log" + std::to_string(i)), '\0' + made.entries[i]);
    Write(folder / ("record" + std::to_string(i)), '\1' + TextOf(entry->record));
  }
  for (unsigned i = 0; i < 66; ++i) {
    testing::Random random(i);
    std::string bytes = {3, static_cast<char>(i % 11)};
    while (bytes.size() < 200) bytes += static_cast<char>(random.Word());
    Write(folder / ("values" + std::to_string(i)), bytes);
  }
}

void WriteLogFolders(const std::filesystem::path& folder) {
  const testing::MadeLog made = testing::MakeLog(testing::TestStart(5), 20, testing::TestAuditor());
  std::string all;
  for (unsigned i = 0; i < made.entries.size(); ++i) {
    all += made.entries[i];
    const std::string two = {0, static_cast<char>((all.size() - made.entries[i].size()) >> 4)};
    Write(folder / std::to_string(i), std::string(2, '\0') + all);
    Write(folder / ("two" + std::to_string(i)), two + all);
    Write(folder / ("torn" + std::to_string(i)),
          std::string(2, '\0') + all.substr(0, all.size() - 1 - i) + std::string(i, '\0'));
  }
}

}  // namespace
}  // namespace dialgate::fuzz

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "make_seeds: DIR\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  dialgate::fuzz::WriteDialed(folder / "dialed_text");
  dialgate::fuzz::WritePolicies(folder / "policy");
  dialgate::fuzz::WriteCalls(folder / "decide");
  dialgate::fuzz::WriteLogs(folder / "log");
  dialgate::fuzz::WriteLogFolders(folder / "log_folder");
  return 0;
}
