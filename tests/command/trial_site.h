// A trial of a site that is open now, in a folder of its own, and the program run in it.
#ifndef DIALGATE_TESTS_COMMAND_TRIAL_SITE_H
#define DIALGATE_TESTS_COMMAND_TRIAL_SITE_H

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#include <string>
#include <utility>
#include <vector>

#include "temporary_folder.h"

namespace dialgate::testing {

// `days` days from today, at midnight UTC.
inline std::string Day(int days) {
  const time_t at = time(nullptr) + days * 86400;
  char text[32];
  tm utc;
  gmtime_r(&at, &utc);
  strftime(text, sizeof text, "%Y-%m-%dT00:00:00Z", &utc);
  return text;
}

class TrialSite {
 public:
  // Its policy.dgp is valid from `first_day` days from today on; its debtors, by account and number,
  // are under one cap.
  void Make(int first_day, const std::string& cap,
            const std::vector<std::pair<std::string, std::string>>& debtors) {
    WriteFile(folder_ / "rules.txtpb",
              "issuer: \"B\" site: \"s\" serial: 1 region: \"CN\" default_zones: \"Asia/Shanghai\" "
              "not_before: \"" + Day(first_day) + "\" not_after: \"" + Day(20) + "\" "
              "roles { role: ROLE_DEBTOR purposes: PURPOSE_COLLECT modes: MODE_MANUAL any_time: "
              "true caps { " + cap + " } }");
    std::string accounts = "account\n", contacts = "account,number,role,provenance,declared_on\n";
    for (const auto& [account, number] : debtors) {
      accounts += account + "\n";
      contacts += account + "," + number + ",debtor,contract,2025-04-02\n";
    }
    WriteFile(folder_ / "accounts.csv", accounts);
    WriteFile(folder_ / "contacts.csv", contacts);
    ASSERT_EQ(Shell("keygen --out trial --site s --region CN"), 0) << Read("errors.txt");
    ASSERT_EQ(Shell("build --rules rules.txtpb --accounts accounts.csv --contacts contacts.csv "
                    "--keys trial/issuer --out policy.dgp"),
              0)
        << Read("errors.txt");
  }

  // The program's exit status. What it says goes to files of the folder.
  int Shell(const std::string& arguments, const std::string& out = "/dev/null") const {
    const std::string line = "cd " + folder_.path() + " && " DIALGATE_PROGRAM " " + arguments +
                             " >" + out + " 2>>errors.txt";
    return WEXITSTATUS(system(line.c_str()));
  }
  std::string Read(const std::string& name) const { return ReadFile(folder_ / name); }
  std::string operator/(const std::string& name) const { return folder_ / name; }
  const std::string& path() const { return folder_.path(); }

 private:
  const TemporaryFolder folder_;
};

}  // namespace dialgate::testing

#endif
