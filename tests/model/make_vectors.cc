// Writes policies, calls and what the model decides, for tests on targets that have no Protobuf.
//   make_vectors OUTDIR SEED N        N random policies: policy-I.dgp and calls-I.txt, I from 0
//   make_vectors --decisions FILE     the policy of tests/vectors/decisions.txt
//
// calls-I.txt has one call a line, its fields apart by tabs; text fields are hexadecimal, sets are
// numbers whose bit n is the word of number n, and all numbers are those of the core's headers:
//   now  dialed  account  purpose  mode  disclosures
//   has_policy  modes  clock_trusted  record_durable  receipts_waived  newest_record  receipted
//   outside_line_prefix  emergency (each 6 x 2 digits, filled up with 00)
//   reason  role  disclosures  number (with its +)  retry_at (- for never)
// An empty text is `-`. Policies are signed by issuer 0 of tests/support/policy_maker.h and tagged
// under its key. What to dial on an emergency or extension, and details, are not told here.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "against_core.h"
#include "decision_site.h"
#include "policy_maker.h"
#include "random_site.h"

namespace dialgate::model {
namespace {

constexpr unsigned kCallsAPolicy = 50;

std::string Hex(std::string_view text) {
  static const char* const digits = "0123456789abcdef";
  std::string out = text.empty() ? "-" : "";
  for (char c : text) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string EmergencyText(const testing::DeviceFacts& device) {
  std::string all;
  for (const std::string& number : device.emergency)
    all += number + std::string(6 - number.size(), '\0');
  return Hex(all);
}

void WriteCase(const Site& site, testing::Random* random, std::ostream& out) {
  const RandomCall made = MakeRandomCall(site, random);
  const testing::DeviceFacts device = RandomDevice(site, made.now, random);
  const Site* policy = made.no_policy ? nullptr : &site;
  const Answer answer = Decide(policy, device, made.call, made.now);
  const auto retry = RetryAt(policy, device, made.call, made.now);
  unsigned modes = 0;
  for (Mode mode : device.modes) modes |= 1u << static_cast<unsigned>(mode);
  const testing::CallFacts& call = made.call;
  out << made.now << '\t' << Hex(call.dialed) << '\t' << Hex(call.account) << '\t'
      << static_cast<unsigned>(call.purpose) << '\t' << static_cast<unsigned>(call.mode) << '\t'
      << +call.disclosures << '\t' << !made.no_policy << '\t' << modes << '\t'
      << device.clock_trusted << '\t' << device.record_durable << '\t' << device.receipts_waived
      << '\t' << device.newest_record << '\t' << device.receipted << '\t'
      << Hex(device.outside_line_prefix) << '\t' << EmergencyText(device) << '\t'
      << static_cast<unsigned>(answer.reason) << '\t' << static_cast<unsigned>(answer.role) << '\t'
      << +answer.disclosures << '\t' << (answer.number.empty() ? "-" : answer.number) << '\t'
      << (retry ? std::to_string(*retry) : "-") << '\n';
}

bool Write(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  if (out.flush()) return true;
  std::cerr << "make_vectors: cannot write " << path << "\n";
  return false;
}

bool WriteRandom(const std::string& folder, uint64_t seed, unsigned count) {
  for (unsigned i = 0; i < count; ++i) {
    testing::Random random(seed * 1000003 + i);
    const Site site = RandomSite(&random);
    const std::string name = std::to_string(i);
    if (!Write(folder + "/policy-" + name + ".dgp", testing::MakePolicy(site))) return false;
    std::ofstream calls(folder + "/calls-" + name + ".txt");
    for (unsigned c = 0; c < kCallsAPolicy; ++c) WriteCase(site, &random, calls);
    if (!calls.flush()) return false;
  }
  return true;
}

}  // namespace
}  // namespace dialgate::model

int main(int argc, char** argv) {
  using namespace dialgate;
  if (argc == 3 && std::string(argv[1]) == "--decisions") {
    return model::Write(argv[2], testing::MakePolicy(model::DecisionSite())) ? 0 : 2;
  }
  if (argc != 4) {
    std::cerr << "make_vectors: OUTDIR SEED N, or --decisions FILE\n";
    return 2;
  }
  return model::WriteRandom(argv[1], std::strtoull(argv[2], nullptr, 10),
                            static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)))
             ? 0
             : 2;
}
