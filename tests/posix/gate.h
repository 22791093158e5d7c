// A gate's folder and policies for it, under cryptography that protects nothing.
#ifndef DIALGATE_TESTS_POSIX_GATE_H
#define DIALGATE_TESTS_POSIX_GATE_H

#include <cstdlib>
#include <string>

#include "dialgate/posix/gate_folder.h"
#include "dialgate/posix/party.h"
#include "policy_image.h"
#include "temporary_folder.h"

namespace dialgate::testing {

class GateOfTests {
 public:
  GateOfTests() {
    posix::GateSettings settings;
    settings.site = "shenzhen-3";
    settings.gate = "test";
    settings.modes = Modes().With(Mode::kManual);
    posix::Wiped<LookupKey> lookup;
    lookup.value = kTestLookupKey;
    if (!posix::MakeAuditor(folder_ / "auditor")) abort();
    if (!posix::ProvisionFresh(settings, {TestKey(1)}, lookup, folder_ / "auditor", device()))
      abort();
  }

  std::string device() const { return folder_ / "device"; }

  // The path of a policy file with that content.
  std::string Write(const std::string& image) const {
    const std::string path = folder_ / ("policy" + std::to_string(++written_));
    WriteFile(path, image);
    return path;
  }
  std::string Write(const PolicyText& text) const { return Write(PolicyImage::Write(text)); }

 private:
  TemporaryFolder folder_;
  mutable int written_ = 0;
};

inline PolicyText WithSerial(uint64_t serial) {
  PolicyText text;
  text.serial = serial;
  return text;
}

}  // namespace dialgate::testing

#endif
