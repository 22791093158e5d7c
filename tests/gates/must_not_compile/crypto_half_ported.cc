// expected: abstract
// A port lacks nothing: one that cannot verify does not exist.
#include "dialgate/crypto.h"

class Port final : public dialgate::Crypto {
 public:
  void KeyedTag(const dialgate::LookupKey&, dialgate::ByteView, uint8_t (&)[16]) const override {}
  void Digest(dialgate::ByteView, uint8_t (&)[32]) const override {}
#ifndef MISUSE
  bool Verify(const dialgate::IssuerKey&, dialgate::ByteView,
              const uint8_t (&)[64]) const override {
    return false;
  }
#endif
};

Port port;
