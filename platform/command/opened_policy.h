// A policy that is tried with the keys of a folder.
#ifndef DIALGATE_PLATFORM_COMMAND_OPENED_POLICY_H
#define DIALGATE_PLATFORM_COMMAND_OPENED_POLICY_H

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "dialgate/device.h"
#include "dialgate/gate.h"
#include "dialgate/posix/gate_folder.h"
#include "dialgate/posix/policy_keeper.h"
#include "dialgate/sodium_crypto.h"

namespace dialgate::command {

// Stays where it is made: its parts look at each other.
class Trial {
 public:
  // Any folder with policy.pub and lookup.key will do; one that was provisioned says site,
  // emergency numbers and modes too. Every issuer there must have signed the policy; others may
  // have. Nothing is remembered. The error is one line for a person.
  static tl::expected<std::unique_ptr<Trial>, std::string> Open(const std::string& policy,
                                                                const std::string& keys);
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  const Policy& policy() const { return loaded_->policy; }
  const Tagger& tagger() const { return *tagger_; }
  const Device& device() const { return device_; }
  const posix::Wiped<LookupKey>& lookup_key() const { return keys_.lookup; }
  // As the folder names it; empty where it is no gate's.
  std::string_view gate() const { return keys_.settings ? keys_.settings->gate : std::string_view(); }
  bool synchronised_clock() const { return keys_.settings && keys_.settings->synchronised_clock; }

  // A decision without a past at `now`, which the clock vouches for or not.
  Situation At(posix::ClockReading now);

  // Who signed the policy, and is no issuer of the folder.
  std::vector<IssuerKey> ForeignSigners() const;

 private:
  explicit Trial(posix::GateKeys keys);
  bool IsIssuer(const IssuerKey& key) const;

  const posix::GateKeys keys_;
  const SodiumCrypto crypto_{};
  std::optional<Tagger> tagger_;
  std::vector<std::string_view> emergency_;
  Device device_;
  std::optional<posix::LoadedPolicy> loaded_;
};

// Names them on standard error: no gate with the keys of folder `keys` takes that policy.
void NoteForeignSigners(const Trial& trial, const std::string& policy, const std::string& keys);

}  // namespace dialgate::command

#endif
