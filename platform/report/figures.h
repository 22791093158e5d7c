// Everything that a report shows, counted from the records of a log.
#ifndef DIALGATE_PLATFORM_REPORT_FIGURES_H
#define DIALGATE_PLATFORM_REPORT_FIGURES_H

#include <vector>

#include "platform/report/calls.h"
#include "platform/report/course.h"
#include "platform/report/events.h"
#include "platform/report/known_policy.h"
#include "platform/report/withdrawals.h"

namespace dialgate::report {

class Figures {
 public:
  // With what is known of policies that decided, in any order.
  explicit Figures(std::vector<KnownPolicy> known) : known_(std::move(known)) {}

  // Takes every record of a log, in order.
  void Take(const Record& record);

  const Calls& calls() const { return calls_; }
  const Events& events() const { return events_; }
  const Withdrawals& withdrawals() const { return withdrawals_; }
  const Course& course() const { return course_; }

  // What is known of a policy; null: nothing but what the log says.
  const KnownPolicy* Known(const TakenPolicy& policy) const;

 private:
  std::vector<KnownPolicy> known_;
  Calls calls_;
  Events events_;
  Withdrawals withdrawals_;
  Course course_;
  const KnownPolicy* known_in_force_ = nullptr;
};

}  // namespace dialgate::report

#endif
