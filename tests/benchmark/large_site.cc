#include "large_site.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "policy_maker.h"
#include "site_image.h"

// What the workloads of the gates, which are measured here too, are verified with.
namespace dialgate::gates {
const IssuerKey kIssuer = testing::TestIssuer(0);
const LookupKey kLookupKey = testing::TestLookupKey();
}  // namespace dialgate::gates

namespace dialgate::benchmarks {
namespace {

constexpr std::string_view kChina[] = {"110", "119", "120"};
constexpr uint64_t kNumbers = 100'000'000;

void WriteDigits(uint64_t value, char (&out)[8]) {
  for (unsigned i = sizeof out; i-- > 0; value /= 10) out[i] = static_cast<char>('0' + value % 10);
}

Device TypicalDevice() {
  Device device;
  device.emergency = {kChina, 3, "9"};
  device.modes = Modes{}.With(Mode::kManual).With(Mode::kAutomated);
  device.clock_trusted = true;
  device.record_durable = true;
  device.newest_record = gates::kNow - 60;
  return device;
}

Pages Copy(std::string_view bytes, PageSize page_size) {
  Pages pages(bytes.size(), page_size);
  std::memcpy(pages.data(), bytes.data(), bytes.size());
  return pages;
}

}  // namespace

AccountId IdOf(uint64_t account, bool listed) {
  AccountId id;
  std::memcpy(id.text, listed ? "LN-2026-" : "LN-2027-", 8);
  WriteDigits(account, reinterpret_cast<char(&)[8]>(id.text[8]));
  return id;
}

// The factor has no divisor of ten, so that no two contacts come to one number.
NumberText NumberOf(uint64_t contact, bool listed) {
  NumberText number;
  std::memcpy(number.text, listed ? "+86138" : "+86139", 6);
  WriteDigits(contact * 38'196'603 % kNumbers, reinterpret_cast<char(&)[8]>(number.text[6]));
  return number;
}

LargeSite::LargeSite(uint64_t contacts, PageSize page_size)
    : contacts_(contacts), issuer_(testing::TestIssuer(0)), device_(TypicalDevice()) {
  const std::string bytes = SiteImage(contacts);
  image_ = Copy(bytes, page_size);
  image_bytes_ = bytes.size();
  policy_ = Policy::Open(image(), trust_, tagger(), remembered_);
  remembered_.Remember();
  if (!policy_) {
    std::fprintf(stderr, "the policy does not load: %d\n", static_cast<int>(policy_.error()));
    std::exit(2);
  }
}

const Tagger& LargeSite::tagger() const { return testing::TestTagger(); }

bool LargeSite::Open() const {
  return Policy::Open(image(), trust_, tagger(), sodium_).has_value();
}

bool LargeSite::OpenApartFromCryptography() const {
  return Policy::Open(image(), trust_, tagger(), remembered_).has_value();
}

bool LargeSite::VerifySignature() const {
  FieldList signatures = policy_->signatures();
  ByteView item;
  if (!signatures.Next(&item)) return false;
  const Signature signature = ReadSignature(item);
  return sodium_.Verify(signature.issuer, policy_->header(), signature.bytes);
}

}  // namespace dialgate::benchmarks
