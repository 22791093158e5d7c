// One test a row of the decision table, in its order.
#include "dialgate/gate.h"

#include <gtest/gtest.h>

#include "policy_image.h"

namespace dialgate {
namespace {

using testing::OpenPolicy;
using testing::PolicyText;

constexpr int64_t kNow = 1793671200;  // 2026-11-03 02:00 UTC, Tuesday 10:00 in Shanghai
constexpr int32_t kToday = 20760;

Modes AllModes() {
  return Modes{}.With(Mode::kManual).With(Mode::kAutomated).With(Mode::kPrerecorded);
}

class Gate : public ::testing::Test {
 protected:
  Gate() {
    device.modes = AllModes();
    device.clock_trusted = device.record_durable = true;
    call = {"+8613800138000", "L-1042", Purpose::kCollect, Mode::kManual, {}};
    text.exempt_numbers = {"+864008205555"};
  }

  Decision Decided() const {
    const OpenPolicy open(text);
    EXPECT_TRUE(open.policy);
    return Decide({&*open.policy, open.tagger, device, history, now}, call);
  }
  Reason Answer() const { return Decided().reason; }
  Reason AnswerTo(std::string_view dialed) {
    call.dialed = dialed;
    return Answer();
  }
  testing::RoleText& debtor() { return text.roles[0]; }
  void MakeReference() {
    text.contacts[0].role = debtor().role = Role::kReference;
    debtor().purposes = {2, 3};
    call.purpose = Purpose::kRelay;
  }

  PolicyText text;
  Device device;
  NoHistory history;
  int64_t now = kNow;
  Call call;
};

TEST_F(Gate, AllowsADeclaredContactWithWhatToDial) {
  debtor().disclosures = {1, 2};
  call.dialed = "tel:138-0013-8000;phone-context=+86";
  const Decision decision = Decided();
  EXPECT_EQ(decision.reason, Reason::kDeclaredContact);
  EXPECT_TRUE(decision.allowed());
  EXPECT_EQ(decision.number, PhoneNumber::FromDigits("8613800138000"));
  EXPECT_EQ(decision.role, Role::kDebtor);
  EXPECT_EQ(decision.disclosures.bits, 0b110);
}

TEST_F(Gate, AllZeroIsADenial) {
  EXPECT_FALSE(Decision{}.allowed());
  call = {};
  device = {};
  EXPECT_FALSE(Decided().allowed());
  const testing::FakeCrypto crypto;
  const Tagger tagger({}, crypto);
  EXPECT_FALSE(Decide({nullptr, tagger, device, history, 0}, {}).allowed());
}

TEST_F(Gate, Row1EmergencyPassesBeforeAnythingElse) {
  const testing::FakeCrypto crypto;
  const Tagger tagger({}, crypto);
  for (const char* dialed :
       {"112", "911", "urn:service:sos", "tel:112;phone-context=nowhere.example"}) {
    const Decision decision = Decide({nullptr, tagger, {}, history, -5}, {dialed, {}, {}, {}, {}});
    EXPECT_EQ(decision.reason, Reason::kEmergency) << dialed;
    EXPECT_TRUE(decision.allowed());
  }
  call.mode = Mode::kNotStated;
  EXPECT_EQ(AnswerTo("110"), Reason::kEmergency);
  EXPECT_EQ(Decided().code.view(), "110");
}

TEST_F(Gate, Row2EmergencyInACampaign) {
  for (Mode mode : {Mode::kAutomated, Mode::kPrerecorded}) {
    call.mode = mode;
    EXPECT_EQ(AnswerTo("112"), Reason::kEmergencyInCampaign);
  }
}

TEST_F(Gate, Row3NoPolicyOrADamagedEntry) {
  const testing::FakeCrypto crypto;
  const Tagger tagger({}, crypto);
  EXPECT_EQ(Decide({nullptr, tagger, device, history, kNow}, call).reason,
            Reason::kPolicyUnavailable);
  text.accounts[0].stopped = 7;
  EXPECT_EQ(Answer(), Reason::kPolicyUnavailable);
  text.accounts[0].stopped = 0;
  text.contacts[0].zone_set = 9;
  EXPECT_EQ(Answer(), Reason::kPolicyUnavailable);
}

TEST_F(Gate, Row4TheClock) {
  device.newest_record = kNow + 60;
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  device.newest_record = kNow + 61;
  EXPECT_EQ(Answer(), Reason::kClockUntrusted);
  device.newest_record = 0;
  device.clock_trusted = false;
  EXPECT_EQ(Answer(), Reason::kClockUntrusted);
}

TEST_F(Gate, Row5Validity) {
  now = text.not_before - 1;
  EXPECT_EQ(Answer(), Reason::kPolicyNotYetValid);
  now = text.not_before;
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  now = text.not_after - 1;
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  now = text.not_after;
  EXPECT_EQ(Answer(), Reason::kPolicyExpired);
}

TEST_F(Gate, Row6Receipts) {
  text.receipt_within_hours = 24;
  EXPECT_EQ(Answer(), Reason::kReceiptOverdue);
  device.receipted = kNow - 24 * 3600;
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  device.receipted = kNow - 24 * 3600 - 1;
  EXPECT_EQ(Answer(), Reason::kReceiptOverdue);
  device.receipts_waived = true;
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
}

TEST_F(Gate, Row7Numbers) {
  EXPECT_EQ(AnswerTo("+86 138,0013"), Reason::kNumberMalformed);
  text.dial_plan = testing::Message();  // where abroad is dialed by 00 and by 001
  text.dial_plan.Bytes(1, "CN").Bytes(2, "86").Bytes(3, "00").Bytes(3, "001").Bytes(8, {11});
  EXPECT_EQ(AnswerTo("0012125551212"), Reason::kNumberAmbiguous);
  EXPECT_EQ(AnswerTo(""), Reason::kNumberMalformed);
  EXPECT_EQ(AnswerTo(std::string(256, '1')), Reason::kNumberMalformed);
}

TEST_F(Gate, Rows8And9NeedARecordAndNothingElse) {
  call = {};
  EXPECT_EQ(AnswerTo("2999"), Reason::kExtension);
  EXPECT_EQ(Decided().code.view(), "2999");
  EXPECT_EQ(AnswerTo("400-820-5555"), Reason::kExempt);
  EXPECT_EQ(Decided().number, PhoneNumber::FromDigits("864008205555"));
  device.record_durable = false;
  EXPECT_EQ(AnswerTo("2999"), Reason::kAuditUnavailable);
  EXPECT_EQ(AnswerTo("400-820-5555"), Reason::kAuditUnavailable);
}

TEST_F(Gate, Row10TheAccount) {
  call.account = {};
  EXPECT_EQ(Answer(), Reason::kAccountMissing);
  call.account = "L-1043";
  EXPECT_EQ(Answer(), Reason::kAccountUnknown);
  const std::string too_long(65, 'L');
  call.account = too_long;
  EXPECT_EQ(Answer(), Reason::kAccountUnknown);
}

TEST_F(Gate, Row11NobodyTheDebtorNamed) {
  EXPECT_EQ(AnswerTo("+8613800138001"), Reason::kContactNotDeclared);
  text.accounts.push_back({"L-2", "D-2"});
  call.account = "L-2";  // the number is a contact, but of another account
  EXPECT_EQ(AnswerTo("+8613800138000"), Reason::kContactNotDeclared);
}

TEST_F(Gate, Row12Withdrawn) {
  text.contacts[0].withdrawn = true;
  text.accounts[0].stopped = 1;
  EXPECT_EQ(Answer(), Reason::kContactWithdrawn);
}

TEST_F(Gate, Row13Stopped) {
  for (unsigned why = 1; why <= 5; ++why) {
    text.accounts[0].stopped = why;
    EXPECT_EQ(Answer(), Reason::kAccountStopped) << why;
  }
  text.contacts[0].role = debtor().role = Role::kRepresentative;
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);  // stopped for attorney
  text.accounts[0].stopped = 4;
  EXPECT_EQ(Answer(), Reason::kAccountStopped);
}

TEST_F(Gate, Row14SuspendedOrNoRules) {
  debtor().suspended = true;
  EXPECT_EQ(Answer(), Reason::kRoleSuspended);
  text.roles.clear();
  EXPECT_EQ(Answer(), Reason::kRoleSuspended);
  EXPECT_EQ(Decided().role, Role::kDebtor);
}

TEST_F(Gate, Row15Purpose) {
  call.purpose = Purpose::kLocate;
  EXPECT_EQ(Answer(), Reason::kPurposeNotAllowed);
  call.purpose = Purpose::kNotStated;
  EXPECT_EQ(Answer(), Reason::kPurposeNotAllowed);
  call.purpose = static_cast<Purpose>(200);
  EXPECT_EQ(Answer(), Reason::kPurposeNotAllowed);
}

TEST_F(Gate, Row16ModeOfRoleAndDevice) {
  call.mode = Mode::kAutomated;
  EXPECT_EQ(Answer(), Reason::kModeNotAllowed);
  call.mode = Mode::kNotStated;
  EXPECT_EQ(Answer(), Reason::kModeNotAllowed);
  call.mode = Mode::kManual;
  device.modes = Modes{}.With(Mode::kAutomated);
  EXPECT_EQ(Answer(), Reason::kModeNotAllowed);
}

TEST_F(Gate, Row17Disclosures) {
  debtor().disclosures = {1};
  call.disclosures = Disclosures{}.With(Disclosure::kDebt);
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  call.disclosures = call.disclosures.With(Disclosure::kPurchase);
  EXPECT_EQ(Answer(), Reason::kDisclosureNotAllowed);
  call.disclosures = {0x80};
  EXPECT_EQ(Answer(), Reason::kDisclosureNotAllowed);
}

TEST_F(Gate, TheFloorHoldsWhateverThePolicySays) {
  MakeReference();
  debtor().purposes = {1, 2, 3};
  debtor().modes = {1, 2, 3};
  debtor().disclosures = {1, 2, 3, 4};
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  EXPECT_EQ(Decided().disclosures.bits, 0);
  call.purpose = Purpose::kCollect;
  EXPECT_EQ(Answer(), Reason::kPurposeNotAllowed);
  call.purpose = Purpose::kLocate;
  call.mode = Mode::kPrerecorded;
  EXPECT_EQ(Answer(), Reason::kModeNotAllowed);
  call.mode = Mode::kAutomated;
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  call.disclosures = Disclosures{}.With(Disclosure::kDebt);
  EXPECT_EQ(Answer(), Reason::kDisclosureNotAllowed);
}

TEST_F(Gate, Row18Consent) {
  debtor().consent_required = true;
  EXPECT_EQ(Answer(), Reason::kConsentMissing);
  text.contacts[0].consent = true;
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
}

TEST_F(Gate, Row19NobodyTriedTheDebtor) {
  MakeReference();
  debtor().unreached_days = 3;
  debtor().unreached_per_day = 1;
  EXPECT_EQ(Answer(), Reason::kDebtorNotTried);
}

TEST_F(Gate, Row20DaysPastDue) {
  debtor().min_days = {{Mode::kManual, 61}};
  EXPECT_EQ(Answer(), Reason::kTooEarly);  // no due date
  text.accounts[0].due_day = kToday - 60;
  EXPECT_EQ(Answer(), Reason::kTooEarly);
  text.accounts[0].due_day = kToday - 61;
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  debtor().min_days = {{Mode::kManual, -3}};
  text.accounts[0].due_day = kToday + 3;
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  text.accounts[0].due_day = kToday + 4;
  EXPECT_EQ(Answer(), Reason::kTooEarly);
  debtor().min_days = {{Mode::kAutomated, 61}};
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
}

TEST_F(Gate, Row21HoursInEveryZone) {
  debtor().any_time = false;
  EXPECT_EQ(Answer(), Reason::kOutsideHours);  // no hours are never
  debtor().hours = {{0x7F, 600, 1200}};
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  --now;  // 09:59:59 in Shanghai
  EXPECT_EQ(Answer(), Reason::kOutsideHours);
  now = kNow + 36000 - 1;  // 19:59:59
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  ++now;
  EXPECT_EQ(Answer(), Reason::kOutsideHours);
  now = kNow;
  text.zones.push_back({"Asia/Urumqi", 6 * 3600});
  text.zone_sets = {0x00020001};
  const Decision decision = Decided();
  EXPECT_EQ(decision.reason, Reason::kOutsideHours);
  EXPECT_EQ(decision.detail.kind, Detail::Kind::kHours);
  EXPECT_EQ(decision.detail.zone, 1);
}

TEST_F(Gate, Row21Weekdays) {
  debtor().any_time = false;
  debtor().hours = {{0b0000010, 0, 1440}};  // Tuesdays
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
  debtor().hours = {{0b1111101, 0, 1440}};
  EXPECT_EQ(Answer(), Reason::kOutsideHours);
}

TEST_F(Gate, Row21ClosedDates) {
  text.closed_dates = {kToday - 1, kToday};
  const Decision decision = Decided();
  EXPECT_EQ(decision.reason, Reason::kOutsideHours);
  EXPECT_EQ(decision.detail.kind, Detail::Kind::kClosedDate);
  EXPECT_EQ(decision.detail.index, 1);
}

TEST_F(Gate, Row24NoRecordNoCall) {
  device.record_durable = false;
  EXPECT_EQ(Answer(), Reason::kAuditUnavailable);
}

// A past in which everything that a cap could count happened at one moment.
class OneMoment final : public NoHistory {
 public:
  bool IsKept() const override { return true; }
  unsigned CountAfter(const HistoryKey&, const Cap& cap, int64_t from) const override {
    return (cap.days != 0 ? day : second) > from ? cap.max : 0;
  }
  unsigned DebtorTries(uint64_t, int32_t) const override { return tries; }
  bool DebtorAnswered(uint64_t, int32_t) const override { return answered; }
  bool HasRoom(const HistoryKey&, const Policy&, int64_t) const override { return room; }
  bool IsNumberWithdrawn(const HistoryKey&) const override { return number_withdrawn; }
  bool IsAccountWithdrawn(uint64_t) const override { return account_withdrawn; }
  bool IsRoleWithdrawn(Role role) const override { return role == role_withdrawn; }
  int64_t day = kNever, second = kNever;
  unsigned tries = 1;
  bool answered = false, room = true, number_withdrawn = false, account_withdrawn = false;
  Role role_withdrawn = Role::kNone;
};

TEST_F(Gate, Rows19And22And23AskTheHistory) {
  OneMoment past;
  debtor().unreached_days = debtor().unreached_per_day = 1;
  debtor().caps = {{Counts::kDialed, 1, 0, 30, Per::kAccount},
                   {Counts::kRang, 7, 7, 0, Per::kNumber}};
  const auto decided = [&] {
    const OpenPolicy open(text);
    return Decide({&*open.policy, open.tagger, device, past, now}, call);
  };
  EXPECT_EQ(decided().reason, Reason::kDeclaredContact);
  past.day = kToday - 7;
  past.second = kNow - 1800;
  EXPECT_EQ(decided().reason, Reason::kDeclaredContact);
  past.day = kToday - 6;
  EXPECT_EQ(decided().reason, Reason::kLimitReached);
  EXPECT_EQ(decided().detail.index, 1);
  past.second = kNow - 1799;
  EXPECT_EQ(decided().detail.index, 0);
  past.day = past.second = History::kNever;
  past.room = false;
  EXPECT_EQ(decided().reason, Reason::kHistoryFull);
  past.answered = true;
  EXPECT_EQ(decided().reason, Reason::kDebtorNotTried);
  past.answered = false;
  past.tries = 0;
  EXPECT_EQ(decided().reason, Reason::kDebtorNotTried);
}

TEST_F(Gate, Rows12To14AskTheDevice) {
  OneMoment past;
  const auto reason = [&] {
    const OpenPolicy open(text);
    return Decide({&*open.policy, open.tagger, device, past, now}, call).reason;
  };
  past.role_withdrawn = Role::kReference;
  EXPECT_EQ(reason(), Reason::kDeclaredContact);
  past.role_withdrawn = Role::kDebtor;
  EXPECT_EQ(reason(), Reason::kRoleSuspended);
  past.account_withdrawn = true;
  EXPECT_EQ(reason(), Reason::kAccountStopped);
  past.number_withdrawn = true;
  EXPECT_EQ(reason(), Reason::kContactWithdrawn);
}

}  // namespace
}  // namespace dialgate
