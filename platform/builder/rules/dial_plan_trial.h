// A dial plan tried out against libphonenumber, before anybody dials by it.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_DIAL_PLAN_TRIAL_H
#define DIALGATE_PLATFORM_BUILDER_RULES_DIAL_PLAN_TRIAL_H

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "policy.pb.h"

namespace dialgate::builder {

// Reads texts of every form of dialing within a region by the core, and by the library. What stands
// behind an outside-line prefix is what the library is asked: it is what the network hears.
class DialPlanTrial {
 public:
  // `plan`: as derived, not switched off yet. `nationals`: valid national numbers. `prefixes`:
  // international ones, used by the plan or not.
  DialPlanTrial(const proto::DialPlan& plan, const std::vector<std::string>& nationals,
                const std::vector<std::string>& prefixes);

  // Switches off each form of dialing of `plan` by which the core would read a text as a number
  // that can stand in a policy, where the library reads another valid one; and bare numbers that
  // begin with the country code if it reads any of them otherwise at all. Says so, one line each.
  std::vector<std::string> SwitchOffWrongForms(proto::DialPlan* plan);

 private:
  struct Mistake {
    std::string text;
    std::string core;     // what the core reads, and
    std::string library;  // what the library does; both in E.164 without `+`
  };

  void AddNationalTexts(const std::vector<std::string>& nationals,
                        const std::string& national_prefix);
  void AddInternationalTexts(const std::vector<std::string>& nationals,
                             const std::vector<std::string>& prefixes);
  std::string SwitchOff(const Mistake& mistake, proto::DialPlan* plan) const;
  bool FindMistake(const proto::DialPlan& plan, Mistake* mistake);
  const std::string& LibraryReading(const std::string& text);

  std::string region_;
  std::string country_code_;
  std::set<size_t> own_lengths_;  // of national numbers that are valid in this very region
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::string> library_readings_;  // looked up only, never walked
};

}  // namespace dialgate::builder

#endif
