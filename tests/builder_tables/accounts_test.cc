#include <gtest/gtest.h>

#include "naive_policy.h"
#include "site_folder.h"

namespace dialgate::builder {
namespace {

std::string FailureOf(const std::string& accounts) {
  SiteFolder site;
  site.Write("accounts.csv", accounts);
  return site.Failure();
}

TEST(Accounts, StandInThePolicyAsTheFileSays) {
  SiteFolder site;
  site.Write("accounts.csv",
             "stopped,account,due_date,debtor\n"
             ",A-1,2026-08-31,D-1\ncease,A-2,,\ndispute,A-3,1970-01-01,D-1\n"
             "insolvency,A-4,2149-06-05,\ngrievance,A-5,2024-02-29,\nattorney,\"A,\"\"6\",,\n");
  ASSERT_TRUE(site.Build());
  const NaivePolicy policy(site.Read("policy.dgp"), site.tagger());
  EXPECT_EQ(policy.accounts(), 6u);
  EXPECT_EQ(policy.FindAccount("A-1")->due_day, 20696);
  EXPECT_EQ(policy.FindAccount("A-1")->debtor, site.tagger().Debtor("D-1").short_value());
  EXPECT_EQ(policy.FindAccount("A-1")->stopped, 0u);
  EXPECT_EQ(policy.FindAccount("A-2")->debtor, site.tagger().Debtor("A-2").short_value());
  EXPECT_EQ(policy.FindAccount("A-2")->due_day, -1);
  EXPECT_EQ(policy.FindAccount("A-2")->stopped, 1u);
  EXPECT_EQ(policy.FindAccount("A-3")->due_day, 0);
  EXPECT_EQ(policy.FindAccount("A-3")->stopped, 2u);
  EXPECT_EQ(policy.FindAccount("A-4")->due_day, 65534);
  EXPECT_EQ(policy.FindAccount("A-4")->stopped, 3u);
  EXPECT_EQ(policy.FindAccount("A-5")->due_day, 19782);
  EXPECT_EQ(policy.FindAccount("A-5")->stopped, 4u);
  EXPECT_EQ(policy.FindAccount("A,\"6")->stopped, 5u);
  EXPECT_FALSE(policy.FindAccount("A-7"));
}

TEST(Accounts, TwiceNamesBothLines) {
  EXPECT_EQ(FailureOf("account\nA-1\nA-2\nA-1\n"),
            "accounts.csv:4: account: stands on line 2 already; remove one of the two rows");
}

TEST(Accounts, IdsHaveOneTo64Bytes) {
  EXPECT_EQ(FailureOf("account\n" + std::string(64, 'a') + "\n"), "");
  EXPECT_EQ(FailureOf("account\n" + std::string(65, 'a') + "\n"),
            "accounts.csv:2: account: an id has 1 to 64 bytes, this one 65");
  EXPECT_EQ(FailureOf("account,debtor\n,D\n"),
            "accounts.csv:2: account: an id has 1 to 64 bytes, this one 0");
  EXPECT_EQ(FailureOf("account,debtor\nA," + std::string(65, 'd') + "\n"),
            "accounts.csv:2: debtor: an id has 1 to 64 bytes, this one 65");
}

TEST(Accounts, SpacesAreData) {
  SiteFolder site;
  site.Write("accounts.csv", "account\n A-1 \nA-1\n");
  ASSERT_TRUE(site.Build());
  EXPECT_TRUE(NaivePolicy(site.Read("policy.dgp"), site.tagger()).FindAccount(" A-1 "));
}

TEST(Accounts, DueDatesAreDaysOfTheCalendar) {
  for (const char* date : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-8-31",
                           "31.08.2026", "1969-12-31", "2149-06-06", "2026-08-31 ", "2026-08-3x"}) {
    EXPECT_EQ(FailureOf(std::string("account,due_date\nA,") + date + "\n"),
              "accounts.csv:2: due_date: is no date from 1970-01-01 to 2149-06-05; write it as "
              "2026-08-31")
        << date;
  }
}

TEST(Accounts, StoppedIsOneOfFiveWords) {
  EXPECT_EQ(FailureOf("account,stopped\nA,Cease\n"),
            "accounts.csv:2: stopped: is no known word; leave it empty or write cease, dispute, "
            "insolvency, "
            "grievance or attorney");
  EXPECT_NE(FailureOf("account,stopped\nA,no\n"), "");
}

TEST(Accounts, ManyAreFoundByTheirTags) {
  SiteFolder site;
  std::string file = "account\n";
  for (int i = 0; i < 5000; ++i) file += "LOAN-" + std::to_string(i) + "\n";
  site.Write("accounts.csv", file);
  const auto report = site.Build();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->accounts, 5000u);
  EXPECT_EQ(report->accounts_without_contacts, 5000u);
  EXPECT_EQ(
      report->warnings.back(),
      site.Path("accounts.csv") + ": 5000 of 5000 accounts have no contact that may be called");
  const NaivePolicy policy(site.Read("policy.dgp"), site.tagger());
  for (int i = 0; i < 5000; ++i) EXPECT_TRUE(policy.FindAccount("LOAN-" + std::to_string(i))) << i;
}

}  // namespace
}  // namespace dialgate::builder
