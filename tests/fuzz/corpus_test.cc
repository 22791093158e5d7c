// The corpus in the tree, through the same properties as the fuzzers.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "properties.h"

namespace dialgate::fuzz {
namespace {

std::vector<std::filesystem::path> Files(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path corpus = std::filesystem::path(DIALGATE_CORPUS) / folder;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void Replay(const std::string& folder, void (*property)(const uint8_t*, size_t)) {
  const auto files = Files(folder);
  EXPECT_GT(files.size(), 20u);
  for (const auto& file : files) {
    SCOPED_TRACE(file.string());
    std::ifstream in(file, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
    // An allocation of just that size: a sanitizer sees what reads on.
    property(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  }
  std::cout << files.size() << " files\n";
}

TEST(FuzzCorpus, DialedText) { Replay("dialed_text", DialedTextProperty); }
TEST(FuzzCorpus, Policy) { Replay("policy", PolicyProperty); }
TEST(FuzzCorpus, Decide) { Replay("decide", DecideProperty); }
TEST(FuzzCorpus, Log) { Replay("log", LogProperty); }
TEST(FuzzCorpus, LogFolder) { Replay("log_folder", LogFolderProperty); }

}  // namespace
}  // namespace dialgate::fuzz
