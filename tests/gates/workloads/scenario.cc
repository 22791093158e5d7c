#include "scenario.h"

#include <cstring>

namespace dialgate::gates {
namespace {

constexpr std::string_view kChina[] = {"110", "119", "120"};

// As many as a policy may list, none of them dialed.
struct ManyNumbers {
  char digits[128][6];
  std::string_view views[128];
};
ManyNumbers many;

// Attempts, in storage as a microcontroller has it: 32 keys, or 16 larger ones.
constexpr unsigned kSlotWords = 32 * 16;
uint32_t slots[kSlotWords], permits[2 * 64], withdrawals[4 * 32];
Attempts attempts({});

}  // namespace

void RememberedCrypto::Digest(ByteView message, uint8_t (&digest)[32]) const {
  if (!remembered_ && known_ < 2) {
    sodium_.Digest(message, digests_[known_].digest);
    digests_[known_++].message = message.data;
  }
  for (const Known& known : digests_) {
    if (known.message == message.data) std::memcpy(digest, known.digest, sizeof digest);
  }
}

bool RememberedCrypto::Verify(const IssuerKey& key, ByteView message,
                              const uint8_t (&signature)[64]) const {
  return remembered_ || sodium_.Verify(key, message, signature);
}

Device Site::TypicalDevice() {
  Device device;
  device.emergency = {kChina, 3, "9"};
  device.modes = Modes{}.With(Mode::kManual).With(Mode::kAutomated);
  device.clock_trusted = true;
  device.record_durable = true;
  device.newest_record = kNow - 60;
  return device;
}

void Site::UseLargestDevice() {
  for (unsigned i = 0; i < 128; ++i) {
    const char digits[] = {'1',
                           '9',
                           '9',
                           static_cast<char>('0' + i / 100),
                           static_cast<char>('0' + i / 10 % 10),
                           static_cast<char>('0' + i % 10)};
    std::memcpy(many.digits[i], digits, sizeof digits);
    many.views[i] = {many.digits[i], sizeof digits};
  }
  device_.emergency = {many.views, 128, "8"};
}

bool Site::Open(const Image& image) {
  crypto_.Forget();
  image_ = image.bytes();
  policy_ = Policy::Open(image_, trust_, tagger_, crypto_);
  crypto_.Remember();
  return policy_.has_value();
}

bool Site::OpenAgain() const { return Policy::Open(image_, trust_, tagger_, crypto_).has_value(); }

Situation Site::At(int64_t now) const { return {&*policy_, tagger_, device_, *history_, now}; }

Decision Site::Decide(const Call& call, int64_t now) const {
  return dialgate::Decide(At(now), call);
}

bool Site::Retry(const Call& call, int64_t now) const { return RetryAt(At(now), call).has_value(); }

// Nobody answered: no cap is reached by that, and every event stays.
Attempts& Site::Remember(unsigned calls, unsigned words) {
  history_ = &no_history_;
  if (calls == 0) return attempts;
  attempts = Attempts({slots, kSlotWords / words, words, permits, 64, withdrawals, 32});
  attempts.Clear();
  const uint64_t number = tagger_.Number(PhoneNumber::FromDigits(kNumber));
  uint64_t sequence = 0;
  for (unsigned i = 0; i < calls; ++i) {
    for (std::string_view id : {kAccount, kLongAccount}) {
      const auto account = policy_->FindAccount(tagger_, id);
      const int64_t at = kNow - int64_t{86400} * 2 - i;
      const HistoryKey key = {number, tagger_.Account(id).value, account->debtor, Role::kDebtor};
      const Attempt attempt = {key, ++sequence, at, 0};
      if (!attempts.HasRoom(key, *policy_, at)) continue;
      attempts.Add(attempt, *policy_);
      attempts.Report(attempt, Outcome::kNoAnswer);
    }
  }
  history_ = &attempts;
  return attempts;
}

void Site::Crowd() {
  attempts = Attempts({slots, 16, 16, permits, 64, withdrawals, 32});
  attempts.Clear();
  for (uint64_t i = 1; i <= 64; ++i) {
    const uint64_t mixed = i * 0x9E3779B97F4A7C15u;
    const HistoryKey key = {mixed, mixed << 1, mixed >> 16, Role::kDebtor};
    if (attempts.HasRoom(key, *policy_, kNow)) attempts.Add({key, i, kNow, 0}, *policy_);
  }
  history_ = &attempts;
}

Call CampaignCall(std::string_view dialed, std::string_view account) {
  const Disclosures disclosures = Disclosures{}.With(Disclosure::kDebt).With(Disclosure::kAmount);
  return {dialed, account, Purpose::kCollect, Mode::kAutomated, disclosures};
}

// `front`, then as many `fill` as there is room for, then `back`.
static void Fill(LongText* out, const char* name, std::string_view front, std::string_view fill,
                 std::string_view back) {
  out->name = name;
  char* at = out->text;
  const auto append = [&at](std::string_view text) {
    std::memcpy(at, text.data(), text.size());
    at += text.size();
  };
  append(front);
  const char* const end = out->text + sizeof out->text;
  while (static_cast<size_t>(end - at) >= back.size() + fill.size()) append(fill);
  while (static_cast<size_t>(end - at) > back.size()) append(")");
  append(back);
}

void FillLongTexts(LongText (&texts)[kLongTexts]) {
  Fill(&texts[0], "separators", "90086138", ")", "00138000)");
  Fill(&texts[1], "sip_separators", "sip:90086138", ")", "00138000@a");
  Fill(&texts[2], "sip_encoded", "sip:90086138", "%29", "00138000@h");
  Fill(&texts[3], "sip_host", "sip:9008613800138000@", "]", "]");
  Fill(&texts[4], "tel_context", "tel:13800138000;phone-context=+86", ")", ")");
}

}  // namespace dialgate::gates
