// The fields of the policy itself.
#include "bounds.h"

namespace dialgate::mutation {
namespace {

constexpr int64_t kDay = 86400;
constexpr int64_t kEnd = 49708 * kDay;  // 2106-02-05

std::string Repeat(char c, size_t count) { return std::string(count, c); }

void Validity(Header* h, int64_t not_before, int64_t not_after) {
  h->set_not_before(static_cast<uint64_t>(not_before));
  h->set_not_after(static_cast<uint64_t>(not_after));
}

void ClosedDates(Header* h, unsigned count) {
  h->clear_closed_dates();
  for (unsigned day = 0; day < count; ++day) h->add_closed_dates(day);
}

}  // namespace

const std::vector<Bound>& HeaderBounds() {
  static const std::vector<Bound> bounds = {
      {"format", "none", kNo, [](Header* h) { h->set_format(0); }},
      {"format", "1", kYes, [](Header* h) { h->set_format(1); }},
      {"format", "2", kNo, [](Header* h) { h->set_format(2); }},
      {"issuer", "none", kNo, [](Header* h) { h->set_issuer(""); }},
      {"issuer", "64 characters", kYes, [](Header* h) { h->set_issuer(Repeat('~', 64)); }},
      {"issuer", "65 characters", kNo, [](Header* h) { h->set_issuer(Repeat('a', 65)); }},
      {"issuer", "a space", kYes, [](Header* h) { h->set_issuer(" "); }},
      {"issuer", "a control character", kNo, [](Header* h) { h->set_issuer("a\x1F"); }},
      {"issuer", "DEL", kNo, [](Header* h) { h->set_issuer("a\x7F"); }},
      {"issuer", "UTF-8", kNo, [](Header* h) { h->set_issuer("\xC3\xA9"); }},
      {"site", "none", kNo, [](Header* h) { h->set_site(""); }},
      {"site", "64 characters", kYes, [](Header* h) { h->set_site(Repeat('a', 64)); }},
      {"site", "65 characters", kNo, [](Header* h) { h->set_site(Repeat('a', 65)); }},
      {"site", "NUL", kNo, [](Header* h) { h->set_site(std::string("a\0b", 3)); }},
      {"serial", "none", kNo, [](Header* h) { h->set_serial(0); }},
      {"serial", "1", kYes, [](Header* h) { h->set_serial(1); }},
      {"serial", "64 bits", kYes, [](Header* h) { h->set_serial(UINT64_MAX); }},
      {"not_before", "1970-01-02 23:59:59", kNo,
       [](Header* h) { Validity(h, 2 * kDay - 1, 3 * kDay); }},
      {"not_before", "1970-01-03", kYes, [](Header* h) { Validity(h, 2 * kDay, 3 * kDay); }},
      {"not_before", "none", kNo, [](Header* h) { Validity(h, 0, kDay); }},
      {"not_before", "64 bits", kNo, [](Header* h) { h->set_not_before(UINT64_MAX); }},
      {"not_after", "not_before", kNo, [](Header* h) { h->set_not_after(h->not_before()); }},
      {"not_after", "a second on", kYes, [](Header* h) { h->set_not_after(h->not_before() + 1); }},
      {"not_after", "35 days on", kYes,
       [](Header* h) { h->set_not_after(h->not_before() + 35 * kDay); }},
      {"not_after", "35 days and a second", kNo,
       [](Header* h) { h->set_not_after(h->not_before() + 35 * kDay + 1); }},
      {"not_after", "64 bits", kNo, [](Header* h) { h->set_not_after(UINT64_MAX); }},
      {"not_after", "none", kNo, [](Header* h) { h->set_not_after(0); }},
      {"not_after", "the last second of 2106-02-04", kYes,
       [](Header* h) { Validity(h, kEnd - kDay, kEnd - 1); }},
      {"not_after", "2106-02-05", kNo, [](Header* h) { Validity(h, kEnd - kDay, kEnd); }},
      {"lookup_key_id", "none", kNo, [](Header* h) { h->set_lookup_key_id(""); }},
      {"lookup_key_id", "7 bytes", kNo, [](Header* h) { h->mutable_lookup_key_id()->resize(7); }},
      {"lookup_key_id", "9 bytes", kNo, [](Header* h) { h->mutable_lookup_key_id()->resize(9); }},
      {"lookup_key_id", "another", kNo, [](Header* h) { h->set_lookup_key_id("abcdefgh"); }},
      {"dial_plan", "none", kNo, [](Header* h) { h->clear_dial_plan(); }},
      {"dial_plan", "empty", kNo, [](Header* h) { h->mutable_dial_plan()->Clear(); }},
      {"receipt_within_hours", "none", kYes, [](Header* h) { h->set_receipt_within_hours(0); }},
      {"receipt_within_hours", "8,784", kYes, [](Header* h) { h->set_receipt_within_hours(8784); }},
      {"receipt_within_hours", "8,785", kNo, [](Header* h) { h->set_receipt_within_hours(8785); }},
      {"receipt_within_hours", "32 bits", kNo,
       [](Header* h) { h->set_receipt_within_hours(UINT32_MAX); }},
      {"history_events", "none", kYes, [](Header* h) { h->set_history_events(0); }},
      {"history_events", "28", kYes, [](Header* h) { h->set_history_events(28); }},
      {"history_events", "29", kNo, [](Header* h) { h->set_history_events(29); }},
      {"history_events", "256", kNo, [](Header* h) { h->set_history_events(256); }},
      {"profiles", "8", kYes, [](Header* h) { Fill(h->mutable_profiles(), 8, std::string("x")); }},
      {"profiles", "9", kNo, [](Header* h) { Fill(h->mutable_profiles(), 9, std::string("x")); }},
      {"profiles", "32 characters", kYes, [](Header* h) { h->add_profiles(std::string(32, 'x')); }},
      {"profiles", "33 characters", kNo, [](Header* h) { h->add_profiles(std::string(33, 'x')); }},
      {"profiles", "empty", kNo, [](Header* h) { h->add_profiles(""); }},
      {"profiles", "a tab", kNo, [](Header* h) { h->add_profiles("a\tb"); }},
      {"restores", "64", kYes, [](Header* h) { Fill(h->mutable_restores(), 2 * 64, 1u); }},
      {"restores", "65", kNo, [](Header* h) { Fill(h->mutable_restores(), 2 * 65, 1u); }},
      {"restores", "half a one", kNo, [](Header* h) { Fill(h->mutable_restores(), 3, 1u); }},
      {"accounts_digest", "none", kNo, [](Header* h) { h->clear_accounts_digest(); }},
      {"accounts_digest", "31 bytes", kNo,
       [](Header* h) { h->mutable_accounts_digest()->resize(31); }},
      {"accounts_digest", "33 bytes", kNo,
       [](Header* h) { h->mutable_accounts_digest()->resize(33); }},
      {"accounts_digest", "another", kNo,
       [](Header* h) { (*h->mutable_accounts_digest())[31] ^= 1; }},
      {"contacts_digest", "none", kNo, [](Header* h) { h->clear_contacts_digest(); }},
      {"contacts_digest", "31 bytes", kNo,
       [](Header* h) { h->mutable_contacts_digest()->resize(31); }},
      {"contacts_digest", "33 bytes", kNo,
       [](Header* h) { h->mutable_contacts_digest()->resize(33); }},
      {"contacts_digest", "another", kNo,
       [](Header* h) { (*h->mutable_contacts_digest())[0] ^= 1; }},
  };
  return bounds;
}

const std::vector<Bound>& ListBounds() {
  static const std::vector<Bound> bounds = {
      {"zones", "64", kYes,
       [](Header* h) { Fill(h->mutable_zones(), 64, proto::Zone(h->zones(0))); }},
      {"zones", "65", kNo,
       [](Header* h) { Fill(h->mutable_zones(), 65, proto::Zone(h->zones(0))); }},
      {"zones", "an empty one", kNo, [](Header* h) { h->mutable_zones(0)->Clear(); }},
      {"zone_sets", "4095", kYes, [](Header* h) { Fill(h->mutable_zone_sets(), 4095, 1u); }},
      {"zone_sets", "4096", kNo, [](Header* h) { Fill(h->mutable_zone_sets(), 4096, 1u); }},
      {"zone_sets", "the last zone", kYes, [](Header* h) { Fill(h->mutable_zone_sets(), 3, 2u); }},
      {"zone_sets", "a zone too far", kNo, [](Header* h) { Fill(h->mutable_zone_sets(), 3, 3u); }},
      {"zone_sets", "no zone", kNo, [](Header* h) { Fill(h->mutable_zone_sets(), 3, 0u); }},
      {"zone_sets", "no primary zone", kNo,
       [](Header* h) { Fill(h->mutable_zone_sets(), 3, 0x10000u); }},
      {"zone_sets", "a gap", kNo, [](Header* h) { Fill(h->mutable_zone_sets(), 3, 0x100000001u); }},
      {"zone_sets", "four zones", kYes,
       [](Header* h) { Fill(h->mutable_zone_sets(), 3, 0x2000100020001u); }},
      {"zone_sets", "a fourth too far", kNo,
       [](Header* h) { Fill(h->mutable_zone_sets(), 3, 0x3000100020001u); }},
      {"closed_dates", "64", kYes, [](Header* h) { ClosedDates(h, 64); }},
      {"closed_dates", "65", kNo, [](Header* h) { ClosedDates(h, 65); }},
      {"closed_dates", "one twice", kNo,
       [](Header* h) { h->set_closed_dates(1, h->closed_dates(0)); }},
      {"closed_dates", "descending", kNo,
       [](Header* h) { h->set_closed_dates(1, h->closed_dates(0) - 1); }},
      {"exempt_numbers", "32", kYes,
       [](Header* h) { Fill(h->mutable_exempt_numbers(), 32, "+1234567"); }},
      {"exempt_numbers", "33", kNo,
       [](Header* h) { Fill(h->mutable_exempt_numbers(), 33, "+1234567"); }},
      {"exempt_numbers", "6 digits", kNo, [](Header* h) { h->set_exempt_numbers(0, "+123456"); }},
      {"exempt_numbers", "15 digits", kYes,
       [](Header* h) { h->set_exempt_numbers(0, "+123456789012345"); }},
      {"exempt_numbers", "16 digits", kNo,
       [](Header* h) { h->set_exempt_numbers(0, "+1234567890123456"); }},
      {"exempt_numbers", "without +", kNo, [](Header* h) { h->set_exempt_numbers(0, "12345678"); }},
      {"exempt_numbers", "begins with 0", kNo,
       [](Header* h) { h->set_exempt_numbers(0, "+01234567"); }},
      {"exempt_numbers", "a space", kNo, [](Header* h) { h->set_exempt_numbers(0, "+1234567 8"); }},
      {"exempt_numbers", "empty", kNo, [](Header* h) { h->set_exempt_numbers(0, ""); }},
      {"roles", "none", kYes, [](Header* h) { h->clear_roles(); }},
      {"roles", "a role twice", kNo, [](Header* h) { *h->add_roles() = h->roles(1); }},
      {"roles", "descending", kNo, [](Header* h) { h->mutable_roles()->SwapElements(0, 1); }},
      {"roles", "5", kNo,
       [](Header* h) { Fill(h->mutable_roles(), 5, proto::RoleRules(h->roles(1))); }},
  };
  return bounds;
}

}  // namespace dialgate::mutation
