#include "dialgate/words.h"

#include <gtest/gtest.h>

#include <set>

namespace dialgate {
namespace {

// The words of numbers 1 to `last` are all different, are found again, and nothing beyond them is a
// word.
template <typename Word, typename Parse>
void ExpectWords(unsigned first, unsigned last, Parse parse) {
  std::set<std::string_view> names;
  for (unsigned number = 1; number <= last; ++number) {
    const auto word = static_cast<Word>(number);
    EXPECT_EQ(parse(Name(word)), word) << Name(word);
    names.insert(Name(word));
  }
  EXPECT_EQ(names.size(), last);
  EXPECT_EQ(Name(static_cast<Word>(last + 1)), "unknown");
  EXPECT_FALSE(parse(Name(static_cast<Word>(first))).has_value());
  EXPECT_FALSE(parse("unknown").has_value());
  EXPECT_FALSE(parse("").has_value());
  EXPECT_FALSE(parse(std::string(Name(static_cast<Word>(last))) + " ").has_value());
}

TEST(Words, EveryNumberHasOneAndIsFoundByIt) {
  ExpectWords<Reason>(0, 28, ParseReason);
  ExpectWords<PolicyError>(0, 15, ParsePolicyError);
  ExpectWords<Role>(0, 4, ParseRole);
  ExpectWords<Purpose>(0, 3, ParsePurpose);
  ExpectWords<Mode>(0, 3, ParseMode);
  ExpectWords<Disclosure>(0, 4, ParseDisclosure);
  ExpectWords<Counts>(0, 5, ParseCounts);
  ExpectWords<Outcome>(0, 8, ParseOutcome);
  ExpectWords<Per>(0, 3, ParsePer);
  ExpectWords<Account::Stopped>(0, 5, ParseStopped);
}

TEST(Words, AreThoseOfTheTable) {
  EXPECT_EQ(Name(Reason::kEmergencyInCampaign), "emergency_in_campaign");
  EXPECT_EQ(Name(Reason::kContactNotDeclared), "contact_not_declared");
  EXPECT_EQ(Name(Reason::kDebtorNotTried), "debtor_not_tried");
  EXPECT_EQ(Name(Reason::kDeclaredContact), "declared_contact");
  EXPECT_EQ(Name(PolicyError::kNotValidNow), "not_valid_now");
  EXPECT_EQ(Name(Disclosure::kBehaviour), "behaviour");
}

TEST(Words, EveryPolicyErrorSaysWhatToDo) {
  std::set<std::string_view> sentences;
  for (unsigned number = 1; number <= 15; ++number) {
    const std::string_view advice = Advice(static_cast<PolicyError>(number));
    EXPECT_NE(advice.find_first_of(":;"), advice.npos) << advice;
    sentences.insert(advice);
  }
  EXPECT_EQ(sentences.size(), 15u);
}

}  // namespace
}  // namespace dialgate
