#include "dialgate/words.h"

#include <cstddef>

namespace dialgate {
namespace {

// Each list is indexed by the word's number; the first entry is the name of what is no word.
constexpr std::string_view kReasons[] = {
    "undecided",           "emergency",        "emergency_in_campaign",
    "policy_unavailable",  "clock_untrusted",  "policy_not_yet_valid",
    "policy_expired",      "receipt_overdue",  "number_malformed",
    "number_ambiguous",    "extension",        "exempt",
    "account_missing",     "account_unknown",  "contact_not_declared",
    "contact_withdrawn",   "account_stopped",  "role_suspended",
    "purpose_not_allowed", "mode_not_allowed", "disclosure_not_allowed",
    "consent_missing",     "debtor_not_tried", "too_early",
    "outside_hours",       "limit_reached",    "history_full",
    "audit_unavailable",   "declared_contact",
};

constexpr std::string_view kPolicyErrors[] = {
    "unknown",           "misaligned",           "truncated",         "malformed",
    "format_unknown",    "out_of_range",         "other_site",        "other_lookup_key",
    "history_too_small", "signature_missing",    "signature_foreign", "signature_invalid",
    "tables_altered",    "serial_below_highest", "serial_reused",     "not_valid_now",
};

constexpr std::string_view kAdvice[] = {
    "the policy has an unknown problem: build it again",
    "the policy is not at a multiple of 64 bytes in memory: align it",
    "the policy ends too early: copy the whole file again",
    "the policy is not in the one form that policies have: it was damaged, copy or build it again",
    "the policy was made by a newer dialgate: update this one",
    "the policy has a value out of range: it was damaged or badly built, build it again",
    "the policy is for another site: take the one that was built for this site",
    "the policy was built with another lookup key: use the keys of the site that it was built for",
    "the policy's rules ask for more history than this device can keep: use larger history slots "
    "or "
    "smaller caps",
    "the policy lacks the signature of a required issuer: let every issuer sign it (dialgate "
    "countersign)",
    "the policy is signed by a key that is no issuer of this device: have it signed by this "
    "device's issuers only",
    "a signature of the policy does not verify: it was altered, or signed with another key; get it "
    "again from the issuer",
    "the policy's accounts or contacts were altered after it was signed: get it again from the "
    "issuer",
    "a policy with a higher serial was already in force: build one with a serial above it",
    "a policy with this serial but other content was already in force: build one with a higher "
    "serial",
    "the policy is not valid now, and the one in force is: bring it when its validity begins",
};

constexpr std::string_view kRoles[] = {"none", "debtor", "guarantor", "reference",
                                       "representative"};
constexpr std::string_view kPurposes[] = {"not_stated", "collect", "locate", "relay"};
constexpr std::string_view kModes[] = {"not_stated", "manual", "automated", "prerecorded"};
constexpr std::string_view kDisclosures[] = {"unknown", "debt", "amount", "purchase", "behaviour"};
constexpr std::string_view kCounts[] = {"unknown",    "dialed",   "rang",
                                        "unanswered", "answered", "conversations"};
constexpr std::string_view kOutcomes[] = {"unknown",      "not_dialed",  "not_connected",
                                          "no_answer",    "voicemail",   "answered",
                                          "conversation", "wrong_party", "refused"};
constexpr std::string_view kPer[] = {"unknown", "number", "account", "debtor"};
constexpr std::string_view kStopped[] = {"no",         "cease",     "dispute",
                                         "insolvency", "grievance", "attorney"};

static_assert(sizeof kAdvice == sizeof kPolicyErrors, "every error has its sentence");

template <typename Word, size_t Size>
constexpr std::string_view NameIn(const std::string_view (&names)[Size], Word word) {
  const auto number = static_cast<size_t>(word);
  return number < Size ? names[number] : std::string_view("unknown");
}

template <typename Word, size_t Size>
std::optional<Word> WordIn(const std::string_view (&names)[Size], std::string_view name) {
  for (size_t number = 1; number < Size; ++number) {
    if (names[number] == name) return static_cast<Word>(number);
  }
  return std::nullopt;
}

}  // namespace

std::string_view Name(Reason reason) { return NameIn(kReasons, reason); }
std::string_view Name(PolicyError error) { return NameIn(kPolicyErrors, error); }
std::string_view Name(Role role) { return NameIn(kRoles, role); }
std::string_view Name(Purpose purpose) { return NameIn(kPurposes, purpose); }
std::string_view Name(Mode mode) { return NameIn(kModes, mode); }
std::string_view Name(Disclosure disclosure) { return NameIn(kDisclosures, disclosure); }
std::string_view Name(Counts counts) { return NameIn(kCounts, counts); }
std::string_view Name(Outcome outcome) { return NameIn(kOutcomes, outcome); }
std::string_view Name(Per per) { return NameIn(kPer, per); }
std::string_view Name(Account::Stopped stopped) { return NameIn(kStopped, stopped); }

std::string_view Advice(PolicyError error) {
  const auto number = static_cast<size_t>(error);
  return kAdvice[number < sizeof kAdvice / sizeof kAdvice[0] ? number : 0];
}

std::optional<Reason> ParseReason(std::string_view name) { return WordIn<Reason>(kReasons, name); }
std::optional<PolicyError> ParsePolicyError(std::string_view name) {
  return WordIn<PolicyError>(kPolicyErrors, name);
}
std::optional<Role> ParseRole(std::string_view name) { return WordIn<Role>(kRoles, name); }
std::optional<Purpose> ParsePurpose(std::string_view name) {
  return WordIn<Purpose>(kPurposes, name);
}
std::optional<Mode> ParseMode(std::string_view name) { return WordIn<Mode>(kModes, name); }
std::optional<Disclosure> ParseDisclosure(std::string_view name) {
  return WordIn<Disclosure>(kDisclosures, name);
}
std::optional<Counts> ParseCounts(std::string_view name) { return WordIn<Counts>(kCounts, name); }
std::optional<Outcome> ParseOutcome(std::string_view name) {
  return WordIn<Outcome>(kOutcomes, name);
}
std::optional<Per> ParsePer(std::string_view name) { return WordIn<Per>(kPer, name); }
std::optional<Account::Stopped> ParseStopped(std::string_view name) {
  return WordIn<Account::Stopped>(kStopped, name);
}

}  // namespace dialgate
