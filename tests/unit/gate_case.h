// What the tests of the decision table share.
#ifndef DIALGATE_TESTS_UNIT_GATE_CASE_H
#define DIALGATE_TESTS_UNIT_GATE_CASE_H

#include <gtest/gtest.h>

#include <string_view>

#include "dialgate/gate.h"
#include "policy_image.h"

namespace dialgate {

constexpr int64_t kNow = 1793671200;  // 2026-11-03 02:00 UTC, Tuesday 10:00 in Shanghai
constexpr int32_t kToday = 20760;

inline Modes AllModes() {
  return Modes{}.With(Mode::kManual).With(Mode::kAutomated).With(Mode::kPrerecorded);
}

// A gate that allows its call, until a test changes what it stands on.
class Gate : public ::testing::Test {
 protected:
  Gate() {
    device.modes = AllModes();
    device.clock_trusted = device.record_durable = true;
    call = {"+8613800138000", "L-1042", Purpose::kCollect, Mode::kManual, {}};
    text.exempt_numbers = {"+864008205555"};
  }

  Decision Decided() const {
    const testing::OpenPolicy open(text);
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

  testing::PolicyText text;
  Device device;
  NoHistory history;
  int64_t now = kNow;
  Call call;
};

}  // namespace dialgate

#endif
