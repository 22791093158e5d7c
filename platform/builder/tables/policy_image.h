// The bytes of a policy, exactly as core/policy.proto has them.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_POLICY_IMAGE_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_POLICY_IMAGE_H

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "platform/builder/tables/output_file.h"
#include "platform/builder/tables/running_digest.h"
#include "platform/builder/tables/signing.h"
#include "policy.pb.h"

namespace dialgate::builder {

// What a policy is made of. Views into what its maker owns.
struct PolicyParts {
  std::string_view header;  // fields 1 to 21: what is signed
  std::vector<proto::Signature> signatures;
  std::string_view accounts;  // tables, in their buckets
  std::string_view contacts;
};

// The bytes of a header. Precondition: no field above 21 is set, and none is unknown.
std::string SerializeHeader(const proto::Policy& header);

// The first 32 bytes of the SHA-512 of a table or header.
std::string Digest(std::string_view bytes);

proto::Signature SignHeader(std::string_view header, const SigningKey& key);

// Everything up to the bytes of the first table, and between the two, pads included.
std::string BeforeAccounts(const PolicyParts& parts);
std::string BeforeContacts(const PolicyParts& parts, size_t before_accounts);

void WritePolicy(const PolicyParts& parts, OutputFile* file);

// Takes a policy apart. Errors, as a sentence without a place: it is not one, or not in the one
// encoding that a policy has; its tables are not those that were signed; a signature does not
// verify.
tl::expected<PolicyParts, std::string> TakeApart(std::string_view policy);

}  // namespace dialgate::builder

#endif
