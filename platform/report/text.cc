#include "platform/report/text.h"

#include <absl/time/time.h>
#include <fmt/format.h>

#include <algorithm>

namespace dialgate::report {
namespace {

constexpr int64_t kMinute = 60, kHour = 3600, kDay = 86400;

std::string TimeText(const char* format, int64_t utc) {
  return absl::FormatTime(format, absl::FromUnixSeconds(utc), absl::UTCTimeZone());
}

}  // namespace

std::string Grouped(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t place = digits.size(); place > 3;) digits.insert(place -= 3, ",");
  return digits;
}

std::string Percent(uint64_t part, uint64_t whole) {
  if (whole == 0) return "–";
  return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string Counted(uint64_t number, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", Grouped(number), number == 1 ? one : several);
}

std::string UtcText(int64_t utc) { return TimeText("%Y-%m-%d %H:%M:%S UTC", utc); }

std::string DateText(int64_t day) { return TimeText("%Y-%m-%d", day * kDay); }

std::string DurationText(int64_t seconds) {
  if (seconds >= 2 * kDay)
    return fmt::format("{} days {} h", seconds / kDay, seconds % kDay / kHour);
  if (seconds >= kHour) {
    return fmt::format("{} h {} min", seconds / kHour, seconds % kHour / kMinute);
  }
  return seconds >= 2 * kMinute ? fmt::format("{} min {} s", seconds / kMinute, seconds % kMinute)
                                : fmt::format("{} s", seconds);
}

std::string Spaced(std::string_view word) {
  std::string text(word);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string_view Sentence(Reason reason) {
  switch (reason) {
    case Reason::kEmergency: return "an emergency number, which nothing stops";
    case Reason::kEmergencyInCampaign: return "an emergency number that a machine was to dial";
    case Reason::kPolicyUnavailable: return "the gate had no policy that it could use";
    case Reason::kClockUntrusted: return "the gate could not trust its clock";
    case Reason::kPolicyNotYetValid: return "the policy was not valid yet";
    case Reason::kPolicyExpired: return "the policy was not valid any more";
    case Reason::kReceiptOverdue: return "the auditor's receipt that the policy asks for was late";
    case Reason::kNumberMalformed: return "what was dialed is no number";
    case Reason::kNumberAmbiguous: return "what was dialed can be read as several numbers";
    case Reason::kExtension: return "an extension of the site's own";
    case Reason::kExempt: return "a line of the site's own that the policy lists";
    case Reason::kAccountMissing: return "the dialer named no account";
    case Reason::kAccountUnknown: return "the account is not in the policy";
    case Reason::kContactNotDeclared: return "nobody declared this number for the account";
    case Reason::kContactWithdrawn:
      return "the number was withdrawn: by whoever was called, by an "
             "order on the gate, or in the policy";
    case Reason::kAccountStopped: return "calls about the account must stop";
    case Reason::kRoleSuspended: return "nobody of this role may be called";
    case Reason::kPurposeNotAllowed: return "this role is not called for that purpose";
    case Reason::kModeNotAllowed:
      return "this role is not dialed in that way, or the gate not used "
             "for it";
    case Reason::kDisclosureNotAllowed: return "this role must not be told what was to be told";
    case Reason::kConsentMissing: return "this person did not agree to be called";
    case Reason::kDebtorNotTried: return "the debtor was to be tried first, or was reached";
    case Reason::kTooEarly: return "the debt was not past due for long enough";
    case Reason::kOutsideHours:
      return "outside the calling hours, or on a closed date, where the "
             "person is";
    case Reason::kLimitReached: return "a cap on how often calls may be made was reached";
    case Reason::kHistoryFull: return "the gate could not have remembered one more call";
    case Reason::kAuditUnavailable: return "the call could not have been recorded";
    case Reason::kDeclaredContact: return "a contact whom the debtor declared, within every rule";
    case Reason::kUndecided: break;
  }
  return "no reason that is known";
}

std::string_view Sentence(StartKind kind) {
  switch (kind) {
    case StartKind::kFresh: return "fresh: this gate knew nothing of calls made before";
    case StartKind::kCarriedOver: return "carried over: what an older log remembers was taken over";
    case StartKind::kAgain: return "again: started anew on this log";
    case StartKind::kSimulation: return "a simulation";
    case StartKind::kNone: break;
  }
  return "unknown";
}

}  // namespace dialgate::report
