// What a gate over traced files is given, and its auditor.
#ifndef DIALGATE_TESTS_POWER_SITE_H
#define DIALGATE_TESTS_POWER_SITE_H

#include <string>

#include "gate.h"
#include "platform/audit/auditor.h"
#include "traced_files.h"

namespace dialgate::testing {

constexpr unsigned kCallsToANumber = 3;  // the cap of the policies here

std::string DigitsOf(unsigned number);  // of 0 to 7

// A gate as it was provisioned, its auditor, and policies of serial 7 and 8 for it: eight numbers,
// one account.
class PowerSite {
 public:
  PowerSite();

  FolderImage image() const;  // device/
  const std::string& policy(uint64_t serial) const { return serial == 7 ? policy7_ : policy8_; }
  const audit::Auditor& auditor() const { return auditor_; }
  std::string root() const { return work_ / "root"; }

  // The auditor verifies the log below the root, and holds it: what is wrong; empty: nothing.
  std::string Hold(int64_t now);
  uint64_t held() const { return held_; }  // up to which record; 0: none
  // His receipt for that, under the signature that the gate's cryptography takes.
  const std::string& receipt() const { return receipt_; }

 private:
  std::string auditor_folder() const { return gate_.device() + "/../auditor"; }
  void ReadAuditor();

  const TemporaryFolder work_;
  const GateOfTests gate_;
  const std::string policy7_, policy8_;
  audit::Auditor auditor_;
  uint64_t held_ = 0;
  std::string receipt_;
};

}  // namespace dialgate::testing

#endif
