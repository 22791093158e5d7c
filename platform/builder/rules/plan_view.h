// The core's view of a dial plan that is still being made.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_PLAN_VIEW_H
#define DIALGATE_PLATFORM_BUILDER_RULES_PLAN_VIEW_H

#include <string>
#include <string_view>

#include "dialgate/dial_plan.h"
#include "policy.pb.h"

namespace dialgate::builder {

// Owns what the view looks at: `plan` is copied.
class PlanView {
 public:
  explicit PlanView(const proto::DialPlan& plan);
  PlanView(const PlanView&) = delete;
  PlanView& operator=(const PlanView&) = delete;

  const DialPlan& plan() const { return view_; }

 private:
  proto::DialPlan plan_;
  std::string international_prefixes_;
  std::string extensions_;
  std::string emergency_;
  DialPlan view_;
};

// The digits, without `+`, of the number as which the core reads `text`; nothing if it is no
// number.
std::string ReadByCore(std::string_view text, const DialPlan& plan);

}  // namespace dialgate::builder

#endif
