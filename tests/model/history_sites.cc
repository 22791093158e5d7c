#include "history_sites.h"

#include "past.h"

namespace dialgate::model {
namespace {

using testing::RoleFacts;
using testing::Site;

constexpr int64_t kDay = 86400;
constexpr int64_t kMarch = 1772323200;     // 2026-03-01
constexpr int64_t kJune = 1780272000;      // 2026-06-01
constexpr int64_t kNovember = 1793491200;  // 2026-11-01

RoleFacts Rules(std::set<Purpose> purposes, unsigned from_hour, unsigned to_hour) {
  RoleFacts rules;
  rules.purposes = purposes;
  rules.modes = {Mode::kManual, Mode::kAutomated};
  rules.hours = {{127, static_cast<uint16_t>(from_hour * 60), static_cast<uint16_t>(to_hour * 60)}};
  return rules;
}

Site Between(int64_t not_before, int64_t not_after) {
  Site site;
  site.not_before = not_before;
  site.not_after = not_after;
  return site;
}

void Finish(Site* site) { site->history_events = EventsNeeded(*site); }

// New York and Los Angeles; clocks change on Sunday 8 March 2026, at 2:00 there.
Site UnitedStates() {
  Site site = Between(kMarch + kDay, kMarch + 35 * kDay);
  site.plan.region = "US";
  site.plan.country_code = "1";
  site.plan.international_prefixes = {"011"};
  site.plan.national_prefix = "1";
  site.plan.national_lengths = {10};
  site.plan.emergency = {"112", "911"};
  const auto change = static_cast<uint32_t>(6 * kDay + 7 * 3600);
  site.zones = {{"America/New_York", -5 * 3600, {{change, -4 * 3600}}},
                {"America/Los_Angeles", -8 * 3600, {{change + 3 * 3600, -7 * 3600}}}};
  site.zone_sets = {{0}, {0, 1}};
  return site;
}

// Regulation F (12 CFR 1006.14(b)), about one debt: 7 calls in 7 days, and none for 7 days after a
// conversation.
Site RegulationF() {
  Site site = UnitedStates();
  site.roles[Role::kDebtor] = Rules({Purpose::kCollect}, 8, 21);
  site.roles[Role::kDebtor].caps = {{Counts::kRang, Per::kAccount, 7, 7, 0},
                                    {Counts::kConversations, Per::kAccount, 1, 7, 0}};
  site.roles[Role::kReference] = Rules({Purpose::kLocate}, 8, 21);
  site.roles[Role::kReference].caps = {{Counts::kDialed, Per::kNumber, 1, 30, 0}};
  site.accounts["A1"].debtor = "D1";
  site.accounts["A2"].debtor = "D1";
  site.contacts[{"A1", "+12125550100"}] = {Role::kDebtor, false, false, 0, 0};
  site.contacts[{"A2", "+12125550100"}] = {Role::kDebtor, false, false, 0, 0};
  site.contacts[{"A1", "+12125550101"}] = {Role::kDebtor, false, false, 1, 0};
  site.contacts[{"A1", "+12125550102"}] = {Role::kReference, false, false, 0, 0};
  Finish(&site);
  return site;
}

// Massachusetts (209 CMR 18.16(1)(d)): 2 calls in 7 days about a debt.
Site Massachusetts() {
  Site site = UnitedStates();
  site.roles[Role::kDebtor] = Rules({Purpose::kCollect}, 8, 21);
  site.roles[Role::kDebtor].caps = {{Counts::kRang, Per::kAccount, 2, 7, 0}};
  site.accounts["A1"] = {};
  site.contacts[{"A1", "+16175550100"}] = {Role::kDebtor, false, false, 0, 0};
  Finish(&site);
  return site;
}

// 3 answered a day a debtor, 6 unanswered a day a number; a reference only if the debtor was tried
// on three days.
Site China() {
  Site site = Between(kNovember, kNovember + 30 * kDay);
  site.plan.emergency = {"110", "119", "120"};
  site.zones = {{"Asia/Shanghai", 8 * 3600, {}}};
  site.zone_sets = {{0}};
  site.closed_dates = {static_cast<int32_t>(kNovember / kDay) + 10};
  site.roles[Role::kDebtor] = Rules({Purpose::kCollect}, 8, 22);
  site.roles[Role::kDebtor].caps = {{Counts::kAnswered, Per::kDebtor, 3, 1, 0},
                                    {Counts::kUnanswered, Per::kNumber, 6, 1, 0}};
  site.roles[Role::kGuarantor] = Rules({Purpose::kCollect}, 8, 22);
  site.roles[Role::kReference] = Rules({Purpose::kRelay, Purpose::kLocate}, 8, 22);
  site.roles[Role::kReference].debtor_unreached = {3u, 1u};
  site.accounts["A1"].debtor = "D1";
  site.accounts["A2"].debtor = "D1";
  site.accounts["A3"].debtor = "D3";
  for (const char* account : {"A1", "A2", "A3"}) {
    site.contacts[{account, "+8613800138001"}] = {Role::kDebtor, false, false, 0, 0};
  }
  site.contacts[{"A1", "+8613800138002"}] = {Role::kDebtor, false, false, 0, 0};
  site.contacts[{"A1", "+8613600136001"}] = {Role::kGuarantor, false, false, 0, 0};
  site.contacts[{"A3", "+8613600136001"}] = {Role::kDebtor, false, false, 0, 0};
  site.contacts[{"A1", "+8613900139001"}] = {Role::kReference, false, false, 0, 0};
  site.contacts[{"A3", "+8613900139001"}] = {Role::kReference, false, false, 0, 0};
  site.contacts[{"A1", "+8613900139002"}] = {Role::kReference, false, false, 0, 0};
  Finish(&site);
  return site;
}

// Monday to Saturday, 8 to 20 where the borrower lives.
Site Indonesia() {
  Site site = Between(kJune, kJune + 30 * kDay);
  site.plan.region = "ID";
  site.plan.country_code = "62";
  site.plan.international_prefixes = {"001"};
  site.plan.national_lengths = {9, 10, 11, 12};
  site.zones = {{"Asia/Jayapura", 9 * 3600, {}}};
  site.zone_sets = {{0}};
  site.roles[Role::kDebtor] = Rules({Purpose::kCollect}, 8, 20);
  site.roles[Role::kDebtor].hours[0].weekdays = 63;
  site.accounts["A1"] = {};
  site.contacts[{"A1", "+6281234567890"}] = {Role::kDebtor, false, false, 0, 0};
  Finish(&site);
  return site;
}

}  // namespace

std::optional<Site> HistorySite(std::string_view name) {
  if (name == "us-reg-f") return RegulationF();
  if (name == "us-ma") return Massachusetts();
  if (name == "cn") return China();
  if (name == "id") return Indonesia();
  return std::nullopt;
}

}  // namespace dialgate::model
