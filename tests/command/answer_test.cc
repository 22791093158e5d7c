#include "platform/command/answer.h"

#include <gtest/gtest.h>

#include "dialgate/rules.h"
#include "platform/command/rules_text.h"
#include "platform/command/times.h"
#include "policy_image.h"

namespace dialgate::command {
namespace {

using testing::OpenPolicy;
using testing::PolicyText;

TEST(Answer, ACapThatIsReachedIsNamed) {
  PolicyText text;
  text.roles[0].caps = {{Counts::kDialed, 1, 1, 0, Per::kNumber},
                        {Counts::kAnswered, 3, 7, 0, Per::kDebtor}};
  const OpenPolicy open(text);
  ASSERT_TRUE(open.policy);
  const Device device;
  const NoHistory history;
  const Situation situation = {&*open.policy, open.tagger, device, history, 1794000000};
  Decision decision;
  decision.reason = Reason::kLimitReached;
  decision.role = Role::kDebtor;
  decision.detail = {Detail::Kind::kCap, 0, 1};
  const Answer answer = InWords(situation, Call{}, decision);
  EXPECT_EQ(answer.detail, "at most 3 answered calls about one debtor within 7 days");
  EXPECT_EQ(answer.reason, "limit_reached");
  EXPECT_FALSE(answer.allowed);
  EXPECT_FALSE(answer.number || answer.role || answer.retry_at);
}

TEST(Answer, CapsInWords) {
  const auto words = [](Counts counts, uint8_t max, uint16_t days, uint16_t minutes, Per per) {
    Cap cap;
    cap.counts = counts;
    cap.max = max;
    cap.days = days;
    cap.minutes = minutes;
    cap.per = per;
    return CapText(cap);
  };
  EXPECT_EQ(words(Counts::kDialed, 1, 7, 0, Per::kNumber),
            "at most 1 dialed call to one number within 7 days");
  EXPECT_EQ(words(Counts::kRang, 7, 7, 0, Per::kAccount),
            "at most 7 calls that rang about one account within 7 days");
  EXPECT_EQ(words(Counts::kRang, 1, 0, 1, Per::kAccount),
            "at most 1 call that rang about one account within 1 minute");
  EXPECT_EQ(words(Counts::kConversations, 2, 1, 0, Per::kDebtor),
            "at most 2 conversations about one debtor on one day");
  EXPECT_EQ(words(Counts::kUnanswered, 6, 0, 30, Per::kNumber),
            "at most 6 unanswered calls to one number within 30 minutes");
}

TEST(Times, WeekdaysAreRangesWhereTheyCan) {
  EXPECT_EQ(WeekdaysText(0x7F), "Mon-Sun");
  EXPECT_EQ(WeekdaysText(0x1F), "Mon-Fri");
  EXPECT_EQ(WeekdaysText(0x01), "Mon");
  EXPECT_EQ(WeekdaysText(0x03), "Mon,Tue");
  EXPECT_EQ(WeekdaysText(0x55), "Mon,Wed,Fri,Sun");
  EXPECT_EQ(WeekdaysText(0x61 | 0x04), "Mon,Wed,Sat,Sun");
}

TEST(Times, InWords) {
  EXPECT_EQ(UtcText(1793491200), "2026-11-01T00:00:00Z");
  EXPECT_EQ(DateText(20758), "2026-11-01");
  EXPECT_EQ(MinuteText(1440), "24:00");
  EXPECT_EQ(MinuteText(485), "08:05");
}

TEST(Text, LongLinesGoOnBelowThemselves) {
  const std::string word(70, 'a');
  EXPECT_EQ(Field("label", word + ", bbbbbb"),
            "  label               " + word + ",\n" + std::string(22, ' ') + "bbbbbb\n");
  EXPECT_EQ(Field("label", ""), "  label               \n");
}

}  // namespace
}  // namespace dialgate::command
