// Policies that were altered, cut short or moved must not load on any target; the untouched one
// must. That is Ed25519 and SHA-512 at work, on a microcontroller too. Exit code 0 if all is as it
// should be.
#include <cstring>

#include "DecisionsPolicy.h"
#include "console.h"
#include "dialgate/policy.h"
#include "dialgate/sodium_crypto.h"
#include "dialgate/words.h"

namespace dialgate {
namespace {

using firmware::Write;

// tests/support/policy_maker.cc: issuer 0, and the key of the tags.
constexpr IssuerKey kIssuer = {{0xc0, 0x50, 0xc5, 0x63, 0x7a, 0x44, 0xfa, 0x86, 0x29, 0xff, 0xf3,
                                0xcc, 0xcc, 0xe2, 0x30, 0x0c, 0xb3, 0x62, 0xa6, 0x3d, 0x99, 0xd9,
                                0x5f, 0xc5, 0x41, 0x45, 0x26, 0x6f, 0x43, 0x32, 0x44, 0x5a}};
constexpr LookupKey kKey = {{0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB,
                             0xAC, 0xAD, 0xAE, 0xAF}};

constexpr size_t kRoom = 4096;
alignas(Policy::kAlignment) uint8_t memory[kRoom + 1];

// Where a part of the untouched image begins.
struct Parts {
  size_t size, header, signature, accounts, contacts;
};

class Refusals {
 public:
  bool Run() {
    if (vectors::kDecisionsPolicySize > kRoom) return false;
    const auto untouched = Open(Fresh());
    Expect("untouched", untouched, PolicyError{});
    if (!untouched) return false;
    FindParts(*untouched);
    Altered();
    CutShort();
    Moved();
    OtherDevice();
    return !failed_;
  }

 private:
  tl::expected<Policy, PolicyError> Open(ByteView image) const {
    return Policy::Open(image, trust_, tagger_, crypto_);
  }

  // The image in memory, as it was made.
  ByteView Fresh() const {
    std::memcpy(memory, vectors::kDecisionsPolicy, vectors::kDecisionsPolicySize);
    return {memory, vectors::kDecisionsPolicySize};
  }

  void FindParts(const Policy& policy) {
    const auto offset = [](const uint8_t* data) { return static_cast<size_t>(data - memory); };
    FieldList signatures = policy.signatures();
    ByteView signature;
    signatures.Next(&signature);
    parts_ = {vectors::kDecisionsPolicySize, policy.header().size, offset(signature.end() - 1),
              offset(policy.accounts().data), offset(policy.contacts().data)};
  }

  void ExpectAltered(const char* what, size_t at, PolicyError error) {
    const ByteView image = Fresh();
    memory[at] ^= 1;
    Expect(what, Open(image), error);
  }

  // A letter of the issuer's name can be read as well as the one that was signed.
  void Altered() {
    constexpr size_t kIssuerName = 4;
    ExpectAltered("a letter of the header", kIssuerName, PolicyError::kSignatureInvalid);
    ExpectAltered("the header's last byte", parts_.header - 1, PolicyError::kSignatureInvalid);
    ExpectAltered("the signature", parts_.signature, PolicyError::kSignatureInvalid);
    ExpectAltered("an account", parts_.accounts, PolicyError::kTablesAltered);
    ExpectAltered("a contact", parts_.contacts, PolicyError::kTablesAltered);
    ExpectAltered("the last contact", parts_.size - 1, PolicyError::kTablesAltered);
  }

  // After every byte.
  void CutShort() {
    const ByteView image = Fresh();
    for (size_t size = 0; size < image.size; ++size) {
      if (Open({image.data, size})) return Fail("cut short", "loaded");
    }
    memory[image.size] = 0;
    Expect("with a byte behind it", Open({image.data, image.size + 1}), PolicyError::kMalformed);
  }

  void Moved() {
    const ByteView image = Fresh();
    std::memmove(memory + 1, memory, image.size);
    Expect("moved by a byte", Open({memory + 1, image.size}), PolicyError::kMisaligned);
  }

  void OtherDevice() {
    const ByteView image = Fresh();
    Trust trust = trust_;
    trust.site = "another site";
    Expect("of another site", Policy::Open(image, trust, tagger_, crypto_),
           PolicyError::kOtherSite);
    IssuerKey stranger = kIssuer;
    stranger.bytes[31] ^= 1;
    trust = trust_;
    trust.issuers = &stranger;
    Expect("of another issuer", Policy::Open(image, trust, tagger_, crypto_),
           PolicyError::kSignatureMissing);
    LookupKey other = kKey;
    other.bytes[0] ^= 1;
    Expect("of another lookup key", Policy::Open(image, trust_, Tagger(other, crypto_), crypto_),
           PolicyError::kOtherLookupKey);
  }

  // No error: it must load.
  void Expect(const char* what, const tl::expected<Policy, PolicyError>& policy,
              PolicyError error) {
    const PolicyError actual = policy ? PolicyError{} : policy.error();
    if (actual != error) Fail(what, policy ? "loaded" : Name(actual));
  }

  void Fail(std::string_view what, std::string_view answer) {
    failed_ = true;
    Write("a policy, ");
    Write(what);
    Write(": ");
    Write(answer);
    Write("\n");
  }

  const SodiumCrypto crypto_{};
  const Tagger tagger_{kKey, crypto_};
  const Trust trust_{{}, &kIssuer, 1};
  Parts parts_{};
  bool failed_ = false;
};

}  // namespace
}  // namespace dialgate

int main() { return dialgate::Refusals().Run() ? 0 : 1; }
