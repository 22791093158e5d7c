// A site of any size with its policy in memory, whose accounts and numbers follow from their
// places.
#ifndef DIALGATE_TESTS_BENCHMARK_LARGE_SITE_H
#define DIALGATE_TESTS_BENCHMARK_LARGE_SITE_H

#include <string_view>
#include <tl/expected.hpp>

#include "dialgate/gate.h"
#include "dialgate/sodium_crypto.h"
#include "pages.h"
#include "scenario.h"

namespace dialgate::benchmarks {

constexpr uint64_t kContactsPerAccount = 4;  // the first one is the debtor, the others references

// `LN-2026-00081734`; one that is not listed belongs to another year.
struct AccountId {
  char text[16];
  std::string_view view() const { return {text, sizeof text}; }
};
AccountId IdOf(uint64_t account, bool listed = true);

// `+8613800081734`: no two contacts have the same, and one that is not listed is another mobile's.
struct NumberText {
  char text[14];
  std::string_view view() const { return {text, sizeof text}; }
  PhoneNumber number() const { return PhoneNumber::FromDigits({text + 1, sizeof text - 1}); }
};
NumberText NumberOf(uint64_t contact, bool listed = true);

class LargeSite {
 public:
  // `contacts` is a multiple of four. The program ends if a policy cannot be made or does not load.
  LargeSite(uint64_t contacts, PageSize page_size);

  uint64_t contacts() const { return contacts_; }
  uint64_t accounts() const { return contacts_ / kContactsPerAccount; }
  size_t policy_bytes() const { return image_bytes_; }
  const Policy& policy() const { return *policy_; }
  const Tagger& tagger() const;

  // What Policy::Open costs by libsodium, and what it costs apart from signature and digests.
  bool Open() const;
  bool OpenApartFromCryptography() const;
  bool VerifySignature() const;

  Situation At(int64_t now) const { return {&*policy_, tagger(), device_, history_, now}; }

 private:
  ByteView image() const { return {image_.data(), image_bytes_}; }

  uint64_t contacts_;
  Pages image_;
  size_t image_bytes_ = 0;
  SodiumCrypto sodium_;
  gates::RememberedCrypto remembered_;
  IssuerKey issuer_;
  Trust trust_{gates::kSite, &issuer_, 1, false, 28};
  tl::expected<Policy, PolicyError> policy_ = tl::unexpected(PolicyError::kTruncated);
  Device device_;
  NoHistory history_;
};

}  // namespace dialgate::benchmarks

#endif
