#include "dialgate/posix/party.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialgate/posix/files.h"
#include "dialgate/sodium_crypto.h"
#include "temporary_folder.h"

namespace dialgate::posix {
namespace {

using ::testing::HasSubstr;
using testing::ModeOf;
using testing::ReadFile;
using testing::TemporaryFolder;
using testing::WriteFile;

const std::string kKeyA(64, 'a');
const std::string kKeyB(64, 'b');

TEST(Party, EachFolderHasItsOwnKeysAndNoOther) {
  const TemporaryFolder folder;
  ASSERT_TRUE(MakeIssuer(folder / "i"));
  ASSERT_TRUE(MakeCosigner(folder / "c"));
  ASSERT_TRUE(MakeAuditor(folder / "a"));
  const auto names = [&](const char* name) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder / name)) {
      found.push_back(entry.path().filename());
      const bool secret = entry.path().extension() == ".key";
      EXPECT_EQ(ModeOf(entry.path()) & 0077, secret ? 0u : 0044u) << entry.path();
    }
    return found;
  };
  using ::testing::UnorderedElementsAre;
  EXPECT_THAT(names("i"), UnorderedElementsAre("policy.key", "policy.pub", "lookup.key"));
  EXPECT_THAT(names("c"), UnorderedElementsAre("policy.key", "policy.pub"));
  EXPECT_THAT(names("a"), UnorderedElementsAre("seal.key", "receipt.key", "receipt.pub", "ledger"));
  EXPECT_NE(ReadFile(folder / "i/policy.key"), ReadFile(folder / "c/policy.key"));
}

TEST(Party, ASignatureVerifiesUnderThePublicKeyBesideIt) {
  const TemporaryFolder folder;
  ASSERT_TRUE(MakeIssuer(folder / "i"));
  const Result<Signer> signer = ReadSigner(folder / "i");
  ASSERT_TRUE(signer) << signer.error().message;
  const auto keys = ReadPublicKeys(folder / "i/policy.pub");
  ASSERT_TRUE(keys);
  const uint8_t message[3] = {1, 2, 3};
  const uint8_t other[3] = {1, 2, 4};
  uint8_t signature[64];
  Sign(*signer, {message, 3}, signature);
  const SodiumCrypto crypto;
  EXPECT_TRUE(crypto.Verify(keys->front(), {message, 3}, signature));
  EXPECT_FALSE(crypto.Verify(keys->front(), {other, 3}, signature));
}

TEST(Party, APublicKeyOfSomebodyElseIsNotSignedWith) {
  const TemporaryFolder folder;
  ASSERT_TRUE(MakeIssuer(folder / "i"));
  WriteFile(folder / "i/policy.pub", kKeyA + "\n");
  const Result<Signer> signer = ReadSigner(folder / "i");
  ASSERT_FALSE(signer);
  EXPECT_THAT(signer.error().message, HasSubstr("is not the public key of policy.key"));
}

TEST(Party, AnySecretOfTheFolderThatOthersCanReadIsRefused) {
  for (const char* secret : {"policy.key", "lookup.key"}) {
    const TemporaryFolder folder;
    ASSERT_TRUE(MakeIssuer(folder / "i"));
    chmod((folder / "i/" + secret).c_str(), 0640);
    const Result<Signer> signer = ReadSigner(folder / "i");
    ASSERT_FALSE(signer);
    EXPECT_THAT(signer.error().message,
                HasSubstr(std::string("chmod 600 ") + folder.path() + "/i/" + secret));
  }
}

TEST(Party, PublicKeysAreOneToThreeAndAllDifferent) {
  const std::string c(64, 'c'), d(64, 'd');
  const struct {
    std::string text;
    const char* error;  // null: none
  } cases[] = {
      {kKeyA, nullptr},
      {kKeyA + "\n" + kKeyB + "\n" + c + "\n", nullptr},
      {"", "has 0 keys"},
      {kKeyA + "\n" + kKeyB + "\n" + c + "\n" + d + "\n", "has 4 keys"},
      {kKeyA + "\n" + kKeyA + "\n", ":2: is the same key again"},
      {kKeyA + "\n\n" + kKeyB, ":2: is not a public key"},
      {kKeyA + "0", ":1: is not a public key"},
  };
  for (const auto& each : cases) {
    const TemporaryFolder folder;
    WriteFile(folder / "policy.pub", each.text);
    const auto keys = ReadPublicKeys(folder / "policy.pub");
    EXPECT_EQ(bool(keys), each.error == nullptr) << each.text;
    if (!keys && each.error) {
      EXPECT_THAT(keys.error().message, HasSubstr(each.error));
    }
  }
}

TEST(Party, AMovedSecretLeavesNothingBehind) {
  Wiped<LookupKey> from;
  from.value.bytes[3] = 7;
  const Wiped<LookupKey> to = std::move(from);
  EXPECT_EQ(to.value.bytes[3], 7);
  EXPECT_EQ(from.value.bytes[3], 0);  // NOLINT(bugprone-use-after-move): that is what is tested
}

}  // namespace
}  // namespace dialgate::posix
