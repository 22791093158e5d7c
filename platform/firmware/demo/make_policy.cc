// Builds the demo's policy on the host, as `dialgate build` does, with keys that anybody can read
// here and that are therefore worth nothing. The same bytes at every run.
//   make_policy DEMO-FOLDER POLICY
#include <sodium.h>

#include <cstdio>

#include "platform/builder/tables/build_policy.h"

namespace {

// Their public half and the lookup key stand in demo/device.
constexpr uint8_t kSeed[crypto_sign_SEEDBYTES] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                                  11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                                                  22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
constexpr dialgate::LookupKey kLookupKey = {{0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48,
                                             0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f}};

int Make(const std::string& demo, const std::string& policy) {
  dialgate::builder::SigningKey signing_key;
  uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
  crypto_sign_seed_keypair(public_key, signing_key.bytes, kSeed);
  dialgate::builder::BuildRequest request;
  request.rules = demo + "/rules.txtpb";
  request.accounts = demo + "/accounts.csv";
  request.contacts = demo + "/contacts.csv";
  request.lookup_key = &kLookupKey;
  request.signing_key = &signing_key;
  request.policy = policy;
  const auto report = dialgate::builder::BuildPolicy(request);
  if (report) return 0;
  std::fprintf(stderr, "%s\n", report.error().message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3) return Make(argv[1], argv[2]);
  std::fputs("usage: make_policy DEMO-FOLDER POLICY\n", stderr);
  return 2;
}
