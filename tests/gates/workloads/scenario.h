// The calls that the gates measure, and what they are decided with.
#ifndef DIALGATE_TESTS_GATES_SCENARIO_H
#define DIALGATE_TESTS_GATES_SCENARIO_H

#include <string_view>

#include "dialgate/attempts.h"
#include "dialgate/gate.h"
#include "dialgate/sodium_crypto.h"
#include "facts.h"

namespace dialgate::gates {

struct Image {
  const char* name;
  const uint8_t* begin;
  const uint8_t* end;

  ByteView bytes() const { return {begin, static_cast<size_t>(end - begin)}; }
};

extern const Image kImages[];  // the first one typical, the second one the largest
extern const unsigned kImageCount;
extern const IssuerKey kIssuer;
extern const LookupKey kLookupKey;

// What it costs to open a policy besides its signature and digests: the answers of an opening
// before.
class RememberedCrypto final : public Crypto {
 public:
  void KeyedTag(const LookupKey& key, ByteView message, uint8_t (&tag)[16]) const override {
    sodium_.KeyedTag(key, message, tag);
  }
  void Digest(ByteView message, uint8_t (&digest)[32]) const override;
  bool Verify(const IssuerKey& key, ByteView message,
              const uint8_t (&signature)[64]) const override;

  void Remember() { remembered_ = true; }
  void Forget() { remembered_ = false, known_ = 0; }

 private:
  struct Known {
    const uint8_t* message;
    uint8_t digest[32];
  };
  SodiumCrypto sodium_;
  bool remembered_ = false;
  mutable unsigned known_ = 0;
  mutable Known digests_[2] = {};
};

// A gate with a policy in it.
class Site {
 public:
  Site() : tagger_(kLookupKey, sodium_) {}

  bool Open(const Image& image);  // verified by libsodium
  bool OpenAgain() const;         // apart from what the cryptography costs

  Decision Decide(const Call& call, int64_t now) const;
  bool Retry(const Call& call, int64_t now) const;
  Situation At(int64_t now) const;  // only once it is open
  void UseLargestDevice();

  const Tagger& tagger() const { return tagger_; }

  // From here on a past is asked: `calls` to the debtor about each account, each as late as it can
  // be and still count in a window, in slots of `words`. 0 calls: nothing is remembered again.
  Attempts& Remember(unsigned calls, unsigned words);

  // From here on the calls of others fill every slot there is: one that has none yet finds no
  // place, and each slot is asked whether a rule still needs it.
  void Crowd();

 private:
  RememberedCrypto crypto_;  // for opening
  SodiumCrypto sodium_;
  Tagger tagger_;
  Trust trust_{kSite, &kIssuer, 1, false, 28};
  ByteView image_;
  tl::expected<Policy, PolicyError> policy_ = tl::unexpected(PolicyError::kTruncated);
  Device device_ = TypicalDevice();
  NoHistory no_history_;
  const History* history_ = &no_history_;

  static Device TypicalDevice();
};

// A call about the debtor's own number, as a campaign makes it.
Call CampaignCall(std::string_view dialed, std::string_view account);

// Texts of 255 bytes that are read as kNumber, each another way to take long.
struct LongText {
  const char* name;
  char text[DialedText::kMaxBytes];
  std::string_view view() const { return {text, sizeof text}; }
};
constexpr unsigned kLongTexts = 5;
void FillLongTexts(LongText (&texts)[kLongTexts]);

}  // namespace dialgate::gates

#endif
