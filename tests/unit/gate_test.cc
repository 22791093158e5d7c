// Rows 1 to 11 of the decision table, a test each, in their order.
#include "gate_case.h"

namespace dialgate {
namespace {

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

}  // namespace
}  // namespace dialgate
