// Writes the policies of the gates, and the assembly that puts them into a program.
//   make_policies OUT-FOLDER
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "policy_image.h"
#include "policy_maker.h"

namespace dialgate::gates {
namespace {

struct Named {
  std::string name;
  PolicySize size;
};

// A typical policy, the largest one, and for each count the largest but for that one: so it shows
// if some longer list should shorten the path of a decision.
std::vector<Named> Policies() {
  std::vector<Named> all = {{"typical", {}}, {"largest", kLargest}};
  const auto but = [&all](const char* what, unsigned PolicySize::*count) {
    PolicySize size = kLargest;
    size.*count = PolicySize{}.*count;
    all.push_back({std::string("largest_but_") + what, size});
  };
  but("international_prefixes", &PolicySize::international_prefixes);
  but("extensions", &PolicySize::extensions);
  but("emergency", &PolicySize::emergency);
  but("transitions", &PolicySize::transitions);
  but("contact_zones", &PolicySize::contact_zones);
  but("closed_dates", &PolicySize::closed_dates);
  but("exempt_numbers", &PolicySize::exempt_numbers);
  but("hours", &PolicySize::hours);
  but("caps", &PolicySize::caps);
  PolicySize one_zone = kLargest;
  one_zone.zones = one_zone.contact_zones = 1;
  all.push_back({"largest_but_zones", one_zone});
  return all;
}

template <typename Key>
void WriteKey(std::ofstream& out, const char* name, const Key& key) {
  out << name << "(";
  for (size_t i = 0; i < sizeof key.bytes; ++i) out << (i ? ", " : "") << +key.bytes[i];
  out << ")\n";
}

// What images.cc makes of it, it says there.
void WriteTable(const std::string& folder, const std::vector<Named>& policies) {
  std::ofstream out(folder + "/policies.inc");
  for (const Named& policy : policies) out << "POLICY(" << policy.name << ")\n";
  WriteKey(out, "ISSUER", testing::TestIssuer(0));
  WriteKey(out, "LOOKUP_KEY", testing::TestLookupKey());
}

int Run(const std::string& folder) {
  const std::vector<Named> policies = Policies();
  for (const Named& policy : policies) {
    const std::string image = PolicyImage(policy.size);
    std::ofstream(folder + "/" + policy.name + ".dgp", std::ios::binary) << image;
  }
  WriteTable(folder, policies);
  return 0;
}

}  // namespace
}  // namespace dialgate::gates

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: make_policies OUT-FOLDER\n", stderr);
    return 2;
  }
  return dialgate::gates::Run(argv[1]);
}
