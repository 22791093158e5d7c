// What the two programs have in common: everything but the core's code.
#ifndef DIALGATE_TESTS_GATES_PROGRAM_H
#define DIALGATE_TESTS_GATES_PROGRAM_H

#include "dialgate/gate.h"

namespace dialgate::gates {

// The port to a secure element whose driver is not counted here.
class NoCrypto final : public Crypto {
 public:
  void KeyedTag(const LookupKey&, ByteView, uint8_t (&tag)[16]) const override { tag[0] = 1; }
  void Digest(ByteView, uint8_t (&digest)[32]) const override { digest[0] = 1; }
  bool Verify(const IssuerKey&, ByteView, const uint8_t (&)[64]) const override { return true; }
};

// What the compiler cannot know, so that it computes nothing in advance.
struct Inputs {
  NoCrypto crypto;
  NoHistory history;
  ByteView image;
  Trust trust;
  LookupKey key;
  Device device;
  Call call;
  int64_t now;
  Decision decision;
  int64_t retry_at;
};
inline Inputs* Unknown() {
  static Inputs inputs{};
  Inputs* unknown = &inputs;
  asm volatile("" : "+r"(unknown)::"memory");
  return unknown;
}

}  // namespace dialgate::gates

#endif
