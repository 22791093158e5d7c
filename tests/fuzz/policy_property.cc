#include <cstring>

#include "dialgate/gate.h"
#include "input.h"
#include "oracle.h"
#include "policy_maker.h"
#include "properties.h"

namespace dialgate::fuzz {
namespace {

// Takes every signature for good, and gives one digest for everything, so that the reader is
// reached.
class Credulous final : public Crypto {
 public:
  static constexpr uint8_t kDigestByte = 0xDD;

  void KeyedTag(const LookupKey& key, ByteView message, uint8_t (&tag)[16]) const override {
    testing::TestCrypto().KeyedTag(key, message, tag);
  }
  void Digest(ByteView, uint8_t (&digest)[32]) const override {
    std::memset(digest, kDigestByte, sizeof digest);
  }
  bool Verify(const IssuerKey&, ByteView, const uint8_t (&)[64]) const override { return true; }
};

// The image with that digest where its own stand: behind the tags and sizes of fields 20 and 21.
std::string WithDigests(std::string image) {
  for (const char* tag : {"\xA2\x01\x20", "\xAA\x01\x20"}) {
    const size_t at = image.find(tag);
    if (at == std::string::npos || at + 35 > image.size()) continue;
    image.replace(at + 3, 32, std::string(32, static_cast<char>(Credulous::kDigestByte)));
  }
  return image;
}

// Asks a policy about a few calls, so that what was not read when it loaded is.
void Ask(const Policy& policy, const Crypto& crypto) {
  const Tagger tagger(testing::TestLookupKey(), crypto);
  Device device;
  device.modes = Modes().With(Mode::kManual);
  device.clock_trusted = device.record_durable = device.receipts_waived = true;
  const NoHistory history;
  for (const char* account : {"A1", "A2", "A3"}) {
    for (int64_t now = policy.not_before(); now < policy.not_after(); now += 86400 * 5 + 3601) {
      const Situation situation{&policy, tagger, device, history, now};
      const Call call{"+8613800138000", account, Purpose::kCollect, Mode::kManual, {}};
      const Decision decision = Decide(situation, call);
      const auto retry = RetryAt(situation, call);
      Require(decision.reason != Reason::kUndecided, "a call is decided");
      if (retry) Require(*retry >= now && *retry < policy.not_after(), "retry_at lies ahead");
    }
  }
}

}  // namespace

void PolicyProperty(const uint8_t* data, size_t size) {
  const std::string bytes = WithDigests({reinterpret_cast<const char*>(data), size});
  const testing::AlignedBytes image(bytes);
  const Credulous crypto;
  const Tagger tagger(testing::TestLookupKey(), crypto);
  const IssuerKey issuer = testing::TestIssuer(0);
  Trust trust;
  trust.issuers = &issuer;
  trust.issuer_count = 1;
  trust.others_may_sign = true;
  const auto policy = Policy::Open(image.view(), trust, tagger, crypto);
  if (!policy) return;
  const std::string disagreement = mutation::Disagreement(bytes, *policy);
  Require(disagreement.empty(), "Protobuf reads the same: " + disagreement);
  Ask(*policy, crypto);
}

}  // namespace dialgate::fuzz
