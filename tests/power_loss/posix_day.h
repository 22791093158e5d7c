// Some sessions of a gate over files, and a start behind wherever the power went.
#ifndef DIALGATE_TESTS_POSIX_DAY_H
#define DIALGATE_TESTS_POSIX_DAY_H

#include <string>
#include <vector>

#include "power_gate.h"

namespace dialgate::testing {

struct Day {
  std::vector<FileOperation> operations;
  std::vector<Answer> answers;
  std::string wrong;  // what did not go as it should; empty: all did
};

// Calls, reports, withdrawals, an order, a new policy, ends and starts: all that writes.
Day PlayDay(const PowerSite& site);

// The gate is started on what a disk had, and everything checked that must hold: it begins; what
// was `answered` is in its log; what it allows beside keeps to the cap; the first key is gone; and
// its auditor verifies the log. `start` counts the starts behind a day.
Day StartAgain(const PowerSite& site, const FolderImage& image,
               const std::vector<Answer>& answered, unsigned start);

}  // namespace dialgate::testing

#endif
