// What audit refusals takes out of a log: late refusals and what another log left, nothing else.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "dialgate/sodium_crypto.h"
#include "dialgate/tags.h"
#include "made_log.h"
#include "platform/builder/tables/hex.h"
#include "platform/builder/tables/refusals.h"
#include "temporary_folder.h"

namespace dialgate {
namespace {

using testing::MadeLog;

constexpr uint64_t kNumber = 0x1122334455667788;
constexpr uint64_t kDebtor = 0x0123456789AB;

Record ReportedAs(Outcome outcome, Role role) {
  Record record;
  record.kind = RecordKind::kReported;
  record.reported = {{{kNumber, 1, kDebtor, role}, 2, 1795000001, 28800}, outcome, true};
  return record;
}

Record Carry(WithdrawalKind kind, uint64_t what, uint64_t from = 0) {
  Record record;
  record.kind = RecordKind::kCarriedWithdrawal;
  record.carried_withdrawal = {from, kind, what, 0, 0};
  const bool ends = kind <= WithdrawalKind::kRole;
  if (ends) record.carried_withdrawal.log = record.carried_withdrawal.sequence = 9;
  return record;
}

// The rows, in alphabetical order, that the program makes of a log of these records.
class RefusalsOfALog : public ::testing::Test {
 protected:
  std::vector<std::string> RowsOf(const std::vector<Record>& records) {
    const audit::AuditorKeys auditor = testing::TestAuditor();
    MadeLog log = testing::MakeLog(testing::TestStart(5, StartKind::kCarriedOver), 1, auditor);
    for (Record record : records) {
      record.sequence = log.entries.size() + 1;
      record.at = 1795000001 + static_cast<int64_t>(record.sequence);
      log.Add(record);
    }
    testing::WriteLog(folder_ / "log", log.entries);
    std::filesystem::create_directory(folder_ / "auditor");
    testing::WriteFile(folder_ / "auditor/seal.key",
                       builder::Hex(auditor.seal->value.bytes, 32) + "\n", 0600);
    testing::WriteFile(folder_ / "auditor/lookup.key",
                       builder::Hex(auditor.lookup->value.bytes, 16) + "\n", 0600);
    testing::WriteFile(folder_ / "auditor/receipt.pub", std::string(64, '1') + "\n", 0644);
    testing::WriteFile(folder_ / "auditor/ledger", "", 0644);
    const std::string command = std::string(DIALGATE_PROGRAM) + " audit refusals " +
                                (folder_ / "log") + " --keys " + (folder_ / "auditor") +
                                " --out " + csv() + " >" + (folder_ / "said");
    EXPECT_EQ(std::system(command.c_str()), 0) << testing::ReadFile(folder_ / "said");
    std::vector<std::string> rows;
    std::istringstream text(testing::ReadFile(csv()));
    for (std::string line; std::getline(text, line);) {
      rows.push_back(line.substr(line.find(',') + 1));
    }
    if (!rows.empty()) rows.erase(rows.begin());  // the header
    return rows;
  }

  std::string csv() const { return folder_ / "refusals.csv"; }

 private:
  const testing::TemporaryFolder folder_;
};

TEST_F(RefusalsOfALog, AreTakenHoweverLateTheyCame) {
  EXPECT_EQ(RowsOf({ReportedAs(Outcome::kRefused, Role::kGuarantor),
                    ReportedAs(Outcome::kRefused, Role::kDebtor),
                    ReportedAs(Outcome::kRefused, Role::kDebtor),
                    ReportedAs(Outcome::kWrongParty, Role::kReference)}),
            (std::vector<std::string>{"refused,1122334455667788,debtor,",
                                      "refused,1122334455667788,guarantor,",
                                      "wrong_party,1122334455667788,,0123456789ab"}));
}

TEST_F(RefusalsOfALog, AreTakenOverFromAnother) {
  EXPECT_EQ(RowsOf({Carry(WithdrawalKind::kRefusedAsDebtor, 4), Carry(WithdrawalKind::kRefused, 5),
                    Carry(WithdrawalKind::kWrongParty, kNumber ^ kDebtor << 16)}),
            (std::vector<std::string>{"refused,0000000000000004,debtor,",
                                      "refused,0000000000000005,other,",
                                      "wrong_party,10017623dccd7788,,000000000000"}));
  SodiumCrypto crypto;
  const Tagger tagger(testing::TestAuditor().lookup->value, crypto);
  builder::Refusals refusals;
  ASSERT_TRUE(refusals.Add(csv(), tagger.KeyId()));
  EXPECT_TRUE(refusals.Concern(kNumber, kDebtor, Role::kReference));
  EXPECT_FALSE(refusals.Concern(kNumber, kDebtor + 1, Role::kReference));
}

TEST_F(RefusalsOfALog, AreTakenOnceWhereTheirRecordIsStillThere) {
  EXPECT_EQ(RowsOf({ReportedAs(Outcome::kRefused, Role::kReference),
                    Carry(WithdrawalKind::kRefused, kNumber, 2)}),
            std::vector<std::string>{"refused,1122334455667788,reference,"});
}

TEST_F(RefusalsOfALog, AreNotWhatWasWithdrawnOnTheDevice) {
  Record withdrawn;
  withdrawn.kind = RecordKind::kWithdrawn;
  withdrawn.withdrawn = {WithdrawalKind::kNumber, kNumber};
  EXPECT_EQ(RowsOf({withdrawn, Carry(WithdrawalKind::kNumber, 1),
                    Carry(WithdrawalKind::kAccount, 2), Carry(WithdrawalKind::kRole, 3),
                    ReportedAs(Outcome::kConversation, Role::kDebtor)}),
            std::vector<std::string>{});
}

}  // namespace
}  // namespace dialgate
