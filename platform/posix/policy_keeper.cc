#include "dialgate/posix/policy_keeper.h"

#include <string.h>

#include <utility>

#include "dialgate/posix/files.h"
#include "dialgate/words.h"

namespace dialgate::posix {
namespace {

LoadError Refused(const std::string& path, PolicyError reason) {
  return {reason,
          path + ": " + std::string(Advice(reason)) + " [" + std::string(Name(reason)) + "]"};
}

HighestSeen SeenWith(const PolicyTerms& terms) {
  HighestSeen seen = {terms.serial, {}};
  memcpy(seen.identity, terms.identity, sizeof seen.identity);
  return seen;
}

}  // namespace

tl::expected<LoadedPolicy, LoadError> OpenPolicy(const std::string& path, const Trust& trust,
                                                 const Tagger& tagger, const Crypto& crypto) {
  Result<PolicyFile> file = PolicyFile::Open(path);
  if (!file) return tl::make_unexpected(LoadError{std::nullopt, file.error().message});
  const tl::expected<Policy, PolicyError> policy =
      Policy::Open(file->bytes(), trust, tagger, crypto);
  if (!policy) return tl::make_unexpected(Refused(path, policy.error()));
  return LoadedPolicy{std::move(*file), *policy};
}

Result<std::unique_ptr<PolicyKeeper>> PolicyKeeper::Open(const std::string& folder,
                                                         const Crypto& crypto) {
  Result<GateKeys> keys = ReadGateKeys(folder);
  if (!keys) return tl::make_unexpected(keys.error());
  const Result<HighestSeen> seen = ReadState(folder + "/policy.state");
  if (!seen) return tl::make_unexpected(seen.error());
  return std::unique_ptr<PolicyKeeper>(new PolicyKeeper(folder, std::move(*keys), *seen, crypto));
}

PolicyKeeper::PolicyKeeper(std::string folder, GateKeys keys, const HighestSeen& seen,
                           const Crypto& crypto)
    : state_path_(std::move(folder) + "/policy.state"),
      keys_(std::move(keys)),
      crypto_(crypto),
      tagger_(keys_.lookup.value, crypto),
      seen_(seen) {}

Trust PolicyKeeper::trust() const {
  Trust trust;
  trust.site = keys_.settings->site;
  trust.issuers = keys_.issuers.data();
  trust.issuer_count = static_cast<uint8_t>(keys_.issuers.size());
  return trust;
}

tl::expected<void, LoadError> PolicyKeeper::Load(const std::string& path, ClockReading now) {
  return Load(path, now, [this](LoadedPolicy next) {
    holder_.Replace(std::move(next));
    return true;
  });
}

tl::expected<void, LoadError> PolicyKeeper::Load(const std::string& path, ClockReading now,
                                                 const PutInForce& put_in_force) {
  const std::lock_guard<std::mutex> lock(mutex_);
  tl::expected<LoadedPolicy, LoadError> next = OpenPolicy(path, trust(), tagger_, crypto_);
  if (!next) return tl::make_unexpected(next.error());
  const PolicyTerms terms = TermsOf(next->policy, crypto_, now);
  {
    const PolicyHolder::Lease lease = holder_.Acquire();
    std::optional<PolicyTerms> in_force;
    if (lease.policy() != nullptr) in_force = TermsOf(*lease.policy(), crypto_, now);
    const tl::expected<void, PolicyError> allowed =
        MaySucceed(seen_, terms, in_force ? &*in_force : nullptr);
    if (!allowed) return tl::make_unexpected(Refused(path, allowed.error()));
  }
  // That it can be remembered is known before it is in force, but only what came into force counts:
  // one that could not be recorded must not bar the one before it.
  const bool counts = Counts(terms);
  const HighestSeen seen = SeenWith(terms);
  Result<void> prepared;
  if (counts) prepared = PrepareFile(state_path_, FormatState(seen));
  if (!prepared) return tl::make_unexpected(LoadError{std::nullopt, prepared.error().message});
  const Result<bool> recorded = put_in_force(std::move(*next));
  if (counts && !(recorded && *recorded)) AbandonFile(state_path_);
  if (!recorded) return tl::make_unexpected(LoadError{std::nullopt, recorded.error().message});
  // Where it cannot be put in place, Remember tries it again, and tells.
  if (counts && *recorded && PutInPlace(state_path_)) seen_ = seen;
  return {};
}

Result<void> PolicyKeeper::Remember(ClockReading now) {
  const std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return {};
  const PolicyHolder::Lease lease = holder_.Acquire();
  if (lease.policy() == nullptr) return {};
  const PolicyTerms terms = TermsOf(*lease.policy(), crypto_, now);
  if (!Counts(terms)) return {};
  const HighestSeen seen = SeenWith(terms);
  Result<void> written = ReplaceFile(state_path_, FormatState(seen));
  if (written) seen_ = seen;
  return written;
}

Result<void> PolicyKeeper::Learn(const HighestSeen& seen) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (seen.serial <= seen_.serial) return {};
  Result<void> written = ReplaceFile(state_path_, FormatState(seen));
  if (written) seen_ = seen;
  return written;
}

bool PolicyKeeper::Counts(const PolicyTerms& terms) const {
  return terms.valid_now && terms.serial > seen_.serial;
}

}  // namespace dialgate::posix
