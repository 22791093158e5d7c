// Plays one random history to a gate and to the model's ledger, and holds every answer against the
// other's.
#ifndef DIALGATE_TESTS_MODEL_HISTORY_AGAINST_CORE_H
#define DIALGATE_TESTS_MODEL_HISTORY_AGAINST_CORE_H

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "driven_gate.h"
#include "random_history.h"

namespace dialgate::model {

// What was seen, over any number of histories.
struct Seen {
  std::map<Reason, unsigned> reasons;
  unsigned retries = 0;
  unsigned reports_taken = 0, reports_refused = 0;
  unsigned full = 0;      // the gate said history_full, and had reason to
  size_t most_kept = 0;   // the most events that a key had to keep
  unsigned overfull = 0;  // parties of whom too much happened where a clock was set back
  unsigned strict = 0;    // denials of calls to them
  unsigned resets = 0, loads = 0, withdrawals = 0, receipts = 0;
};

// A gate that holds nothing yet, provisioned then.
using MakeGate =
    std::function<std::unique_ptr<DrivenGate>(const DeviceFacts& device, int64_t provisioned)>;

class PlayedHistory {
 public:
  // That many calls, and what comes between.
  PlayedHistory(uint64_t seed, unsigned calls, const HistoryKind& kind);

  // What differs first, and the last steps before that; empty if nothing does.
  std::string Play(const MakeGate& make, Seen* seen);

  // Every step of what was played, a line each.
  const std::string& transcript() const { return transcript_; }

 private:
  std::string Take(const Step& step, Ledger* ledger, DrivenGate* gate, Seen* seen);
  std::string Place(const Step& step, Ledger* ledger, DrivenGate* gate, Seen* seen);
  std::string Report(const Step& step, Ledger* ledger, DrivenGate* gate, Seen* seen);
  std::string HoldFull(const Step& step, const Answer& expected, Ledger* ledger, DrivenGate* gate,
                       Seen* seen);

  void NoteOverfull(const Ledger& ledger, size_t slots, Seen* seen);
  bool IsOverfull(const Party& party) const;
  std::string HoldOverfull(const Step& step, const Answer& expected, const Decision& actual,
                           Ledger* ledger, Seen* seen);

  std::vector<Party> overfull_;
  RandomHistory history_;
  unsigned calls_;
  std::string transcript_;
};

}  // namespace dialgate::model

#endif
