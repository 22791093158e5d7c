// A gate in firmware: a policy in flash, opened once; then every call that comes in is decided. No
// heap, no files, no operating system.
#include "call_line.h"
#include "console.h"
#include "dialgate/gate.h"
#include "dialgate/sodium_crypto.h"
#include "dialgate/words.h"
#include "provisioned.h"

// The policy, where policy.S put it: at a multiple of dialgate::Policy::kAlignment.
extern "C" const uint8_t firmware_policy[], firmware_policy_end[];

namespace firmware {
namespace {

// A real device vouches for its clock only while it is set, and remembers the newest record that it
// sealed. This one is told the time with each call.
dialgate::Device MakeDevice() {
  dialgate::Device device;
  device.emergency = {kEmergency, sizeof kEmergency / sizeof kEmergency[0], kOutsideLine};
  device.modes = kModes;
  device.clock_trusted = true;
  device.record_durable = true;
  device.receipts_waived = true;
  return device;
}

// Room for the longest text that can be dialed (255 bytes), the longest account (64), and the other
// words of a line.
constexpr size_t kLongestLine = 448;

void DecideLine(const dialgate::Policy* policy, const dialgate::Tagger& tagger,
                const dialgate::Device& device, std::string_view line) {
  CallLine input;
  if (!ReadCallLine(line, &input)) return Write("error: not a call\n");
  const dialgate::NoHistory
      history;  // until there is one, no cap is reached and no debtor was tried
  const dialgate::Situation situation{policy, tagger, device, history, input.at};
  const dialgate::Decision decision = dialgate::Decide(situation, input.call);
  Write(WriteAnswer(situation, input.call, decision).view());
  Write("\n");
}

int Run() {
  const dialgate::SodiumCrypto crypto;
  const dialgate::Tagger tagger(kLookupKey, crypto);
  const dialgate::Device device = MakeDevice();
  const dialgate::Trust trust{kSite, kIssuers, sizeof kIssuers / sizeof kIssuers[0]};
  const dialgate::ByteView image{firmware_policy,
                                 static_cast<size_t>(firmware_policy_end - firmware_policy)};
  const auto policy = dialgate::Policy::Open(image, trust, tagger, crypto);
  if (!policy) {
    Write("policy refused: ");
    Write(dialgate::Advice(policy.error()));
    Write("\n");
  }
  // A device without a policy still lets emergency calls pass, and denies everything else.
  const dialgate::Policy* loaded = policy ? &*policy : nullptr;
  char buffer[kLongestLine];
  std::string_view line;
  for (bool complete; ReadLine(buffer, sizeof buffer, &line, &complete);) {
    if (complete) {
      DecideLine(loaded, tagger, device, line);
    } else {
      Write("error: the line is too long\n");
    }
  }
  return policy ? 0 : 1;
}

}  // namespace
}  // namespace firmware

int main() { return firmware::Run(); }
