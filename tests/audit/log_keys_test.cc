#include "platform/audit/log_keys.h"

#include <gtest/gtest.h>

#include "dialgate/posix/files.h"
#include "dialgate/posix/gate_folder.h"
#include "dialgate/sodium_crypto.h"
#include "temporary_folder.h"

namespace dialgate::audit {
namespace {

using testing::ReadFile;
using testing::TemporaryFolder;
using testing::WriteFile;

const SodiumCrypto kCrypto;

std::string HexOf(const posix::Wiped<SealKey>& key) {
  return posix::Hex(key.value.bytes, sizeof key.value.bytes);
}

// The line of gate.txt.
uint64_t LogOf(const std::string& settings) {
  const size_t line = settings.find("log: ");
  return std::stoull(settings.substr(line + 5, 16), nullptr, 16);
}

TEST(LogKeys, AnAuditorMakesTheStartKeyOfEachGateAgain) {
  const TemporaryFolder folder;
  const std::string auditor = folder / "auditor", device = folder / "device";
  ASSERT_TRUE(posix::MakeAuditor(auditor));
  posix::GateSettings settings;
  settings.site = "shenzhen-3";
  settings.gate = "gate 7";
  settings.modes = Modes().With(Mode::kManual);
  const posix::Wiped<LookupKey> lookup;
  ASSERT_TRUE(posix::ProvisionFresh(settings, {IssuerKey{}}, lookup, auditor, device));
  const auto keys = ReadAuditorKeys(auditor);
  ASSERT_TRUE(keys && keys->seal && keys->lookup);
  Start start;
  start.site = settings.site;
  start.gate = settings.gate;
  start.log = LogOf(ReadFile(device + "/gate.txt"));
  EXPECT_EQ(HexOf(StartKey(*keys->seal, start, kCrypto)) + "\n", ReadFile(device + "/log.key"));
  ++start.log;
  EXPECT_NE(HexOf(StartKey(*keys->seal, start, kCrypto)) + "\n", ReadFile(device + "/log.key"));
}

// python3 -c "import hmac; print(hmac.new(bytes(range(16)) + bytes(16),
//   b'simulation' + (0x0123456789abcdef).to_bytes(8, 'little'), 'sha512').hexdigest()[:64])"
TEST(LogKeys, OfASimulation) {
  posix::Wiped<LookupKey> lookup;
  for (uint8_t i = 0; i < 16; ++i) lookup.value.bytes[i] = i;
  EXPECT_EQ(HexOf(SimulationKey(lookup, 0x0123456789abcdef, kCrypto)),
            "c6716138c57b068d1044fdd618e9f811d532a6ec4bd5ed44683393c887503d46");
  EXPECT_NE(HexOf(SimulationKey(lookup, 0x0123456789abcdef, kCrypto)),
            HexOf(SimulationPermitKey(lookup, 0x0123456789abcdef, kCrypto)));
}

TEST(LogKeys, AFolderMustHoldAKeyThatIsSecret) {
  const TemporaryFolder folder;
  EXPECT_FALSE(ReadAuditorKeys(folder.path()));
  const std::string path = folder / "seal.key";
  WriteFile(path, std::string(64, 'a') + "\n", 0600);
  const auto keys = ReadAuditorKeys(folder.path());
  ASSERT_TRUE(keys);
  EXPECT_TRUE(keys->seal);
  EXPECT_FALSE(keys->lookup);
  WriteFile(path, std::string(64, 'a') + "\n", 0644);
  const auto open = ReadAuditorKeys(folder.path());
  ASSERT_FALSE(open);
  EXPECT_NE(open.error().message.find("chmod 600"), std::string::npos);
}

TEST(LogKeys, ALogIsNamedBySixteenDigits) { EXPECT_EQ(LogText(0xabc), "0000000000000abc"); }

}  // namespace
}  // namespace dialgate::audit
