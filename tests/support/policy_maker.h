// Signed policies for tests, made as core/policy.proto says and by nothing of platform/: what the
// builder writes can be held against it. Every step can be had alone, so that wrong policies can be
// made with valid signatures: take the header, spoil it, then Assemble.
#ifndef DIALGATE_TESTS_SUPPORT_POLICY_MAKER_H
#define DIALGATE_TESTS_SUPPORT_POLICY_MAKER_H

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dialgate/bytes.h"
#include "dialgate/crypto.h"
#include "dialgate/tags.h"
#include "policy.pb.h"
#include "site.h"

namespace dialgate::testing {

// Bytes at a multiple of 64, with nothing behind the last one: a sanitizer sees what reads on.
class AlignedBytes {
 public:
  explicit AlignedBytes(std::string_view bytes);

  ByteView view() const { return {data_.get(), size_}; }
  std::string_view text() const { return {reinterpret_cast<const char*>(data_.get()), size_}; }
  uint8_t* data() { return data_.get(); }
  size_t size() const { return size_; }

 private:
  struct Free {
    void operator()(uint8_t* data) const;
  };
  std::unique_ptr<uint8_t, Free> data_;
  size_t size_;
};

// The keys of the tests, the same in every run. `which` counts issuers from 0.
IssuerKey TestIssuer(unsigned which);
LookupKey TestLookupKey();
const Crypto& TestCrypto();
const Tagger& TestTagger();  // under TestLookupKey()

// The header that `site` stands for; its digests are empty until SetDigests.
proto::Policy HeaderOf(const Site& site);

// The payloads of fields 24 and 26.
struct Tables {
  std::string accounts;
  std::string contacts;
};
Tables TablesOf(const Site& site);
void SetDigests(const Tables& tables, proto::Policy* header);

// The one encoding of a message: Protobuf's own, deterministic.
std::string Encode(const google::protobuf::MessageLite& message);

// Field 22 by issuer `which` over the bytes of a header.
std::string SignatureField(std::string_view header, unsigned which);

// header | signatures | pad, accounts | pad, contacts. Header and signatures are taken as they are.
std::string Assemble(std::string_view header, const std::string& signatures, const Tables& tables);
std::string Assemble(std::string_view header, const Tables& tables,
                     const std::vector<unsigned>& signers = {0});

// All of it.
std::string MakePolicy(const Site& site, const std::vector<unsigned>& signers = {0});

}  // namespace dialgate::testing

#endif
