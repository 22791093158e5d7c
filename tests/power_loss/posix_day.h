// Some sessions of a gate over files, and a start behind wherever the power went.
#ifndef DIALGATE_TESTS_POSIX_DAY_H
#define DIALGATE_TESTS_POSIX_DAY_H

#include <string>
#include <vector>

#include "power_gate.h"

namespace dialgate::testing {

struct Day {
  FolderImage before;            // what the disk had,
  std::vector<Answer> answered;  // and what was answered by then
  std::vector<FileOperation> operations;
  std::vector<Answer> answers;
  std::string wrong;    // what did not go as it should; empty: all did
  unsigned starts = 0;  // so many hours it is since the site's morning, in units of StartAgain
};

// Calls, reports, withdrawals, an order, a new policy, ends and starts: all that writes.
Day PlayDay(const PowerSite& site);

// The gate's auditor holds a log of several segments, and it takes his receipt: what he holds is
// carried and dropped, snapshots are kept and replaced, and it starts again behind all that.
Day PlayDrop(PowerSite* site);

// The gate is started on what a disk had, and everything checked that must hold: it begins; what
// was `answered` is in its log, or was carried in it; what it allows beside keeps to the cap; the
// first key is gone; and its auditor verifies the log against his ledger. `start` counts the starts
// behind the site's morning.
Day StartAgain(const PowerSite& site, const FolderImage& image,
               const std::vector<Answer>& answered, unsigned start);

}  // namespace dialgate::testing

#endif
