#include "dialgate/posix/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialgate/policy.h"
#include "dialgate/posix/policy_file.h"
#include "temporary_folder.h"

namespace dialgate::posix {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::ModeOf;
using testing::ReadFile;
using testing::TemporaryFolder;
using testing::WriteFile;

std::string SecretError(const std::string& text, mode_t mode) {
  const TemporaryFolder folder;
  WriteFile(folder / "a.key", text, mode);
  uint8_t secret[4];
  const Result<void> read = ReadSecret(folder / "a.key", secret, sizeof secret);
  return read ? "none" : read.error().message;
}

TEST(Files, ASecretIsItsHexadecimalDigitsAndNothingElse) {
  for (const char* good : {"0123abcd", "0123ABCD\n"}) EXPECT_EQ(SecretError(good, 0600), "none");
  for (const char* bad : {"", "\n", "0123abc", "0123abcd0", "0123abcd\n\n", "0123abcg", " 0123abc",
                          "0123abcd ", "01:23:ab", "0123abcd\r\n"}) {
    EXPECT_THAT(SecretError(bad, 0600), HasSubstr("is not 8 hexadecimal digits")) << bad;
  }
}

TEST(Files, ASecretThatAnybodyElseMayOpenIsRefused) {
  for (const mode_t mode : {0640, 0620, 0610, 0604, 0602, 0601, 0644}) {
    EXPECT_THAT(SecretError("0123abcd", mode), HasSubstr(": chmod 600 ")) << mode;
  }
  for (const mode_t mode : {0400, 0600, 0700}) EXPECT_EQ(SecretError("0123abcd", mode), "none");
}

TEST(Files, NewFilesAreTheirOwnersAndNeverReplaceOthers) {
  const TemporaryFolder folder;
  const uint8_t secret[2] = {0xAB, 0x01};
  NewFiles files;
  files.Add("public", "text\n");
  files.AddSecret("secret", secret, sizeof secret);
  ASSERT_TRUE(files.WriteTo(folder / "made/deep/"));
  EXPECT_EQ(ModeOf(folder / "made/deep"), 0700u);
  EXPECT_EQ(ReadFile(folder / "made/deep/secret"), "ab01\n");
  EXPECT_EQ(ModeOf(folder / "made/deep/secret"), 0600u);
  EXPECT_EQ(ReadFile(folder / "made/deep/public"), "text\n");

  std::filesystem::remove(folder / "made/deep/public");
  const Result<void> again = files.WriteTo(folder / "made/deep");
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error().message, HasSubstr("secret: is there already"));
  EXPECT_FALSE(std::filesystem::exists(folder / "made/deep/public"));
}

TEST(Files, NothingIsLeftOfFilesThatCouldNotAllBeWritten) {
  const TemporaryFolder folder;
  NewFiles files;
  files.Add("one", "1");
  files.Add("no/such/folder", "2");
  EXPECT_FALSE(files.WriteTo(folder.path()));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Files, AReplacementThatFailsLeavesTheOldFile) {
  const TemporaryFolder folder;
  ASSERT_TRUE(ReplaceFile(folder / "state", "old"));
  EXPECT_EQ(ModeOf(folder / "state"), 0600u);
  std::filesystem::create_directory(folder / "state.new");
  EXPECT_FALSE(ReplaceFile(folder / "state", "new"));
  EXPECT_EQ(ReadFile(folder / "state"), "old");
  std::filesystem::remove(folder / "state.new");
  ASSERT_TRUE(ReplaceFile(folder / "state", "new"));
  EXPECT_EQ(ReadFile(folder / "state"), "new");
  EXPECT_FALSE(std::filesystem::exists(folder / "state.new"));
}

TEST(Files, AReplacementThatFailsLeavesNothingBehind) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "state");
  EXPECT_FALSE(ReplaceFile(folder / "state", "new"));
  EXPECT_FALSE(std::filesystem::exists(folder / "state.new"));
}

TEST(PolicyFile, HoldsAlignedBytesThatStayWhatTheyWere) {
  const TemporaryFolder folder;
  const std::string text(100'000, 'x');
  WriteFile(folder / "p", text);
  Result<PolicyFile> opened = PolicyFile::Open(folder / "p");
  ASSERT_TRUE(opened);
  const PolicyFile file = std::move(*opened);
  WriteFile(folder / "p", "cut");  // in place, as `cp` does
  EXPECT_EQ(reinterpret_cast<uintptr_t>(file.bytes().data) % Policy::kAlignment, 0u);
  const auto* data = reinterpret_cast<const char*>(file.bytes().data);
  EXPECT_EQ(std::string(data, file.bytes().size), text);
}

TEST(PolicyFile, RefusesWhatIsNoFileOfBytes) {
  const TemporaryFolder folder;
  WriteFile(folder / "empty", "");
  mkfifo((folder / "pipe").c_str(), 0600);
  std::filesystem::create_directory(folder / "folder");
  WriteFile(folder / "huge", "");
  std::filesystem::resize_file(folder / "huge", 0x80000000u);  // sparse
  const auto message = [&](const char* name) {
    const Result<PolicyFile> file = PolicyFile::Open(folder / name);
    return file ? "none" : file.error().message;
  };
  EXPECT_THAT(message("missing"), EndsWith("No such file or directory"));
  EXPECT_THAT(message("empty"), HasSubstr("is empty"));
  EXPECT_THAT(message("pipe"), HasSubstr("is not a regular file"));
  EXPECT_THAT(message("folder"), HasSubstr("is not a regular file"));
  EXPECT_THAT(message("huge"), HasSubstr("is over 2 GiB"));
}

}  // namespace
}  // namespace dialgate::posix
