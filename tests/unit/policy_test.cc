#include "dialgate/policy.h"

#include <gtest/gtest.h>

#include "policy_image.h"

namespace dialgate {
namespace {

using testing::OpenPolicy;
using testing::PolicyImage;
using testing::PolicyText;
using testing::TestKey;

const testing::FakeCrypto kCrypto;
const Tagger kTagger(testing::kTestLookupKey, kCrypto);

// 0: it loads.
int ErrorOf(ByteView image, const Trust& trust, const Tagger& tagger = kTagger) {
  const auto policy = Policy::Open(image, trust, tagger, kCrypto);
  return policy ? 0 : static_cast<int>(policy.error());
}

int ErrorOf(const PolicyText& text) {
  const IssuerKey issuer = TestKey(1);
  return ErrorOf(PolicyImage(text).view(), {text.site, &issuer, 1});
}

constexpr int kOutOfRange = static_cast<int>(PolicyError::kOutOfRange);

TEST(Policy, SaysWhatItsHeaderSays) {
  PolicyText text;
  text.closed_dates = {20758, 20760};
  text.exempt_numbers = {"+864008205555"};
  text.receipt_within_hours = 48;
  text.history_events = 9;
  const OpenPolicy open(text);
  ASSERT_TRUE(open.policy);
  EXPECT_EQ(open.policy->issuer(), "Example Bank");
  EXPECT_EQ(open.policy->site(), "shenzhen-3");
  EXPECT_EQ(open.policy->serial(), 7u);
  EXPECT_TRUE(open.policy->ValidAt(text.not_before));
  EXPECT_FALSE(open.policy->ValidAt(text.not_after));
  EXPECT_EQ(open.policy->receipt_within_hours(), 48);
  EXPECT_EQ(open.policy->history_events(), 9);
  EXPECT_EQ(open.policy->dial_plan().country_code, "86");
  EXPECT_EQ(open.policy->ZoneAt(0).name(), "Asia/Shanghai");
  EXPECT_EQ(open.policy->closed_date_count(), 2u);
  EXPECT_EQ(open.policy->ClosedDate(1), 20760);
  EXPECT_TRUE(open.policy->IsExempt(PhoneNumber::FromDigits("864008205555")));
  EXPECT_FALSE(open.policy->IsExempt(PhoneNumber::FromDigits("86400820555")));
}

TEST(Policy, FindsWhatItLists) {
  PolicyText text;
  text.accounts = {{"L-1", "D-1", 20000, 2}, {"L-2", "D-1"}};
  text.contacts = {{"L-1", "8613800138000", Role::kReference, 1, true, true},
                   {"L-2", "8613800138001", Role::kRepresentative}};
  text.zones = {{"Asia/Shanghai", 8 * 3600}, {"Asia/Urumqi", 6 * 3600}};
  text.zone_sets = {1, 0x00010002};
  const OpenPolicy open(text);
  ASSERT_TRUE(open.policy);
  const auto first = open.policy->FindAccount(open.tagger, "L-1");
  const auto second = open.policy->FindAccount(open.tagger, "L-2");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->due_day, 20000);
  EXPECT_EQ(first->stopped, Account::Stopped::kDispute);
  EXPECT_EQ(first->debtor, second->debtor);
  EXPECT_FALSE(second->has_due_date);
  EXPECT_EQ(open.policy->FindAccount(open.tagger, "L-3").error(), Policy::Lookup::kUnlisted);
  EXPECT_EQ(open.policy->FindAccount(open.tagger, std::string(65, 'L')).error(),
            Policy::Lookup::kUnlisted);
  const PhoneNumber number = PhoneNumber::FromDigits("8613800138000");
  const auto contact = open.policy->FindContact(open.tagger, "L-1", number);
  ASSERT_TRUE(contact);
  EXPECT_EQ(contact->role, Role::kReference);
  EXPECT_TRUE(contact->consent);
  EXPECT_TRUE(contact->withdrawn);
  const ZoneSet zones = open.policy->ZonesOf(*contact);
  ASSERT_EQ(zones.count, 2);
  EXPECT_EQ(zones.index[0], 1);
  EXPECT_EQ(zones.zones[0].name(), "Asia/Urumqi");
  EXPECT_EQ(zones.index[1], 0);
  EXPECT_EQ(zones.zones[1].name(), "Asia/Shanghai");
  EXPECT_EQ(open.policy->FindContact(open.tagger, "L-2", number).error(),
            Policy::Lookup::kUnlisted);
}

TEST(Policy, AnEntryThatIsOutOfRangeIsDamaged) {
  PolicyText text;
  text.contacts[0].zone_set = 1;  // there is one set, of index 0
  text.accounts.push_back({"L-2", "D-2", -1, 6});
  const OpenPolicy open(text);
  ASSERT_TRUE(open.policy);
  const auto account = open.policy->FindAccount(open.tagger, "L-1042");
  ASSERT_TRUE(account);
  EXPECT_EQ(
      open.policy->FindContact(open.tagger, "L-1042", PhoneNumber::FromDigits("8613800138000"))
          .error(),
      Policy::Lookup::kDamaged);
  EXPECT_EQ(open.policy->FindAccount(open.tagger, "L-2").error(), Policy::Lookup::kDamaged);
}

TEST(Policy, HoldsBoundsOfTheHeader) {
  const PolicyText good;
  EXPECT_EQ(ErrorOf(good), 0);
  const auto with = [&](auto change) {
    PolicyText text;
    change(text);
    return ErrorOf(text);
  };
  EXPECT_EQ(with([](auto& t) { t.not_after = t.not_before + 35 * 86400; }), 0);
  EXPECT_EQ(with([](auto& t) { t.not_after = t.not_before + 35 * 86400 + 1; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.not_after = t.not_before; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.not_before = 2 * 86400, t.not_after = 3 * 86400; }), 0);
  EXPECT_EQ(with([](auto& t) { t.not_before = 2 * 86400 - 1, t.not_after = 3 * 86400; }),
            kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.site = "caf\xC3\xA9"; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.site = std::string(65, 's'); }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.zone_sets = {2}; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.zone_sets = {0}; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.zone_sets = {0x00010000}; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.closed_dates = {5, 5}; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) {
              t.closed_dates.resize(65);
              for (unsigned i = 0; i < 65; ++i) t.closed_dates[i] = i;
            }),
            kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.exempt_numbers = {"864008205555"}; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.roles = {{Role::kGuarantor}, {Role::kDebtor}}; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.roles = {{Role::kDebtor}, {Role::kDebtor}}; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) {
              t.roles[0].hours = {{0x7F, 480, 1320}};
            }),
            kOutOfRange);  // and any_time
  EXPECT_EQ(with([](auto& t) {
              t.roles[0].caps = {{Counts::kDialed, 29, 1, 0, Per::kNumber}};
            }),
            kOutOfRange);
  EXPECT_EQ(with([](auto& t) {
              t.roles[0].caps = {{Counts::kDialed, 1, 1, 1, Per::kNumber}};
            }),
            kOutOfRange);
  EXPECT_EQ(with([](auto& t) {
              t.roles[0].caps.assign(9, {Counts::kDialed, 1, 1, 0, Per::kNumber});
            }),
            kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.zones[0].transitions = {{5, 0}, {5, 3600}}; }), kOutOfRange);
  EXPECT_EQ(with([](auto& t) { t.history_events = 29; }), kOutOfRange);
}

TEST(Policy, IsHeldAgainstTheDevice) {
  const PolicyImage image{PolicyText()};
  const IssuerKey one = TestKey(1);
  const auto error = [&](const Trust& trust) {
    return static_cast<PolicyError>(ErrorOf(image.view(), trust));
  };
  EXPECT_EQ(ErrorOf(image.view(), {"", &one, 1}), 0);
  EXPECT_EQ(error({"shenzhen-4", &one, 1}), PolicyError::kOtherSite);
  EXPECT_EQ(error({"shenzhen-3", &one, 0}), PolicyError::kSignatureMissing);
  EXPECT_EQ(ErrorOf(image.view(), {"shenzhen-3", &one, 1}, Tagger({{9}}, kCrypto)),
            static_cast<int>(PolicyError::kOtherLookupKey));
  PolicyText remembers;
  remembers.history_events = 13;
  EXPECT_EQ(ErrorOf(PolicyImage(remembers).view(), {"", &one, 1, false, 12}),
            static_cast<int>(PolicyError::kHistoryTooSmall));
}

TEST(Policy, EveryIssuerMustSignAndNobodyElse) {
  const IssuerKey keys[] = {TestKey(1), TestKey(2)};
  const auto error = [&](std::vector<uint8_t> signers, uint8_t required, bool others = false) {
    PolicyText text;
    text.signers = std::move(signers);
    return static_cast<PolicyError>(
        ErrorOf(PolicyImage(text).view(), {"", keys, required, others}));
  };
  EXPECT_EQ(error({1}, 1), PolicyError{});
  EXPECT_EQ(error({2, 1}, 2), PolicyError{});
  EXPECT_EQ(error({1}, 2), PolicyError::kSignatureMissing);
  EXPECT_EQ(error({1, 3}, 2), PolicyError::kSignatureMissing);
  EXPECT_EQ(error({1, 3}, 1), PolicyError::kSignatureForeign);
  EXPECT_EQ(error({1, 3}, 1, true), PolicyError{});
  EXPECT_EQ(error({1, 1}, 1), PolicyError::kOutOfRange);
  EXPECT_EQ(error({1, 2, 3, 4}, 2, true), PolicyError::kOutOfRange);
  EXPECT_EQ(error({}, 1), PolicyError::kMalformed);
}

TEST(Policy, NoByteOfItCanChange) {
  const PolicyImage good{PolicyText()};
  const IssuerKey one = TestKey(1);
  for (size_t at = 0; at < good.view().size; ++at) {
    PolicyImage image{PolicyText()};
    image.data()[at] ^= 1;
    EXPECT_NE(ErrorOf(image.view(), {"shenzhen-3", &one, 1}), 0) << at;
  }
}

TEST(Policy, NoByteOfItCanBeMissing) {
  const PolicyImage image{PolicyText()};
  const IssuerKey one = TestKey(1);
  for (size_t size = 0; size < image.view().size; ++size) {
    const int error = ErrorOf({image.view().data, size}, {"shenzhen-3", &one, 1});
    EXPECT_EQ(error, static_cast<int>(PolicyError::kTruncated)) << size;
  }
  EXPECT_EQ(ErrorOf(PolicyImage(PolicyImage::Write({}) + '\0').view(), {"", &one, 1}),
            static_cast<int>(PolicyError::kMalformed));
}

TEST(Policy, ChecksWhereItStands) {
  const std::string bytes = PolicyImage::Write({});
  const PolicyImage shifted(std::string(8, '\0') + bytes);
  const IssuerKey one = TestKey(1);
  EXPECT_EQ(ErrorOf({shifted.view().data + 8, bytes.size()}, {"", &one, 1}),
            static_cast<int>(PolicyError::kMisaligned));
}

TEST(Policy, ANewerFormatSaysSo) {
  std::string bytes = PolicyImage::Write({});
  bytes[1] = 2;
  const IssuerKey one = TestKey(1);
  EXPECT_EQ(ErrorOf(PolicyImage(bytes).view(), {"", &one, 1}),
            static_cast<int>(PolicyError::kFormatUnknown));
}

}  // namespace
}  // namespace dialgate
