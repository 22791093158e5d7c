// audit show over a log that has a record of every kind there is: what a person reads, and what a
// program gets.
#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "made_log.h"
#include "program.h"

namespace dialgate {
namespace {

using testing::MadeLog;

constexpr int64_t kAt = 1795000000;  // 2026-11-18T11:06:40Z
constexpr uint64_t kLog = 5, kBefore = 4;
const uint8_t kDigest[32] = {0xAB};

class RecordKinds : public ::testing::Test {
 protected:
  Record& Next(RecordKind kind) {
    Record record;
    record.sequence = records_.size() + 1;
    record.at = kAt;
    record.kind = kind;
    records_.push_back(record);
    return records_.back();
  }
  void AddWithdrawal(WithdrawalKind kind, uint64_t what) {
    Next(RecordKind::kWithdrawn).withdrawn = {kind, what};
  }
  void AddCarried(WithdrawalKind kind, uint64_t what, uint64_t from, uint64_t id) {
    Next(RecordKind::kCarriedWithdrawal).carried_withdrawal = {from, kind, what,
                                                               id == 0 ? 0 : kBefore, id};
  }
  void AddReceipt() {
    Receipt receipt;
    receipt.covers = {kLog, 3, {}, kAt};
    receipt.signed_at = kAt + 60;
    receipt.held = receipt.resets_clock = true;
    const size_t size = WriteReceipt(receipt, receipt_);
    Next(RecordKind::kReceiptTaken).receipt = {{receipt_, size}, {signature_, sizeof signature_}};
  }
  void AddAll() {
    Next(RecordKind::kStart).start = {"shenzhen-3", "test", kLog, StartKind::kCarriedOver, kBefore,
                                      100};
    Next(RecordKind::kPolicyTaken).policy = {7, {kDigest, 32}, kAt - 60, kAt + 60, "Bank"};
    const HistoryKey key = {0x11, 0x22, 0x33, Role::kReference};
    Decided& decided = Next(RecordKind::kDecided).decided;
    decided = {Reason::kDeclaredContact, key, 28800, {}, Purpose::kRelay, Mode::kManual, {}};
    Next(RecordKind::kReported).reported = {{key, 3, kAt, 28800}, Outcome::kRefused, false};
    AddWithdrawal(WithdrawalKind::kNumber, 0x77);
    AddWithdrawal(WithdrawalKind::kAccount, 0x78);
    AddWithdrawal(WithdrawalKind::kRole, static_cast<uint64_t>(Role::kReference));
    Next(RecordKind::kRestored).restored = {5, 8, 0};
    Next(RecordKind::kRestored).restored = {9, 8, kBefore};
    AddReceipt();
    Next(RecordKind::kCarried).carried = {{key, 3, kAt - 10, 28800}, Outcome::kRefused};
    Next(RecordKind::kCarried).carried = {{key, 0, kAt - 20, 28800}, Outcome::kUnknown};
    AddCarried(WithdrawalKind::kNumber, 0x77, 5, 9);
    AddCarried(WithdrawalKind::kRole, static_cast<uint64_t>(Role::kGuarantor), 0, 8);
    AddCarried(WithdrawalKind::kRefusedAsDebtor, 0x79, 4, 0);
    AddCarried(WithdrawalKind::kRefused, 0x7A, 4, 0);
    AddCarried(WithdrawalKind::kWrongParty, 0x7B, 0, 0);
    Next(RecordKind::kDropped).dropped = {3, kLog, 8, kAt, kAt, 3, 3};
    Next(RecordKind::kEnd);
  }

  // A line a record.
  std::vector<std::string> Show(const std::string& options) {
    const testing::TemporaryFolder folder;
    MadeLog log = testing::MakeLog(testing::TestStart(kLog), 0, testing::TestAuditor());
    for (const Record& record : records_) log.Add(record);
    testing::WriteLog(folder / "log", log.entries);
    const testing::Said said = testing::RunProgram("audit show " + (folder / "log") + options);
    EXPECT_EQ(said.status, 0) << said.errors;
    std::vector<std::string> lines;
    std::istringstream text(said.output);
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    EXPECT_EQ(lines.size(), records_.size());
    lines.resize(records_.size());
    return lines;
  }
  static std::string Json(size_t sequence, const std::string& rest) {
    return "{\"sequence\":" + std::to_string(sequence) +
           ",\"at\":\"2026-11-18T11:06:40Z\",\"kind\":" + rest + "}";
  }

  std::vector<Record> records_;
  uint8_t receipt_[kMaxReceiptSize] = {}, signature_[64] = {};
};

TEST_F(RecordKinds, AreAllShownToAProgramWithTheirMembers) {
  AddAll();
  const std::string digest = "ab" + std::string(62, '0');
  const std::vector<std::string> expected = {
      R"("start","start":"carried_over","log":"0000000000000005","gate":"test",)"
      R"("site":"shenzhen-3","carries_on":"0000000000000004","closed_at":100)",
      R"("policy","serial":7,"issuer":"Bank","not_before":"2026-11-18T11:05:40Z",)"
      R"("not_after":"2026-11-18T11:07:40Z","digest":")" + digest + "\"",
      R"("decision","verdict":"allow","reason":"declared_contact","retry_at":null,"number":null,)"
      R"("role":"reference","disclosures":null,"detail":null)",
      R"("outcome","decision":3,"outcome":"refused","only_withdraws":false)",
      R"("withdrawal","withdrawn":"number","role":null,"id":"0000000000000005:5")",
      R"("withdrawal","withdrawn":"account","role":null,"id":"0000000000000005:6")",
      R"("withdrawal","withdrawn":"role","role":"reference","id":"0000000000000005:7")",
      R"("restoration","id":"0000000000000005:5","serial":8)",
      R"("restoration","id":"0000000000000004:9","serial":8)",
      R"("receipt","covers":3,"covers_at":"2026-11-18T11:06:40Z",)"
      R"("signed_at":"2026-11-18T11:07:40Z","held":true,"resets_clock":true)",
      R"("carried call","decision":3,"placed_at":"2026-11-18T11:06:30Z","outcome":"refused")",
      R"("carried call","decision":null,"placed_at":"2026-11-18T11:06:20Z","outcome":"unknown")",
      R"("carried withdrawal","record":5,"withdrawn":"number","role":null,"by":"device",)"
      R"("id":"0000000000000004:9")",
      R"("carried withdrawal","record":null,"withdrawn":"role","role":"guarantor","by":"device",)"
      R"("id":"0000000000000004:8")",
      R"("carried withdrawal","record":4,"withdrawn":"number","role":"debtor","by":"refused",)"
      R"("id":null)",
      R"("carried withdrawal","record":4,"withdrawn":"number","role":"other","by":"refused",)"
      R"("id":null)",
      R"("carried withdrawal","record":null,"withdrawn":"number","role":null,)"
      R"("by":"wrong_party","id":null)",
      R"("drop","before":3,"covered":3,"held":3)",
      R"("end")",
  };
  const std::vector<std::string> lines = Show(" --json");
  ASSERT_EQ(expected.size(), records_.size());
  for (size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(lines[i], Json(i + 1, expected[i]));
}

TEST_F(RecordKinds, AreAllShownToAPerson) {
  AddAll();
  const std::vector<std::string> expected = {
      "start        carried_over: log 0000000000000005 of gate test, site shenzhen-3; it carries "
      "on log 0000000000000004 from behind record 100",
      "policy       7 of Bank, valid from 2026-11-18T11:05:40Z to 2026-11-18T11:07:40Z",
      "allowed      declared_contact: reference, relay, manual",
      "outcome      refused, of record 3",
      "withdrawal   of a number; its id is 0000000000000005:5",
      "withdrawal   of an account; its id is 0000000000000005:6",
      "withdrawal   of role reference; its id is 0000000000000005:7",
      "restoration  of withdrawal 0000000000000005:5, by policy 8",
      "restoration  of withdrawal 0000000000000004:9, by policy 8",
      "receipt      of 2026-11-18T11:07:40Z covers record 3 of 2026-11-18T11:06:40Z; the auditor "
      "holds it; the clock is reset",
      "carried call  of 2026-11-18T11:06:30Z: refused",
      "carried call  of 2026-11-18T11:06:20Z: unknown",
      "carried withdrawal  of a number; its id is 0000000000000004:9",
      "carried withdrawal  of role guarantor; its id is 0000000000000004:8",
      "carried withdrawal  of a number, by a refusal",
      "carried withdrawal  of a number, by a refusal",
      "carried withdrawal  of a number, by a wrong party",
      "drop         all before record 3 may be gone: the auditor holds it",
      "end          the gate was stopped in order",
  };
  const std::vector<std::string> lines = Show("");
  ASSERT_EQ(expected.size(), records_.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    EXPECT_EQ(lines[i], std::string(9 - number.size(), ' ') + number +
                            "  2026-11-18T11:06:40Z  " + expected[i]);
  }
}

}  // namespace
}  // namespace dialgate
