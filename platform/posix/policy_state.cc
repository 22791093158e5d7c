#include "dialgate/posix/policy_state.h"

#include <string.h>

#include <charconv>

#include "dialgate/posix/files.h"

namespace dialgate::posix {
namespace {

constexpr char kSerial[] = "serial: ";
constexpr char kIdentity[] = "\nidentity: ";

bool ParseState(const std::string& text, HighestSeen* seen) {
  const size_t serial = sizeof kSerial - 1;
  const size_t identity = text.find(kIdentity);
  if (identity == std::string::npos || identity < serial) return false;
  const char* digits = text.data() + serial;
  const auto [end, failed] = std::from_chars(digits, text.data() + identity, seen->serial);
  const size_t hex = identity + sizeof kIdentity - 1;
  return failed == std::errc() && end == text.data() + identity &&
         ParseHex(text.substr(hex, 2 * sizeof seen->identity), seen->identity,
                  sizeof seen->identity) &&
         FormatState(*seen) == text;
}

}  // namespace

PolicyTerms TermsOf(const Policy& policy, const Crypto& crypto, ClockReading now) {
  PolicyTerms terms = {policy.serial(), {}, now.trusted && policy.ValidAt(now.utc)};
  policy.Identity(crypto, terms.identity);
  return terms;
}

tl::expected<void, PolicyError> MaySucceed(const HighestSeen& seen, const PolicyTerms& candidate,
                                           const PolicyTerms* in_force) {
  if (candidate.serial < seen.serial) return tl::make_unexpected(PolicyError::kSerialBelowHighest);
  if (candidate.serial == seen.serial &&
      memcmp(candidate.identity, seen.identity, sizeof seen.identity) != 0) {
    return tl::make_unexpected(PolicyError::kSerialReused);
  }
  if (in_force != nullptr && in_force->valid_now && !candidate.valid_now) {
    return tl::make_unexpected(PolicyError::kNotValidNow);
  }
  return {};
}

std::string FormatState(const HighestSeen& seen) {
  return kSerial + std::to_string(seen.serial) + kIdentity +
         Hex(seen.identity, sizeof seen.identity) + "\n";
}

Result<HighestSeen> ReadState(const std::string& path) {
  const Result<std::string> text = ReadText(path);
  HighestSeen seen;
  if (text && ParseState(*text, &seen)) return seen;
  return tl::make_unexpected(
      Error{(text ? path + ": is damaged" : text.error().message) +
            ": without it an old policy could come back; provision the gate again"});
}

}  // namespace dialgate::posix
