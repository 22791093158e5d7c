// How the site's region dials, and what a dialed text means under that plan.
#ifndef DIALGATE_DIAL_PLAN_H
#define DIALGATE_DIAL_PLAN_H

#include <cstdint>
#include <string_view>

#include "dialgate/dialed_text.h"
#include "dialgate/field_list.h"
#include "dialgate/phone_number.h"

namespace dialgate {

// A view into a policy, which must outlive it.
struct DialPlan {
  std::string_view region;               // ISO 3166, for people
  std::string_view country_code;         // 1 to 3 digits
  TextList international_prefixes;       // `00`, `011`, ...
  std::string_view national_prefix;      // empty: the plan has no such form
  bool bare_national = false;            // a national number may be dialed as it stands,
  bool bare_country_code = false;        // even one that begins with the country code's digits
  bool national_zero = false;            // national numbers may begin with 0
  uint16_t national_lengths = 0;         // bit n: national numbers of n digits exist, 1 to 14
  std::string_view outside_line_prefix;  // empty: none
  TextList extensions;                   // patterns of digits and `X` for any digit
  TextList emergency;                    // what the policy adds to the emergency set
};

// Emergency numbers that a device knows by itself, apart from any policy. Owned by the caller.
struct EmergencySet {
  const std::string_view* numbers = nullptr;  // 3 to 6 digits each
  uint8_t count = 0;
  std::string_view outside_line_prefix;  // up to 4 digits; empty: none
};

// Writes the emergency number that `text` is and says true, or says false.
//
// It is one if the whole subscriber, without `+` and whatever its phone-context, is 112 or 911, a
// number of `device`, or one that `plan` adds, bare or behind an outside-line prefix of either. A
// service URN is one too, and leaves `code` empty. `plan` may be null: a device without a policy
// still calls for help.
bool IsEmergency(const DialedText& text, const EmergencySet& device, const DialPlan* plan,
                 ShortCode* code);

// What a text that is no emergency call means.
struct Reading {
  enum class Kind : uint8_t { kMalformed = 0, kAmbiguous, kExtension, kNumber };

  Kind kind = Kind::kMalformed;
  ShortCode extension;  // of kExtension
  PhoneNumber number;   // of kNumber
};

// Reads `text` by every reading that the plan allows: after `+`, after an international prefix,
// after the national prefix, as a bare national number, or behind its phone-context. A reading
// stands if it is an E.164 number and, in the plan's own country, has one of its national lengths.
// One distinct number that stands is the answer, several are ambiguous, none is malformed.
Reading Read(const DialedText& text, const DialPlan& plan);

}  // namespace dialgate

#endif
