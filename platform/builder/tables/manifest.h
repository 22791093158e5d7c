// What a build was made of and came to, to be signed by the issuer and kept by the desk.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_MANIFEST_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_MANIFEST_H

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "dialgate/tags.h"
#include "platform/builder/tables/accounts.h"
#include "platform/builder/tables/chunked.h"
#include "platform/builder/tables/contact_row.h"
#include "platform/builder/tables/judge.h"
#include "platform/builder/tables/output_file.h"
#include "platform/builder/tables/shared_numbers.h"
#include "policy.pb.h"

namespace dialgate::builder {

// Everything that a manifest tells. Views; they must stand while it is written.
struct ManifestFacts {
  const proto::Policy* header;
  std::string
      header_digest;  // what policies that differ in signatures at most have in common; hexadecimal
  InputDigest rules;
  InputDigest accounts_file;
  InputDigest contacts_file;
  std::vector<InputDigest> refusal_files;  // in the order of their digests
  InputDigest policy;                      // as it was written, with the issuer's signature alone
  const Accounts* accounts;
  const Chunked<ContactRow>* rows;
  const Judgment* judgment;
  const std::vector<SharedNumber>* shared_numbers;
  const Tagger* tagger;
};

// Writes JSON lines, an object each: a person reads the first few, a program reads all of them one
// by one, however many there are, and the same build gives the same bytes. In this order: the
// policy; each input; the counts; rows and contacts by role and provenance; the accounts with the
// most numbers; shared numbers; and the evidence of each contact, in the order of the rows.
// Accounts and contacts stand there by the 48 bits of their tags that the policy and the log have
// too; no number ever does.
//
// `evidence` was put aside by ReadContacts and is at its beginning. Errors: it cannot be read.
tl::expected<void, Problem> WriteManifest(const ManifestFacts& facts, Spool* evidence,
                                          OutputFile* file);

}  // namespace dialgate::builder

#endif
