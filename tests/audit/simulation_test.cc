// Random sites and random calls, through the program itself: `dialgate simulate` answers what the
// naive model answers, whatever came before, and its log says the same. DIALGATE_SEED=7 plays the
// site of 7 alone.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <sstream>

#include "against_core.h"
#include "dialgate/words.h"
#include "policy_maker.h"
#include "random_history.h"
#include "random_site.h"
#include "temporary_folder.h"

namespace dialgate::model {
namespace {

using testing::Random;
using testing::TemporaryFolder;
using testing::WriteFile;

constexpr int64_t kDay = 86400;
constexpr unsigned kSites = 60, kCalls = 150;
constexpr size_t kSlots = 28;

struct Row {
  int64_t at;
  CallFacts call;
  Outcome outcome;
};

std::string Hex(const uint8_t* bytes, size_t size) {
  std::string text;
  for (size_t i = 0; i < size; ++i) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", bytes[i]);
    text += digits;
  }
  return text;
}

std::string Utc(int64_t at) {
  const time_t seconds = at;
  struct tm parts = {};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

// A second at which answers change, or some time later.
int64_t Later(const Site& site, const std::vector<Row>& rows, int64_t now, Random* random) {
  if (random->OneIn(12)) {
    const int32_t offset = OffsetAt(random->Pick(site.zones), site.not_before, now);
    return (now + offset) / kDay * kDay + kDay - offset + random->Between(-1, 1);
  }
  if (random->OneIn(8) && !rows.empty()) {
    const size_t back = random->Below(std::min<size_t>(rows.size(), 8));
    const int64_t placed = rows[rows.size() - 1 - back].at;
    return placed + 60 * random->Pick(std::vector<int64_t>{1, 5, 5, 30, 30, 60, 60, 1440}) +
           random->Between(-1, 1);
  }
  return now + random->Pick(std::vector<int64_t>{0, 0, 0, 1, 60, 300, 1800, 3600, 3600, 4 * 3600});
}

CallFacts RandomCall(const Site& site, Random* random) {
  CallFacts call;
  std::string number = "+8613800138999";
  if (!site.contacts.empty() && !random->OneIn(60)) {
    std::tie(call.account, number) = random->Pick(site.contacts).first;
  }
  call.dialed = random->OneIn(6) ? Spell(site.plan, number, random) : number;
  if (random->OneIn(60)) call.dialed = "112";
  call.purpose = random->OneIn(60) ? Purpose::kNotStated : Purpose::kLocate;
  call.mode = random->Pick(std::vector<Mode>{Mode::kManual, Mode::kAutomated});
  return call;
}

std::vector<Row> RandomRows(const Site& site, Random* random) {
  const unsigned refusing = random->OneIn(2) ? 30 : 1000;
  std::vector<Row> rows;
  int64_t now = site.not_before;
  for (unsigned i = 0; i < kCalls; ++i) {
    now = std::max(now, Later(site, rows, now, random));
    auto outcome = static_cast<Outcome>(random->OneIn(4) ? random->Below(7) : 2 + random->Below(3));
    if (random->OneIn(refusing)) {
      outcome = random->OneIn(2) ? Outcome::kRefused : Outcome::kWrongParty;
    }
    rows.push_back({now, RandomCall(site, random), outcome});
  }
  return rows;
}

std::string CsvOf(const std::vector<Row>& rows) {
  std::string text = "at,account,dialed,purpose,mode,outcome\n";
  for (const Row& row : rows) {
    std::string dialed;
    for (const char c : row.call.dialed) dialed += c == '"' ? "\"\"" : std::string(1, c);
    const bool stated = row.call.purpose != Purpose::kNotStated;
    const std::string outcome = row.outcome == Outcome::kUnknown ? "" : Word(row.outcome);
    text += Utc(row.at) + "," + row.call.account + ",\"" + dialed + "\"," +
            (stated ? std::string(Name(row.call.purpose)) : "") + "," +
            std::string(Name(row.call.mode)) + "," + outcome + "\n";
  }
  return text;
}

std::vector<std::string> LinesOf(const std::string& command, int* status) {
  std::vector<std::string> lines;
  FILE* const pipe = popen(command.c_str(), "r");
  std::string all;
  char buffer[4096];
  for (size_t count; (count = fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    all.append(buffer, count);
  }
  *status = pclose(pipe);
  std::istringstream text(all);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

// What the answer must begin with: all but the detail, whose rule the core's tests hold.
std::string Expected(const Site& site, const Answer& answer, std::optional<int64_t> retry_at) {
  const bool contact = answer.reason == Reason::kDeclaredContact;
  const bool allowed = contact || answer.reason == Reason::kEmergency;
  const std::string number = contact ? answer.number : "112";
  std::string told;
  if (contact && site.roles.at(answer.role).disclosures.count(Disclosure::kDebt) != 0 &&
      (answer.disclosures & 2) != 0) {
    told = "\"debt\"";
  }
  return std::string("{\"verdict\":\"") + (allowed ? "allow" : "deny") + "\",\"reason\":\"" +
         std::string(Name(answer.reason)) +
         "\",\"retry_at\":" + (retry_at ? "\"" + Utc(*retry_at) + "\"" : "null") +
         ",\"number\":" + (allowed ? "\"" + number + "\"" : "null") +
         ",\"role\":" + (contact ? "\"" + std::string(Name(answer.role)) + "\"" : "null") +
         ",\"disclosures\":[" + told + "],\"detail\":";
}

class PlayedSite {
 public:
  explicit PlayedSite(uint64_t seed) : random_(seed) {
    site_ = RandomHistorySite({}, &random_);
    rows_ = RandomRows(site_, &random_);
    WriteFile(folder_ / "policy.dgp", testing::MakePolicy(site_));
    WriteFile(folder_ / "policy.pub", Hex(testing::TestIssuer(0).bytes, 32) + "\n");
    WriteFile(folder_ / "lookup.key", Hex(testing::TestLookupKey().bytes, 16) + "\n", 0600);
    WriteFile(folder_ / "calls.csv", CsvOf(rows_));
  }

  void Play(std::map<Reason, unsigned>* seen) {
    int status = 0;
    const auto lines = LinesOf(
        Command("simulate --policy policy.dgp --keys . --calls calls.csv --audit log"), &status);
    ASSERT_EQ(status, 0);
    ASSERT_EQ(lines.size(), rows_.size());
    DeviceFacts device;
    device.modes = {Mode::kManual, Mode::kAutomated, Mode::kPrerecorded};
    device.receipts_waived = true;
    Ledger ledger(site_, device, site_.not_before);
    ledger.Load(site_, {}, site_.not_before);
    for (size_t i = 0; i < rows_.size() && !::testing::Test::HasFailure(); ++i) {
      Hold(i, lines[i], &ledger, seen);
    }
    HoldLog(lines);
  }

 private:
  std::string Command(const std::string& words) const {
    return "cd " + folder_.path() + " && " DIALGATE_PROGRAM " " + words + " 2>/dev/null";
  }

  void Hold(size_t i, const std::string& line, Ledger* ledger, std::map<Reason, unsigned>* seen) {
    const Row& row = rows_[i];
    const auto retry_at = ledger->RetryAt(row.call, row.at);
    const Answer expected = ledger->Decide(row.call, row.at);
    if (line.find("\"history_full\"") != std::string::npos) {
      EXPECT_EQ(expected.reason, Reason::kDeclaredContact) << i + 2;
      EXPECT_FALSE(ledger->HasRoom(row.call, row.at, kSlots)) << i + 2;
      ledger->Refuse(row.at);
      ++(*seen)[Reason::kHistoryFull];
      return;
    }
    ++(*seen)[expected.reason];
    const std::string beginning = Expected(site_, expected, retry_at);
    EXPECT_EQ(line.substr(0, beginning.size()), beginning)
        << "calls.csv:" << i + 2 << ": " << Describe(row.call) << " at " << Utc(row.at);
    ledger->Place(row.call, row.at);
    if (expected.reason != Reason::kDeclaredContact || row.outcome == Outcome::kUnknown) return;
    EXPECT_TRUE(ledger->Report(ledger->past().events.size() - 1, row.outcome, row.at).stands());
  }

  // Every answer's reason stands in the log, in order, and the log verifies.
  void HoldLog(const std::vector<std::string>& answers) {
    int status = 0;
    LinesOf(Command("audit verify log --keys ."), &status);
    EXPECT_EQ(status, 0);
    size_t next = 0;
    for (const std::string& line : LinesOf(Command("audit show log --json"), &status)) {
      const size_t verdict = line.find("\"verdict\"");
      if (verdict == std::string::npos) continue;
      ASSERT_LT(next, answers.size());
      const std::string upto = answers[next++].substr(1);
      const size_t end = upto.find(",\"retry_at\"");
      EXPECT_EQ(line.substr(verdict, end), upto.substr(0, end)) << line;
    }
    EXPECT_EQ(next, answers.size());
  }

  Random random_;
  TemporaryFolder folder_;
  Site site_;
  std::vector<Row> rows_;
};

TEST(Simulation, AnswersAsTheModelWhateverCameBefore) {
  const char* given = std::getenv("DIALGATE_SEED");
  const uint64_t first = given != nullptr ? std::strtoull(given, nullptr, 10) : 1;
  std::map<Reason, unsigned> seen;
  for (uint64_t seed = first; seed < first + (given != nullptr ? 1 : kSites); ++seed) {
    SCOPED_TRACE("DIALGATE_SEED=" + std::to_string(seed));
    PlayedSite(seed).Play(&seen);
    if (HasFailure()) return;
  }
  for (const auto& [reason, count] : seen) std::cout << Name(reason) << " " << count << "\n";
  if (given != nullptr) return;
  for (const Reason reason :
       {Reason::kDeclaredContact, Reason::kLimitReached, Reason::kContactWithdrawn,
        Reason::kDebtorNotTried, Reason::kOutsideHours, Reason::kEmergency}) {
    EXPECT_GT(seen[reason], 20u) << Name(reason);
  }
}

}  // namespace
}  // namespace dialgate::model
