// The policies that are spoiled here: one in which every field of core/policy.proto stands, and a
// small one.
#ifndef DIALGATE_TESTS_MUTATION_SEED_POLICY_H
#define DIALGATE_TESTS_MUTATION_SEED_POLICY_H

#include <string>

#include "dialgate/policy.h"
#include "policy_maker.h"
#include "site.h"

namespace dialgate::mutation {

testing::Site FullSite();
testing::Site SmallSite();

// The full site's header, digests set.
proto::Policy FullHeader();

// Opens an image whose issuer is TestIssuer(0), others allowed; `bytes` must outlive the policy.
tl::expected<Policy, PolicyError> Open(const testing::AlignedBytes& bytes);

// The error of opening it, as a word; `accepted` for none.
std::string Outcome(const std::string& image);

}  // namespace dialgate::mutation

#endif
