// What a dialer's program does at least: ask. Without a policy the gate lets emergency calls pass, and nothing else.
#include <dialgate/gate.h>
#include <dialgate/sodium_crypto.h>

#include <cstdio>

int main() {
  const dialgate::SodiumCrypto crypto;
  const dialgate::Tagger tagger(dialgate::LookupKey{}, crypto);
  const dialgate::Device device;
  const dialgate::NoHistory history;
  const dialgate::Situation situation{nullptr, tagger, device, history, 0};
  const bool emergency = dialgate::Decide(situation, {"112"}).allowed();
  const bool anybody = dialgate::Decide(situation, {"+8613800138000"}).allowed();
  std::printf("112: %s, +8613800138000: %s\n", emergency ? "allowed" : "refused", anybody ? "allowed" : "refused");
  return emergency && !anybody ? 0 : 1;
}
