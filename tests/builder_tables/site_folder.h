// The files of one site in a folder of their own, and what a build makes of them.
#ifndef DIALGATE_TESTS_BUILDER_TABLES_SITE_FOLDER_H
#define DIALGATE_TESTS_BUILDER_TABLES_SITE_FOLDER_H

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "dialgate/sodium_crypto.h"
#include "dialgate/tags.h"
#include "platform/builder/tables/build_policy.h"

namespace dialgate::builder {

// The n-th of the keys that tests sign with.
SigningKey TestKey(unsigned n);
IssuerKey TestIssuer(unsigned n);

class SiteFolder {
 public:
  // Rules, three accounts and no contacts.
  SiteFolder();
  ~SiteFolder();

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  void Write(const std::string& name, std::string_view text) const;
  std::string Read(const std::string& name) const;
  std::vector<std::string> Names() const;  // of all files, in alphabetical order

  // Contacts of these lines under the full header, which is line 1.
  void WriteContacts(const std::string& lines) const;

  // Puts one more line into rules.txtpb.
  void AddRule(const std::string& line) const;

  // Everything asked for: policy.dgp, excluded.csv, manifest.jsonl.
  BuildRequest Request() const;
  tl::expected<BuildReport, Problem> Build() const { return BuildPolicy(Request()); }

  // What a build that must fail says, without the folder; empty if it does not fail.
  std::string Failure() const;

  const Tagger& tagger() const { return tagger_; }
  const Crypto& crypto() const { return crypto_; }

 private:
  std::string folder_;
  LookupKey lookup_key_ = {{1, 2, 3}};
  SigningKey signing_key_ = TestKey(1);
  SodiumCrypto crypto_;
  Tagger tagger_;
};

}  // namespace dialgate::builder

#endif
