// What is said of a log whose first records its gate dropped: which of those that are left nobody
// checked again, and what was carried of the others.
#include <gmock/gmock.h>

#include "dialgate/tags.h"
#include "ledger_log.h"
#include "platform/builder/tables/hex.h"
#include "program.h"

namespace dialgate::audit {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Flowing;
using testing::MadeLog;
using testing::RunProgram;
using testing::Said;

constexpr char kUnchecked[] =
    "records 5 to 8 were verified and held by the auditor before, and are not checked again";
constexpr uint64_t kDebtor = 0x0123456789AB;

class ShortenedLog : public LedgerLogTest {
 protected:
  ShortenedLog() {
    testing::WriteFile(auditor() + "/lookup.key", builder::Hex(kLookup.bytes, 16) + "\n", 0600);
  }

  // Segments of four records each, the first of them dropped; the auditor holds two.
  MadeLog HeldAndDropped(unsigned records = 20) {
    const MadeLog made = Dropped(Made(records), 17);
    Hold(made, 8);
    return made;
  }
  void Write(const MadeLog& made, unsigned dropped) {
    testing::WriteLog(folder_ / "log", made.entries, kASegment);
    for (unsigned n = 1; n <= dropped; ++n) {
      std::filesystem::remove(folder_ / ("log/" + posix::SegmentName(n)));
    }
  }
  Said Audit(const std::string& command, const std::string& options = "") {
    return RunProgram("audit " + command + " " + (folder_ / "log") + " --keys " + auditor() + " " +
                      options);
  }
  Said Find(const std::string& options = "") {
    return Audit("find", std::string("--number ") + kNumber + " " + options);
  }
  uint64_t Tag() const {
    return Tagger(kLookup, crypto_).Number(PhoneNumber::FromDigits(kNumber + 1));
  }

  static constexpr char kNumber[] = "+8613800138000";
  static constexpr LookupKey kLookup = {{7}};
};

TEST_F(ShortenedLog, EachCommandSaysWhatWasNotCheckedAgain) {
  Write(HeldAndDropped(), 1);
  const Said verified = Audit("verify");
  EXPECT_EQ(verified.status, 0) << verified.errors;
  EXPECT_THAT(Flowing(verified.output),
              HasSubstr(std::string("they begin at record 5, since those before were dropped; ") +
                        kUnchecked + "; every one after record 8 is sealed in its order"));
  const std::string extent =
      std::string(": not the whole log, those before record 5 were dropped; ") + kUnchecked +
      "; those after them are verified\n";
  const Said found = Find();
  EXPECT_EQ(found.status, 0) << found.errors;
  EXPECT_THAT(found.output, HasSubstr("in records 5 to 21" + extent));
  const Said lines = Find("--json");
  EXPECT_EQ(lines.status, 0);
  EXPECT_EQ(lines.errors, std::string("note: ") + kUnchecked + "\n");
  const Said refusals = Audit("refusals", "--out " + (folder_ / "refusals.csv"));
  EXPECT_EQ(refusals.status, 0) << refusals.errors;
  EXPECT_THAT(refusals.output, HasSubstr("from 17 records of log 0000000000000005"));
  EXPECT_THAT(refusals.output, HasSubstr(extent));
}

TEST_F(ShortenedLog, WhereNothingIsLeftOfThemNothingIsSaidOfIt) {
  Write(HeldAndDropped(), 2);
  for (const Said& said : {Audit("verify"), Find(), Find("--json"),
                           Audit("refusals", "--out " + (folder_ / "refusals.csv"))}) {
    EXPECT_EQ(said.status, 0) << said.errors;
    EXPECT_THAT(said.output + said.errors, Not(HasSubstr("not checked again")));
  }
  EXPECT_THAT(Flowing(Audit("verify").output),
              HasSubstr("begin at record 9, since those before were dropped; every one after "
                        "record 8 is sealed"));
  EXPECT_THAT(Find().output, HasSubstr("were dropped; what is left is verified\n"));
}

TEST_F(ShortenedLog, OfOneThatIsBadBehindThemItIsSaidToo) {
  MadeLog made = HeldAndDropped();
  made.entries[14].back() ^= 1;  // the seal of record 15
  Write(made, 1);
  const Said verified = Audit("verify");
  EXPECT_EQ(verified.status, 1);
  EXPECT_THAT(verified.output, HasSubstr("the first bad record is 15\n"));
  EXPECT_THAT(Flowing(verified.output), HasSubstr(std::string("not checked ") + kUnchecked));
  const Said found = Find();
  EXPECT_EQ(found.status, 1);
  EXPECT_THAT(found.errors, HasSubstr(std::string("in records 5 to 14; ") + kUnchecked + "\n"));
  EXPECT_THAT(found.errors, Not(HasSubstr("which are verified")));
  EXPECT_EQ(Audit("refusals", "--out " + (folder_ / "refusals.csv")).status, 1);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "refusals.csv"));
}

// In the order of the log; the debtor of a wrong party is known by the call that was carried.
TEST_F(ShortenedLog, FindShowsWhatWasCarriedOfANumber) {
  MadeLog made = Made(12);
  const auto add = [&made](RecordKind kind, const Carried& call, const CarriedWithdrawal& said) {
    Record record = testing::TestRecord(made.entries.size() + 1, testing::TestStart(kLog));
    record.kind = kind;
    record.carried = call;
    record.carried_withdrawal = said;
    made.Add(record);
    return record.sequence;
  };
  const auto withdraw = [&](WithdrawalKind kind, uint64_t what, uint64_t id = 0) {
    return add(RecordKind::kCarriedWithdrawal, {}, {1, kind, what, id == 0 ? 0 : kLog, id});
  };
  const uint64_t tag = Tag();
  const Carried call = {{{tag, 1, kDebtor, Role::kDebtor}, 2, kNow - 890, 28800},
                        Outcome::kWrongParty};
  const std::set<uint64_t> expected = {add(RecordKind::kCarried, call, {}),
                                       withdraw(WithdrawalKind::kNumber, tag, 3),
                                       withdraw(WithdrawalKind::kRefusedAsDebtor, tag),
                                       withdraw(WithdrawalKind::kRefused, tag),
                                       withdraw(WithdrawalKind::kWrongParty, tag ^ kDebtor << 16)};
  withdraw(WithdrawalKind::kNumber, tag + 1, 4);
  withdraw(WithdrawalKind::kRefused, tag + 1);
  withdraw(WithdrawalKind::kWrongParty, tag ^ (kDebtor + 1) << 16);
  withdraw(WithdrawalKind::kAccount, tag, 4);
  withdraw(WithdrawalKind::kRole, 3, 4);
  made = Dropped(made, 9);
  Hold(made, 8);
  Write(made, 2);
  const Said found = Find();
  EXPECT_EQ(found.status, 0) << found.errors;
  std::set<uint64_t> sequences;
  std::istringstream lines(found.output);
  for (std::string line; std::getline(lines, line) && line[0] == ' ';) {
    sequences.insert(std::stoull(line));
  }
  EXPECT_EQ(sequences, expected) << found.output;
  EXPECT_THAT(found.output, HasSubstr("of a number; its id is 0000000000000005:3\n"));
  EXPECT_THAT(found.output, HasSubstr("of a number, by a refusal\n"));
  EXPECT_THAT(found.output, HasSubstr("of a number, by a wrong party\n"));
  EXPECT_THAT(found.output, HasSubstr("0 of 0 decisions about this number allowed a call"));
  EXPECT_THAT(found.output, HasSubstr("; 1 more allowed call is told by carried records alone"));
}

}  // namespace
}  // namespace dialgate::audit
