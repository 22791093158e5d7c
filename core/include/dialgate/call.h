// One call as the dialer states it: whom, about which account, what for, how, and what will be
// told.
#ifndef DIALGATE_CALL_H
#define DIALGATE_CALL_H

#include <cstdint>
#include <string_view>

namespace dialgate {

// The numbers of these words stand in policies and in sealed logs: they never change.

// Why the call is made.
enum class Purpose : uint8_t {
  kNotStated = 0,
  kCollect = 1,  // ask for payment
  kLocate = 2,   // ask where the debtor is
  kRelay = 3,    // ask to pass a message on
};

// How it is dialed.
enum class Mode : uint8_t {
  kNotStated = 0,
  kManual = 1,       // a person dials
  kAutomated = 2,    // preview, progressive and predictive campaigns
  kPrerecorded = 3,  // a recorded or synthetic voice
};

// What the script of the call will tell.
enum class Disclosure : uint8_t {
  kDebt = 1,       // that there is a debt
  kAmount = 2,     // how much
  kPurchase = 3,   // what was bought
  kBehaviour = 4,  // facts learned from data about the person
};

// What the person who is called is to the debt.
enum class Role : uint8_t {
  kNone = 0,
  kDebtor = 1,
  kGuarantor = 2,       // legally liable too
  kReference = 3,       // a person whom the debtor declared
  kRepresentative = 4,  // lawyer, guardian, executor
};

// A set of such words: bit n is the word of number n. Bit 0 is never set.
template <typename Word>
struct SetOf {
  uint8_t bits = 0;

  constexpr bool Contains(Word word) const {
    const auto number = static_cast<unsigned>(word);
    return number < 8 && ((bits >> number) & 1) != 0;
  }
  constexpr bool ContainsAll(SetOf other) const { return (other.bits & ~bits) == 0; }

  // Precondition: the number of `word` is under 8.
  constexpr SetOf With(Word word) const {
    return {static_cast<uint8_t>(bits | 1u << static_cast<unsigned>(word))};
  }
  constexpr SetOf Without(SetOf other) const { return {static_cast<uint8_t>(bits & ~other.bits)}; }
};

using Purposes = SetOf<Purpose>;
using Modes = SetOf<Mode>;
using Disclosures = SetOf<Disclosure>;

// All zero, it is a call that is denied. The views must outlive the decision.
struct Call {
  std::string_view dialed;   // the exact text the dialer was given; over 255 bytes is malformed
  std::string_view account;  // the creditor's id, 1 to 64 bytes; empty: not stated
  Purpose purpose = Purpose::kNotStated;
  Mode mode = Mode::kNotStated;
  Disclosures disclosures;
};

}  // namespace dialgate

#endif
