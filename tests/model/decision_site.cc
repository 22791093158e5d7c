#include "decision_site.h"

namespace dialgate::model {
namespace {

using testing::AccountFacts;
using testing::RoleFacts;
using testing::Site;

constexpr int32_t kNovember = 20758;  // 2026-11-01

void AddRoles(Site* site) {
  RoleFacts& debtor = site->roles[Role::kDebtor];
  debtor.purposes = {Purpose::kCollect};
  debtor.modes = {Mode::kManual, Mode::kAutomated};
  debtor.disclosures = {Disclosure::kDebt, Disclosure::kAmount};
  debtor.min_days_past_due = {{Mode::kManual, -5}, {Mode::kAutomated, 3}};
  debtor.hours = {{127, 8 * 60, 22 * 60}};
  debtor.caps = {{Counts::kDialed, Per::kNumber, 28, 0, 60},
                 {Counts::kAnswered, Per::kDebtor, 3, 1, 0}};

  site->roles[Role::kGuarantor].suspended = true;
  site->roles[Role::kGuarantor].any_time = true;

  RoleFacts& reference = site->roles[Role::kReference];  // states more than the floor lets stand
  reference.purposes = {Purpose::kCollect, Purpose::kLocate, Purpose::kRelay};
  reference.modes = {Mode::kManual, Mode::kAutomated, Mode::kPrerecorded};
  reference.disclosures = {Disclosure::kDebt, Disclosure::kAmount};
  reference.consent_required = true;
  reference.hours = {
      {0b0011111, 9 * 60, 12 * 60}, {0b0011111, 14 * 60, 18 * 60}, {0b0100000, 0, 1440}};

  RoleFacts& representative = site->roles[Role::kRepresentative];
  representative.purposes = {Purpose::kRelay};
  representative.modes = {Mode::kManual};
  representative.debtor_unreached = {3u, 1u};
  representative.any_time = true;
}

AccountFacts Stopped(Account::Stopped why) {
  AccountFacts account;
  account.due_day = kNovember - 62;
  account.stopped = why;
  return account;
}

void AddAccounts(Site* site) {
  site->accounts["A1"] = {"D1", kNovember - 62, Account::Stopped::kNo, 0};
  site->accounts["no-due-date"] = {};
  site->accounts["due-9-november"] = {"", kNovember + 8, Account::Stopped::kNo, 0};
  site->accounts["due-18-november"] = {"", kNovember + 17, Account::Stopped::kNo, 0};
  site->accounts["cease"] = Stopped(Account::Stopped::kCease);
  site->accounts["dispute"] = Stopped(Account::Stopped::kDispute);
  site->accounts["insolvency"] = Stopped(Account::Stopped::kInsolvency);
  site->accounts["grievance"] = Stopped(Account::Stopped::kGrievance);
  site->accounts["attorney"] = Stopped(Account::Stopped::kAttorney);
  site->accounts["damaged-account"] = {"", kNovember - 62, Account::Stopped::kNo, 7};
  site->accounts["damaged-contact"] = {"", kNovember - 62, Account::Stopped::kNo, 0};
  site->accounts[std::string(64, 'a')] = {"", kNovember - 62, Account::Stopped::kNo, 0};
}

void AddContacts(Site* site) {
  for (const auto& [account, facts] : site->accounts) {
    site->contacts[{account, "+8613800138000"}] = {Role::kDebtor, false, false, 0, 0};
  }
  site->contacts[{"damaged-contact", "+8613800138000"}].damage = 0xFFF0;
  site->contacts[{"attorney", "+8613700137000"}] = {Role::kRepresentative, false, false, 0, 0};
  site->contacts[{"A1", "+8613600136000"}] = {Role::kGuarantor, false, false, 0, 0};
  site->contacts[{"A1", "+8613900139000"}] = {Role::kReference, true, false, 0, 0};
  site->contacts[{"A1", "+8613900139001"}] = {Role::kReference, false, false, 0, 0};
  site->contacts[{"A1", "+8613800138009"}] = {Role::kDebtor, false, true, 0, 0};
  site->contacts[{"A1", "+12125550100"}] = {Role::kDebtor, false, false, 1, 0};
  site->contacts[{"A1", "+8613800138002"}] = {Role::kDebtor, false, false, 2, 0};
  site->contacts[{"A1", "+919810098100"}] = {Role::kDebtor, false, false, 3, 0};
  site->contacts[{"A1", "+8613800138004"}] = {Role::kDebtor, false, false, 4, 0};
  site->contacts[{"due-18-november", "+8613800138004"}] = {Role::kDebtor, false, false, 4, 0};
  site->contacts[{"A1", "+8613800138005"}] = {Role::kDebtor, false, false, 5, 0};
}

}  // namespace

testing::Site DecisionSite() {
  Site site;
  site.not_before = int64_t{kNovember} * 86400;
  site.not_after = int64_t{kNovember + 30} * 86400;
  site.plan.national_lengths = {7, 8, 9, 10, 11, 12};
  site.plan.extensions = {"2XXX"};
  site.plan.emergency = {"110", "119", "120"};
  const uint32_t day = 86400;
  site.zones = {{"Asia/Shanghai", 8 * 3600, {}},
                {"America/New_York", -4 * 3600, {{6 * 3600, -5 * 3600}}},
                {"Asia/Kolkata", 5 * 3600 + 1800, {}},
                {"Test/Dateline", -10 * 3600, {{19 * day + 10 * 3600, 14 * 3600}}},
                {"Test/Spring", 0, {{14 * day + 3600, 3600}}}};
  site.zone_sets = {{0}, {1}, {0, 1}, {2}, {3}, {4}};
  site.closed_dates = {kNovember + 10, kNovember + 25};
  site.exempt_numbers = {"+864008205555"};
  site.receipt_within_hours = 48;
  site.history_events = 28;
  AddRoles(&site);
  AddAccounts(&site);
  AddContacts(&site);
  return site;
}

}  // namespace dialgate::model
