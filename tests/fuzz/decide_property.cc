#include "against_core.h"
#include "decision_site.h"
#include "dialgate/gate.h"
#include "input.h"
#include "model.h"
#include "policy_maker.h"
#include "properties.h"

namespace dialgate::fuzz {
namespace {

// The site of the decision vectors, opened once.
struct Fixed {
  Fixed() : site(model::DecisionSite()), image(testing::MakePolicy(site)), policy(Open()) {}

  Policy Open() const {
    const IssuerKey issuer = testing::TestIssuer(0);
    Trust trust;
    trust.issuers = &issuer;
    trust.issuer_count = 1;
    const auto opened =
        Policy::Open(image.view(), trust, testing::TestTagger(), testing::TestCrypto());
    Require(opened.has_value(), "a policy of the test's own opens");
    return *opened;
  }

  testing::Site site;
  testing::AlignedBytes image;
  Policy policy;
};

// An account and a number that there are, so that most inputs get far; or text of the input's own.
testing::CallFacts CallOf(const testing::Site& site, Input* input) {
  testing::CallFacts call;
  call.purpose = static_cast<Purpose>(input->Byte());
  call.mode = static_cast<Mode>(input->Byte());
  call.disclosures = input->Byte();
  const size_t which = input->Byte();
  if (which < site.contacts.size()) {
    const auto& key = std::next(site.contacts.begin(), static_cast<long>(which))->first;
    call.account = key.first;
    call.dialed = key.second;
  } else {
    call.account = input->Text();
    call.dialed = input->Text();
  }
  return call;
}

testing::DeviceFacts DeviceOf(int64_t now, Input* input) {
  testing::DeviceFacts device;
  const unsigned flags = input->Byte();
  device.clock_trusted = (flags & 1) == 0;
  device.record_durable = (flags & 2) == 0;
  device.receipts_waived = (flags & 4) != 0;
  for (unsigned n = 1; n <= 3; ++n) {
    if ((flags >> (2 + n) & 1) == 0) device.modes.insert(static_cast<Mode>(n));
  }
  device.newest_record = (flags & 64) != 0 ? now + input->Byte() : 0;
  device.receipted = (flags & 128) != 0 ? now - input->Byte() * 1800 : now;
  for (char c : input->Text()) device.outside_line_prefix += static_cast<char>('0' + (c & 7));
  device.outside_line_prefix.resize(device.outside_line_prefix.size() % 5);
  return device;
}

// Most of them within the policy's validity.
int64_t NowOf(const testing::Site& site, Input* input) {
  const unsigned form = input->Byte();
  if (form == 255) return input->Word() % (int64_t{1} << 60);
  const int64_t second =
      (int64_t{input->Byte()} << 16 | int64_t{input->Byte()} << 8 | input->Byte()) % 2700000;
  return site.not_before - 3600 + second;
}

}  // namespace

void DecideProperty(const uint8_t* data, size_t size) {
  static const Fixed fixed;
  Input input(data, size);
  const int64_t now = NowOf(fixed.site, &input);
  const testing::DeviceFacts device = DeviceOf(now, &input);
  const testing::CallFacts call = CallOf(fixed.site, &input);
  const model::CoreDevice core_device(device);
  const NoHistory history;
  const Situation situation{&fixed.policy, testing::TestTagger(), core_device.device(), history,
                            now};
  const std::string difference = model::Compare(model::Decide(&fixed.site, device, call, now),
                                                Decide(situation, model::CoreCall(call)));
  Require(difference.empty(), difference + model::Describe(call) + " now " + std::to_string(now));
  const auto expected = model::RetryAt(&fixed.site, device, call, now);
  const auto actual = RetryAt(situation, model::CoreCall(call));
  Require(expected.has_value() == actual.has_value() && (!expected || *expected == *actual),
          "retry_at " + model::Describe(call) + " now " + std::to_string(now));
}

}  // namespace dialgate::fuzz
