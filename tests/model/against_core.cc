#include "against_core.h"

#include <sstream>

#include "dialgate/words.h"

namespace dialgate::model {
namespace {

std::string NumberText(PhoneNumber number) {
  char text[PhoneNumber::kMaxDigits + 1];
  return {text, number.Write(text)};
}

bool CodeAsExpected(const Answer& expected, const ShortCode& code) {
  if (expected.codes.empty()) return code.size == 0;
  return expected.codes.count(std::string(code.view())) != 0;
}

bool DetailAsExpected(const Answer& expected, const Detail& detail) {
  if (expected.details.empty()) {
    return detail.kind == Detail::Kind::kNone && detail.zone == 0 && detail.index == 0;
  }
  return expected.details.count({detail.kind, detail.zone, detail.index}) != 0;
}

}  // namespace

CoreDevice::CoreDevice(const testing::DeviceFacts& facts)
    : emergency_(facts.emergency.begin(), facts.emergency.end()) {
  device_.emergency = {emergency_.data(), static_cast<uint8_t>(emergency_.size()),
                       facts.outside_line_prefix};
  for (Mode mode : facts.modes) device_.modes = device_.modes.With(mode);
  device_.clock_trusted = facts.clock_trusted;
  device_.record_durable = facts.record_durable;
  device_.receipts_waived = facts.receipts_waived;
  device_.newest_record = facts.newest_record;
  device_.receipted = facts.receipted;
}

Call CoreCall(const testing::CallFacts& facts) {
  return {facts.dialed, facts.account, facts.purpose, facts.mode, {facts.disclosures}};
}

std::string Compare(const Answer& expected, const Decision& actual) {
  std::ostringstream out;
  if (expected.reason != actual.reason) {
    out << "reason: model " << Name(expected.reason) << ", core " << Name(actual.reason) << "\n";
  }
  if (expected.role != actual.role) {
    out << "role: model " << Name(expected.role) << ", core " << Name(actual.role) << "\n";
  }
  if (expected.number != NumberText(actual.number)) {
    out << "number: model " << expected.number << ", core " << NumberText(actual.number) << "\n";
  }
  if (expected.disclosures != actual.disclosures.bits) {
    out << "disclosures: model " << +expected.disclosures << ", core " << +actual.disclosures.bits
        << "\n";
  }
  if (!CodeAsExpected(expected, actual.code)) {
    out << "code: core " << actual.code.view() << "\n";
  }
  if (!DetailAsExpected(expected, actual.detail)) {
    out << "detail: core kind " << static_cast<unsigned>(actual.detail.kind) << ", zone "
        << +actual.detail.zone << ", index " << +actual.detail.index << "\n";
  }
  return out.str();
}

std::string Escape(std::string_view text) {
  static const char* const digits = "0123456789abcdef";
  std::string out;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && c != '\\') {
      out += c;
    } else {
      out += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

std::string Describe(const testing::CallFacts& call) {
  std::ostringstream out;
  out << "dialed \"" << Escape(call.dialed) << "\" account \"" << Escape(call.account) << "\" "
      << Name(call.purpose) << " " << Name(call.mode) << " disclosures " << +call.disclosures;
  return out.str();
}

}  // namespace dialgate::model
