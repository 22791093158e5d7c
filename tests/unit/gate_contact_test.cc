// Rows 12 to 25 of the decision table: a contact whom the debtor declared.
#include "gate_case.h"

namespace dialgate {
namespace {

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
    const testing::OpenPolicy open(text);
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
    const testing::OpenPolicy open(text);
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
