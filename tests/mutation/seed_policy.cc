#include "seed_policy.h"

#include "dialgate/words.h"

namespace dialgate::mutation {
namespace {

constexpr int32_t kFirstDay = 20758;  // 2026-11-01

testing::RoleFacts FullRole() {
  testing::RoleFacts role;
  role.suspended = true;
  role.purposes = {Purpose::kCollect, Purpose::kLocate, Purpose::kRelay};
  role.modes = {Mode::kManual, Mode::kAutomated, Mode::kPrerecorded};
  role.disclosures = {Disclosure::kDebt, Disclosure::kAmount, Disclosure::kPurchase,
                      Disclosure::kBehaviour};
  role.consent_required = true;
  role.debtor_unreached = {3u, 2u};
  role.min_days_past_due = {{Mode::kManual, -5}, {Mode::kAutomated, 0}, {Mode::kPrerecorded, 61}};
  role.hours = {{127, 0, 1440}, {31, 540, 1200}};
  role.caps = {{Counts::kDialed, Per::kNumber, 3, 1, 0},
               {Counts::kAnswered, Per::kAccount, 28, 0, 60},
               {Counts::kConversations, Per::kDebtor, 1, 7, 0}};
  return role;
}

}  // namespace

testing::Site SmallSite() {
  testing::Site site;
  site.issuer = "B";
  site.name = "s";
  site.serial = 1;
  site.not_before = int64_t{kFirstDay} * 86400;
  site.not_after = site.not_before + 86400;
  site.zones = {{"Asia/Shanghai", 28800, {}}};
  site.zone_sets = {{0}};
  site.roles[Role::kDebtor].purposes = {Purpose::kCollect};
  site.roles[Role::kDebtor].any_time = true;
  site.accounts["A1"].due_day = kFirstDay - 62;
  site.contacts[{"A1", "+8613800138000"}] = {};
  return site;
}

testing::Site FullSite() {
  testing::Site site = SmallSite();
  site.serial = 1u << 20;
  site.not_after = site.not_before + 35 * 86400;
  site.plan.bare_country_code = site.plan.national_zero = true;
  site.plan.outside_line_prefix = "9";
  site.plan.international_prefixes = {"00", "0011"};
  site.plan.extensions = {"2XXX", "55"};
  site.plan.emergency = {"110", "119119"};
  site.zones = {{"Asia/Shanghai", 28800, {}},
                {"America/St_Johns", -9000, {{3600, -12600}, {86400, 0}, {90000, 129600}}}};
  site.zone_sets = {{0}, {1, 0}, {1, 0, 1, 0}};
  site.closed_dates = {kFirstDay + 3, kFirstDay + 10};
  site.exempt_numbers = {"+864008205555", "+1234567"};
  site.roles[Role::kDebtor] = FullRole();
  site.roles[Role::kReference].any_time = true;
  site.receipt_within_hours = 48;
  site.history_events = 28;
  site.profiles = {"us-reg-f", "strict"};
  site.restores = {{0x0123456789ABCDEF, 17}, {1, 2}};
  for (unsigned i = 0; i < 20; ++i) {
    const std::string account = "A" + std::to_string(i);
    site.accounts[account] = {"D", kFirstDay - 62, Account::Stopped::kNo, 0};
    site.contacts[{account, "+8613800138000"}] = {Role::kReference, true, false, i % 3, 0};
  }
  return site;
}

proto::Policy FullHeader() {
  const testing::Site site = FullSite();
  proto::Policy header = testing::HeaderOf(site);
  testing::SetDigests(testing::TablesOf(site), &header);
  return header;
}

tl::expected<Policy, PolicyError> Open(const testing::AlignedBytes& bytes) {
  const IssuerKey issuer = testing::TestIssuer(0);
  Trust trust;
  trust.issuers = &issuer;
  trust.issuer_count = 1;
  trust.others_may_sign = true;
  return Policy::Open(bytes.view(), trust, testing::TestTagger(), testing::TestCrypto());
}

std::string Outcome(const std::string& image) {
  const testing::AlignedBytes bytes(image);
  const auto policy = Open(bytes);
  return policy ? "accepted" : std::string(Name(policy.error()));
}

}  // namespace dialgate::mutation
