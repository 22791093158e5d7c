// The folder of one gate, which its auditor provisions: what the gate is, whom it trusts and where
// its log begins.
//
//   device/  policy.pub    one to three public keys of issuers, one a line, each of whom must sign
//            lookup.key    the site's key of tags (secret)
//            receipt.pub   the auditor's public key
//            log.key       the key that the gate's log starts from (secret), until it has started
//            first.log     of a gate that carries on another's log: how its own begins, likewise
//            seal.0 seal.1 where the log's seal stands since (secret; dialgate/posix/seal_slots.h)
//            head          the newest record that is durable, for a checkpoint (of an idle gate)
//            permit.key    the key of the gate's permits (secret)
//            checkpoint.key  the key of what the gate brings to its auditor (secret)
//            gate.txt      its settings, a line each (GateSettings)
//            orders/       what is asked of the gate as it runs (dialgate/posix/orders.h)
//            snapshot      what a start goes on from, once there is one
//            policy.state  serial and digest of the newest policy that was in force while valid
#ifndef DIALGATE_POSIX_GATE_FOLDER_H
#define DIALGATE_POSIX_GATE_FOLDER_H

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialgate/call.h"
#include "dialgate/crypto.h"
#include "dialgate/posix/error.h"
#include "dialgate/posix/policy_state.h"
#include "dialgate/posix/seal_slots.h"
#include "dialgate/posix/wiped.h"

namespace dialgate::posix {

// What a gate was provisioned as. In gate.txt each is a line `name: value`, in this order, lists
// joined by spaces; whatever is empty has no line.
struct GateSettings {
  std::string site;                    // 1 to 64 printable characters, no space at either end
  std::string gate;                    // likewise
  std::string log;                     // 16 hexadecimal digits, drawn at random: its log
  std::string region;                  // ISO 3166, two letters; empty: none
  std::vector<std::string> emergency;  // up to 128 numbers of 3 to 6 digits, beside 112 and 911
  std::string outside_line;            // up to 4 digits
  Modes modes;                         // which the gate may state; at least one
  bool synchronised_clock =
      false;                // the clock is trusted only while the system keeps it synchronised
  int64_t provisioned = 0;  // UTC seconds
};

std::string FormatSettings(const GateSettings& settings);

// Refuses a line that FormatSettings would not write, naming it as a line of `path`.
Result<GateSettings> ParseSettings(const std::string& text, const std::string& path);

// Says what is wrong with a setting, or nothing.
std::optional<std::string> Problem(const GateSettings& settings);

// What a decision needs of a folder.
struct GateKeys {
  std::vector<IssuerKey> issuers;
  Wiped<LookupKey> lookup;
  std::optional<GateSettings> settings;  // none in an issuer's folder
};

// For a trial: any folder that has policy.pub and lookup.key, an issuer's too.
Result<GateKeys> ReadTrialKeys(const std::string& folder);

// For a gate: a whole folder of a gate, without policy.key, receipt.key and seal.key, which are
// others'.
Result<GateKeys> ReadGateKeys(const std::string& folder);

// The id of a log that is still to be: 16 hexadecimal digits, drawn at random.
Result<std::string> DrawLogId();

// Makes `folder` for a gate with no past: `settings` (whose `log` is drawn here where it is empty),
// copies of the issuers' public keys and of the site's `lookup` key, the auditor's receipt.pub, a
// start key, a permit key and a checkpoint key made from the auditor's seal.key, and a policy.state
// that has seen nothing. Keeps `lookup` in the auditor's folder, where another one is an error: an
// auditor has a folder for each site.
Result<void> ProvisionFresh(GateSettings settings, const std::vector<IssuerKey>& issuers,
                            const Wiped<LookupKey>& lookup, const std::string& auditor,
                            const std::string& folder);

// What a gate takes over from the log of the one before it.
struct CarriedOver {
  std::string records;                // whole entries: how its own log begins
  Wiped<SealPoint> next;              // the seal behind them
  Wiped<dialgate::SealKey> permits;   // so that a permit of the old gate still withdraws
  HighestSeen seen;
};

// Likewise for a gate that carries on another's log: the beginning of its own, `settings.log`, lies
// in the folder (first.log) until its first start; the key that began it stays with the auditor.
Result<void> ProvisionFrom(const CarriedOver& carried, const GateSettings& settings,
                           const std::vector<IssuerKey>& issuers, const Wiped<LookupKey>& lookup,
                           const std::string& auditor, const std::string& folder);

}  // namespace dialgate::posix

#endif
