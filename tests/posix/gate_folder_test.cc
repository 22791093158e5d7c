#include "dialgate/posix/gate_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialgate/posix/files.h"
#include "dialgate/posix/party.h"
#include "dialgate/posix/policy_state.h"
#include "temporary_folder.h"

namespace dialgate::posix {
namespace {

using ::testing::HasSubstr;
using testing::ModeOf;
using testing::ReadFile;
using testing::TemporaryFolder;
using testing::WriteFile;

GateSettings Settings() {
  GateSettings settings;
  settings.site = "shenzhen-3";
  settings.gate = "hall 2";
  settings.log = std::string(16, '0');
  settings.region = "CN";
  settings.emergency = {"110", "119", "120"};
  settings.outside_line = "9";
  settings.modes = Modes().With(Mode::kManual).With(Mode::kAutomated);
  settings.provisioned = 1795564800;
  return settings;
}

// An auditor, an issuer and a gate of theirs.
class GateFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(MakeAuditor(folder_ / "auditor"));
    ASSERT_TRUE(MakeIssuer(folder_ / "issuer"));
    ASSERT_TRUE(Provision("device"));
  }
  Result<void> Provision(const std::string& name) {
    const auto issuers = ReadPublicKeys(folder_ / "issuer/policy.pub");
    const auto lookup = ReadLookupKey(folder_ / "issuer/lookup.key");
    GateSettings settings = Settings();
    settings.log.clear();  // to be drawn
    return ProvisionFresh(settings, *issuers, *lookup, folder_ / "auditor", folder_ / name);
  }
  std::string Error(const std::string& name) {
    const Result<GateKeys> keys = ReadGateKeys(folder_ / name);
    return keys ? "none" : keys.error().message;
  }

  TemporaryFolder folder_;
};

TEST_F(GateFolder, HasWhatItWasProvisionedWith) {
  const Result<GateKeys> keys = ReadGateKeys(folder_ / "device");
  ASSERT_TRUE(keys) << keys.error().message;
  EXPECT_EQ(FormatPublicKeys(keys->issuers), ReadFile(folder_ / "issuer/policy.pub"));
  EXPECT_EQ(Hex(keys->lookup.value.bytes, 16) + "\n", ReadFile(folder_ / "issuer/lookup.key"));
  EXPECT_EQ(keys->settings->emergency, Settings().emergency);
  EXPECT_EQ(keys->settings->modes.bits, Settings().modes.bits);
  EXPECT_NE(keys->settings->log, Settings().log);
  EXPECT_EQ(ReadFile(folder_ / "device/receipt.pub"), ReadFile(folder_ / "auditor/receipt.pub"));
  EXPECT_EQ(ReadState(folder_ / "device/policy.state")->serial, 0u);
  for (const char* secret :
       {"device/lookup.key", "device/log.key", "device/permit.key", "auditor/lookup.key"}) {
    EXPECT_EQ(ModeOf(folder_ / secret), 0600u) << secret;
  }
}

TEST_F(GateFolder, EachLogStartsFromAKeyOfItsOwn) {
  ASSERT_TRUE(Provision("second"));
  EXPECT_NE(ReadFile(folder_ / "device/log.key"), ReadFile(folder_ / "second/log.key"));
  EXPECT_EQ(ReadFile(folder_ / "device/log.key").size(), 65u);
}

TEST_F(GateFolder, IsNeverProvisionedOver) {
  const std::string before = ReadFile(folder_ / "device/log.key");
  EXPECT_FALSE(Provision("device"));
  EXPECT_EQ(ReadFile(folder_ / "device/log.key"), before);
}

TEST_F(GateFolder, AnAuditorKeepsOneSitesLookupKey) {
  std::filesystem::remove_all(folder_ / "issuer");
  ASSERT_TRUE(MakeIssuer(folder_ / "issuer"));  // another site
  const Result<void> provisioned = Provision("second");
  ASSERT_FALSE(provisioned);
  EXPECT_THAT(provisioned.error().message, HasSubstr("lookup key of another site"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "second"));
}

TEST_F(GateFolder, IsNoGatesWithTheKeysOfThoseWhoSignOrAudit) {
  for (const char* name : {"policy.key", "receipt.key", "seal.key"}) {
    const std::string path = folder_ / "device/" + name;
    WriteFile(path, "", 0600);
    EXPECT_THAT(Error("device"), HasSubstr(std::string(name) + ": must not be on a gate"));
    EXPECT_TRUE(ReadTrialKeys(folder_ / "device")) << "a trial may";
    std::filesystem::remove(path);
  }
  EXPECT_EQ(Error("device"), "none");
}

TEST_F(GateFolder, AnIssuersFolderWillDoForATrialOnly) {
  const Result<GateKeys> keys = ReadTrialKeys(folder_ / "issuer");
  ASSERT_TRUE(keys);
  EXPECT_FALSE(keys->settings);
  std::filesystem::remove(folder_ / "issuer/policy.key");
  EXPECT_THAT(Error("issuer"), HasSubstr("is no gate's folder"));
}

TEST_F(GateFolder, SecretsThatOthersCanReadAreRefused) {
  for (const char* name : {"lookup.key", "log.key", "permit.key"}) {
    chmod((folder_ / "device/" + name).c_str(), 0604);
    EXPECT_THAT(Error("device"),
                HasSubstr(std::string("chmod 600 ") + folder_.path() + "/device/" + name));
    chmod((folder_ / "device/" + name).c_str(), 0600);
  }
}

TEST_F(GateFolder, WhatIsMissingIsNamed) {
  for (const char* name : {"lookup.key", "policy.pub", "gate.txt"}) {
    const std::string path = folder_ / "device/" + name;
    const std::string text = ReadFile(path);
    std::filesystem::remove(path);
    EXPECT_THAT(Error("device"),
                HasSubstr(name == std::string("gate.txt") ? "is no gate's folder" : name));
    WriteFile(path, text, 0600);
  }
}

TEST(GateSettings, AreReadAsTheyWereWritten) {
  GateSettings settings = Settings();
  settings.synchronised_clock = true;
  const std::string text = FormatSettings(settings);
  EXPECT_EQ(text,
            "site: shenzhen-3\ngate: hall 2\nlog: 0000000000000000\nregion: CN\n"
            "emergency: 110 119 120\noutside_line: 9\nmodes: manual automated\n"
            "clock: synchronised\nprovisioned: 1795564800\n");
  const Result<GateSettings> read = ParseSettings(text, "gate.txt");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(FormatSettings(*read), text);
}

TEST(GateSettings, AnyLineThatWouldNotBeWrittenIsRefused) {
  const std::string good = FormatSettings(Settings());
  const auto with = [&good](const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  for (const std::string& text :
       {std::string(), good + "\n", good + "site: other\n", with("site: shenzhen-3\n", ""),
        with("hall 2", " hall"), with("manual", "manua"),
        with("manual automated", "automated manual"), with("modes: manual automated\n", ""),
        with("110 119", "110  119"), with("110", "11"), with("110", "1100000"), with("CN", "cn"),
        with("CN", "CHN"), with(": 9", ": 12345"), with(": 9", ": x"),
        with("1795564800", "01795564800"), with("gate", "Gate"),
        with("provisioned", "clock: yes\nprovisioned"), with("0000", "000g")}) {
    EXPECT_FALSE(ParseSettings(text, "gate.txt")) << text;
  }
}

TEST(GateSettings, ABadLineIsNamed) {
  const Result<GateSettings> read = ParseSettings("site: a\nmodus: x\n", "d/gate.txt");
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().message, HasSubstr("d/gate.txt:2: is no setting"));
}

}  // namespace
}  // namespace dialgate::posix
