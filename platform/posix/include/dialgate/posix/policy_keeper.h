// Brings policies into force on a gate: verified first, in their order, and remembered over
// restarts.
#ifndef DIALGATE_POSIX_POLICY_KEEPER_H
#define DIALGATE_POSIX_POLICY_KEEPER_H

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "dialgate/crypto.h"
#include "dialgate/posix/error.h"
#include "dialgate/posix/gate_folder.h"
#include "dialgate/posix/policy_holder.h"
#include "dialgate/posix/policy_state.h"
#include "dialgate/posix/system_clock.h"

namespace dialgate::posix {

// Why a policy did not come into force: by the policy itself, or, without a reason, by a file.
struct LoadError {
  std::optional<PolicyError> reason;
  std::string message;  // one line for a person
};

// Reads and verifies a policy as a device with these keys would, without regard to what came before
// it. `tagger` and `crypto` must outlive it.
tl::expected<LoadedPolicy, LoadError> OpenPolicy(const std::string& path, const Trust& trust,
                                                 const Tagger& tagger, const Crypto& crypto);

// One for each gate. Its functions may be called from any thread, and lock out each other but no
// decider.
class PolicyKeeper {
 public:
  // Opens a gate's folder: its keys, its settings and what it remembers. `crypto` must outlive the
  // keeper. Refuses what ReadGateKeys and ReadState refuse.
  static Result<std::unique_ptr<PolicyKeeper>> Open(const std::string& folder,
                                                    const Crypto& crypto);

  // Brings the policy at `path` into force, if it verifies and may succeed, or leaves the one
  // before in force. The first one is at a start: it is held against what is remembered, but its
  // validity is not. Errors: what keeps the file from being read, without reason; then
  // Policy::Open's, then MaySucceed's; and, without reason, that the policy cannot be remembered.
  //
  // While the clock is not trusted no policy counts as valid now: nothing is decided then
  // (clock_untrusted), and nothing is remembered.
  tl::expected<void, LoadError> Load(const std::string& path, ClockReading now);

  // The same for a gate that records what comes into force: `put_in_force` gets the policy once it
  // may succeed, and calls in_force().Replace with it, or gives an error, and the one before stays.
  // It says whether the policy was recorded, too: one that was not yet is left to Remember.
  using PutInForce = std::function<Result<bool>(LoadedPolicy)>;
  tl::expected<void, LoadError> Load(const std::string& path, ClockReading now,
                                     const PutInForce& put_in_force);

  // Remembers the policy in force once it is valid. Load does so too; call this as well as time
  // goes by, once a minute say, for a policy that was not valid yet when it was loaded. It waits
  // for no load: while one is under way it leaves it for the next time. Error: it cannot be
  // written.
  Result<void> Remember(ClockReading now);

  // Remembers what a log has of it, if that is newer: the power may go between the two. Error: it
  // cannot be written.
  Result<void> Learn(const HighestSeen& seen);

  const GateSettings& settings() const { return *keys_.settings; }
  const Tagger& tagger() const { return tagger_; }
  PolicyHolder& in_force() { return holder_; }

 private:
  PolicyKeeper(std::string folder, GateKeys keys, const HighestSeen& seen, const Crypto& crypto);

  Trust trust() const;
  bool Counts(const PolicyTerms& terms) const;  // whether they are to be remembered

  const std::string state_path_;
  const GateKeys keys_;
  const Crypto& crypto_;
  const Tagger tagger_;
  std::mutex mutex_;
  HighestSeen seen_;  // as policy.state has it
  PolicyHolder holder_;
};

}  // namespace dialgate::posix

#endif
