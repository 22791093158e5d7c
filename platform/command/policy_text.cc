#include "platform/command/policy_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "dialgate/posix/files.h"
#include "dialgate/sodium_crypto.h"
#include "dialgate/words.h"
#include "platform/builder/rules/rule_origins.h"
#include "platform/command/console.h"
#include "platform/command/rules_text.h"
#include "platform/command/table_counts.h"
#include "platform/command/times.h"
#include "policy.pb.h"

namespace dialgate::command {
namespace {

constexpr Role kRoles[] = {Role::kDebtor, Role::kGuarantor, Role::kReference,
                           Role::kRepresentative};
constexpr unsigned kSmallSlots = 12;  // events that a device with slots of 64 bytes remembers a key
constexpr int64_t kSecondsPerDay = 86400;

std::vector<std::string> Items(TextList list) {
  std::vector<std::string> items;
  for (std::string_view item; list.Next(&item);) items.emplace_back(item);
  return items;
}

std::string ValidityText(const Policy& policy) {
  const double days =
      static_cast<double>(policy.not_after() - policy.not_before()) / kSecondsPerDay;
  return fmt::format("from {} until {} ({:.4g} days)", UtcText(policy.not_before()),
                     UtcText(policy.not_after()), days);
}

std::string HistoryText(const Policy& policy) {
  const unsigned events = policy.history_events();
  return fmt::format("needs {} event{} a key, which {}", events, events == 1 ? "" : "s",
                     events <= kSmallSlots ? "any device remembers"
                                           : "a device with slots of 128 bytes remembers");
}

std::string OffsetText(int32_t seconds) {
  const int minutes = std::abs(seconds) / 60;
  return fmt::format("UTC{}{:02}:{:02}", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string ZoneText(const Policy& policy, unsigned index) {
  const Zone zone = policy.ZoneAt(index);
  Zone::Segment segment = zone.At(policy.not_before());
  std::string text = fmt::format("{} {}", zone.name(), OffsetText(segment.utc_offset));
  while (segment.end < policy.not_after()) {
    const int64_t change = segment.end;
    segment = zone.At(change);
    text += fmt::format(", {} from {}", OffsetText(segment.utc_offset), UtcText(change));
  }
  return text;
}

std::string LengthsText(uint16_t lengths) {
  std::vector<std::string> items;
  for (unsigned length = 1; length <= 14; ++length) {
    if ((lengths >> length & 1) != 0) items.push_back(std::to_string(length));
  }
  return Listed(items) + " digits";
}

std::string WithoutPrefixText(const DialPlan& plan) {
  if (!plan.bare_national) return "no: a national number needs its prefix";
  return plan.bare_country_code
             ? "yes"
             : "yes, but not one that begins with " + std::string(plan.country_code);
}

// The header, which is a message of its own.
proto::Policy HeaderOf(const Policy& policy) {
  proto::Policy header;
  header.ParseFromArray(policy.header().data, static_cast<int>(policy.header().size));
  return header;
}

std::string ReceiptsText(const Policy& policy, const builder::RuleOrigins& origins) {
  const unsigned hours = policy.receipt_within_hours();
  return hours == 0 ? "none asked"
                    : From(origins.OfReceipts(), fmt::format("one within {} hours", hours));
}

// Each limit once, with the profiles that have it.
std::string NotEnforcedText(const builder::Profiles& profiles) {
  std::vector<std::pair<std::string, std::string>> limits;
  for (const builder::Profile* profile : profiles) {
    for (const std::string& what : profile->not_enforced) {
      const auto known = std::find_if(limits.begin(), limits.end(),
                                      [&](const auto& limit) { return limit.first == what; });
      if (known != limits.end()) {
        known->second += ", " + profile->name;
      } else {
        limits.emplace_back(what, profile->name);
      }
    }
  }
  std::string text = "\nnot enforced: what the profiles ask, and no gate sees to\n";
  for (const auto& [what, names] : limits) text += Field("  -", From(names, what));
  return text;
}

std::string ProfilesText(const builder::RuleOrigins& origins) {
  std::string text;
  for (const builder::Profile* profile : origins.profiles()) {
    text += Field(profile->name, profile->title);
  }
  for (const std::string& name : origins.unknown()) {
    text += Field(name, "does not ship with this dialgate: what it set is told as the site's");
  }
  if (text.empty()) return text;
  text = "\nprofiles, each a starting point for a lawyer's sign-off\n" + text;
  return origins.profiles().empty() ? text : text + NotEnforcedText(origins.profiles());
}

// Fields 11, 12, 20 and 21.
std::string ListsText(const proto::Policy& header) {
  const std::vector<std::string> exempt(header.exempt_numbers().begin(),
                                        header.exempt_numbers().end());
  std::vector<std::string> closed;
  for (const uint32_t day : header.closed_dates()) closed.push_back(DateText(day));
  const auto hex = [](const std::string& bytes) {
    return posix::Hex(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  };
  return Field("closed dates", Listed(closed)) + Field("exempt numbers", Listed(exempt)) +
         Field("accounts digest", hex(header.accounts_digest())) +
         Field("contacts digest", hex(header.contacts_digest()));
}

}  // namespace

std::string HeadText(const Policy& policy, const std::vector<IssuerKey>& signers,
                     const KeyNames& names) {
  std::string text = Field("issuer", policy.issuer()) + Field("site", policy.site());
  text += Field("serial", std::to_string(policy.serial()));
  text += Field("valid", ValidityText(policy));
  const proto::Policy header = HeaderOf(policy);
  text += Field("auditor's receipts", ReceiptsText(policy, builder::RuleOrigins(header)));
  text += Field("history", HistoryText(policy)) + ListsText(header);
  text += Field("lookup key", fmt::format("{:016x}", policy.lookup_key_id()));
  uint8_t identity[Policy::kDigestSize];
  policy.Identity(SodiumCrypto(), identity);
  text += Field("identity", posix::Hex(identity, sizeof identity));
  for (const IssuerKey& signer : signers) {
    text += Field("signed by", posix::Hex(signer.bytes, sizeof signer.bytes));
    if (const std::string name = names(signer); !name.empty()) text += Field("", name);
  }
  return text;
}

std::string RolesText(const Policy& policy) {
  std::string text;
  const builder::RuleOrigins origins(HeaderOf(policy));
  for (const Role role : kRoles) text += "\n" + RoleText(policy, role, origins);
  return text + ProfilesText(origins);
}

std::string DialingText(const Policy& policy) {
  const DialPlan& plan = policy.dial_plan();
  const auto or_none = [](std::string_view text) {
    return std::string(text.empty() ? "none" : text);
  };
  std::string text = fmt::format("\ndialing in {} (+{})\n", plan.region, plan.country_code);
  text += Field("to abroad", Listed(Items(plan.international_prefixes)));
  text += Field("national prefix", or_none(plan.national_prefix));
  text += Field("without prefix", WithoutPrefixText(plan));
  text += Field("national numbers", LengthsText(plan.national_lengths));
  text += Field("outside line", or_none(plan.outside_line_prefix));
  text += Field("extensions", Listed(Items(plan.extensions)));
  text += Field("emergency", "112, 911, those of the device; " + Listed(Items(plan.emergency)));
  for (unsigned index = 0; index < policy.zone_count(); ++index) {
    text += Field(index == 0 ? "zones" : "", ZoneText(policy, index));
  }
  return text;
}

std::string CountsText(const Policy& policy) {
  const TableCounts counts = CountTables(policy);
  std::string text = "\naccounts\n";
  text += Field("listed", fmt::format("{}, of which {} have a due date", Grouped(counts.accounts),
                                      Grouped(counts.past_due)));
  for (unsigned why = 1; why < counts.stopped.size(); ++why) {
    if (counts.stopped[why] == 0) continue;
    text += Field("stopped", fmt::format("{} for {}", Grouped(counts.stopped[why]),
                                         Name(static_cast<Account::Stopped>(why))));
  }
  text += fmt::format("\ncontacts{:>30}{:>14}{:>14}\n", "to call", "consenting", "withdrawn");
  for (const Role role : kRoles) {
    const auto index = static_cast<size_t>(role);
    text += fmt::format("  {:<22}{:>14}{:>14}{:>14}\n", Name(role), Grouped(counts.contacts[index]),
                        Grouped(counts.consenting[index]), Grouped(counts.withdrawn[index]));
  }
  return text;
}

}  // namespace dialgate::command
