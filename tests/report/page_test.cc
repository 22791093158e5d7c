// What the page says at its top, whatever the log; and that it is well-formed.
#include "platform/report/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "small_log.h"

namespace dialgate::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr HistoryKey kDebtor = {1, 10, 100, Role::kDebtor};

// Empty, or what is wrong with `page` as XML: only what the page has is read.
std::string Malformed(const std::string& page) {
  std::vector<std::string> open;
  for (size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    const size_t end = page.find('>', at);
    if (end == std::string::npos) return "a tag has no end";
    const std::string tag = page.substr(at + 1, end - at - 1);
    if (tag.find('<') != std::string::npos) return "a tag in a tag: " + tag;
    if (tag[0] == '!' || tag.back() == '/') continue;
    const std::string name = tag.substr(tag[0] == '/', tag.find(' ') - (tag[0] == '/'));
    if (tag[0] != '/') {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "closes what is not open: " + tag;
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "is left open: " + open.back();
}

audit::Walked WalkedOver(uint64_t records) {
  audit::Walked walked;
  walked.site = "site";
  walked.gate = "gate";
  walked.log = 7;
  walked.kind = StartKind::kFresh;
  walked.records = records;
  return walked;
}

// A log with something in every part of the page.
SmallLog FullLog() {
  SmallLog log;
  log.Begin(kMonday);
  log.TakePolicy(kMonday, 1, 'a');
  log.Call(kMonday, kDebtor, Outcome::kNotConnected);
  log.Call(kMonday + kDay, {2, 10, 100, Role::kReference}, Outcome::kRefused);
  log.Allow(kMonday + kDay, {2, 10, 100, Role::kReference});
  log.Decide(kMonday + kDay, Reason::kLimitReached, kDebtor, {Detail::Kind::kCap, 0, 0});
  log.Decide(kMonday + 3 * kDay, Reason::kEmergency, {});
  log.Decide(kMonday, Reason::kClockUntrusted, {});
  return log;
}

std::string PageOf(const audit::Walked& walked, const audit::Bound& bound, bool with_keys) {
  return report::WritePage({walked, bound, with_keys}, FullLog().figures);
}

std::string PageOf(const audit::Walked& walked, bool with_keys, const report::Figures& figures) {
  return report::WritePage({walked, audit::Bound(), with_keys}, figures);
}

TEST(ReportPage, SaysUpToWhereReceiptsBind) {
  const audit::Walked walked = WalkedOver(10);
  audit::Bound bound;
  EXPECT_THAT(PageOf(walked, bound, true), HasSubstr("<strong>No receipt binds this log</strong>"));
  bound = {2, 7, kMonday, kMonday + 60, {}, {}};
  const std::string page = PageOf(walked, bound, true);
  EXPECT_THAT(page, HasSubstr("✓ Bound up to record 7"));
  EXPECT_THAT(page, HasSubstr("The 3 records after it are not bound"));
  EXPECT_THAT(page, HasSubstr("✓ Whole, bound in part"));
  EXPECT_THAT(page, HasSubstr("7 of 10 are covered by 2 receipts."));
  EXPECT_EQ(page.find("No receipt binds"), std::string::npos);
  bound.covered = 10;
  EXPECT_THAT(PageOf(walked, bound, true), HasSubstr("✓ Whole, and bound"));
  EXPECT_THAT(PageOf(walked, bound, true), HasSubstr("Nothing comes after it."));
  const std::string unverified = PageOf(walked, bound, false);
  EXPECT_THAT(unverified, HasSubstr("? Bound up to record 10, as the log itself says"));
  EXPECT_THAT(unverified, HasSubstr("? Not verified"));
  bound.exposed = {"the receipt of then covers record 12, <cut>"};
  const std::string exposed = PageOf(walked, bound, true);
  EXPECT_THAT(exposed, HasSubstr("✗ A receipt is not on this log"));
  EXPECT_THAT(exposed, HasSubstr("Exposed: the receipt of then covers record 12, &lt;cut&gt;."));
  EXPECT_THAT(exposed, HasSubstr("✗ Not the log that was signed for"));
  EXPECT_EQ(exposed.find("✓ Verified"), std::string::npos);
  EXPECT_EQ(Malformed(exposed), "");
}

TEST(ReportPage, SaysWhatOfAShortenedLogIsNotCheckedAgain) {
  audit::Walked walked = WalkedOver(20);
  walked.first = 9;
  walked.held = 8;
  const audit::Bound bound = {1, 20, kMonday, kMonday + 60, {}, {}};
  const std::string all = PageOf(walked, bound, true);
  EXPECT_THAT(all, HasSubstr("<strong>✓ Verified</strong>"));
  EXPECT_THAT(all, HasSubstr("All 12 records are as they were sealed"));
  EXPECT_THAT(all, HasSubstr("begins at record 9: those before were dropped"));
  EXPECT_THAT(all, HasSubstr("✓ Shortened, and bound"));
  EXPECT_EQ(all.find("not checked again"), std::string::npos);
  walked.held = 12;
  const std::string some = PageOf(walked, bound, true);
  EXPECT_THAT(some, HasSubstr("<strong>✓ Verified behind record 12</strong>"));
  EXPECT_THAT(some, HasSubstr("The last 8 records are as they were sealed"));
  EXPECT_THAT(some, HasSubstr("Records 9 to 12 are not checked again"));
  EXPECT_EQ(some.find("All 12"), std::string::npos);
  walked.fault = audit::Fault{audit::Fault::Kind::kSeal, 21, "F:3: it does not fit"};
  const std::string bad = PageOf(walked, bound, true);
  EXPECT_THAT(bad, HasSubstr("This page shows the 12 records before it"));
  EXPECT_THAT(bad, HasSubstr("Records 9 to 12 are not checked again"));
}

TEST(ReportPage, ListsTheReceiptsThatTheGateTook) {
  SmallLog log;
  log.Begin(kMonday);
  const audit::Walked walked = WalkedOver(2);
  EXPECT_THAT(PageOf(walked, true, log.figures), HasSubstr("The gate took none into this log."));
  Receipt receipt;
  receipt.covers = {7, 4321, {}, kMonday};
  receipt.signed_at = kMonday + 60;
  receipt.held = receipt.resets_clock = true;
  uint8_t bytes[kMaxReceiptSize];
  const uint8_t signature[64] = {};
  Record record;
  record.receipt = {{bytes, WriteReceipt(receipt, bytes)}, {signature, sizeof signature}};
  log.Add(record, RecordKind::kReceiptTaken, kMonday + 90);
  const std::string page = PageOf(walked, true, log.figures);
  EXPECT_THAT(page, HasSubstr("<td class=\"words\">4,321</td>"));
  EXPECT_THAT(page, HasSubstr("2026-11-23 00:01:00 UTC"));
  EXPECT_THAT(page, HasSubstr("and has it; the clock was reset"));
  EXPECT_EQ(Malformed(page), "");
}

TEST(ReportPage, SaysWhatVerificationFound) {
  const SmallLog log = FullLog();
  audit::Walked walked = WalkedOver(10);
  EXPECT_THAT(PageOf(walked, true, log.figures), HasSubstr("<strong>✓ Verified</strong>"));
  EXPECT_THAT(PageOf(walked, false, log.figures), HasSubstr("<strong>? Not verified</strong>"));
  walked.fault = audit::Fault{audit::Fault::Kind::kSeal, 11, "F:3: it does not fit"};
  for (const bool with_keys : {true, false}) {
    const std::string page = PageOf(walked, with_keys, log.figures);
    EXPECT_THAT(page, HasSubstr("NOT verified: the first bad record is 11"));
    EXPECT_THAT(page, HasSubstr("F:3: it does not fit"));
    EXPECT_THAT(page, Not(HasSubstr("✓ Verified")));
    EXPECT_THAT(page, Not(HasSubstr("✓ Whole")));
  }
}

TEST(ReportPage, SaysThatALogIsSimulated) {
  const SmallLog log = FullLog();
  audit::Walked walked = WalkedOver(10);
  EXPECT_THAT(PageOf(walked, true, log.figures), Not(HasSubstr("<strong>Simulated")));
  walked.kind = StartKind::kSimulation;
  EXPECT_THAT(PageOf(walked, true, log.figures), HasSubstr("<strong>Simulated</strong>"));
}

TEST(ReportPage, ACallInSpiteOfARefusalIsAtItsTop) {
  const SmallLog log = FullLog();
  const std::string page = PageOf(WalkedOver(10), true, log.figures);
  EXPECT_THAT(page, HasSubstr("✗ 1 call since"));
  EXPECT_THAT(page, HasSubstr("in records 7:"));
  EXPECT_THAT(page, HasSubstr("Opened by tries that never rang: records 5, 7."));
}

TEST(ReportPage, IsWellFormedWhateverTheLogHolds) {
  EXPECT_EQ(Malformed(PageOf(WalkedOver(10), true, FullLog().figures)), "");
  SmallLog empty;
  empty.Begin(kMonday);
  EXPECT_EQ(Malformed(PageOf(WalkedOver(1), true, empty.figures)), "");
  audit::Walked none = WalkedOver(0);
  none.fault = audit::Fault{audit::Fault::Kind::kNoStart, 1, "F: holds no record"};
  EXPECT_EQ(Malformed(PageOf(none, true, report::Figures({}))), "");
}

TEST(ReportPage, AHostileNameIsText) {
  audit::Walked walked = WalkedOver(10);
  walked.site = "</title><script>alert(1)</script>";
  walked.gate = "\"><img src=x onerror=alert(1)>";
  report::KnownPolicy policy;
  policy.digest.assign(32, 'a');
  policy.rule = [](Role, const Detail&) { return "<script>"; };
  policy.rules = "</pre><script>";
  policy.profiles = {{"<script>", "<script>", {"<script>"}}};
  SmallLog log({policy});
  log.TakePolicy(kMonday, 1, 'a');
  log.Decide(kMonday, Reason::kLimitReached, kDebtor, {Detail::Kind::kCap, 0, 0});
  const std::string page = PageOf(walked, true, log.figures);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_EQ(Malformed(page), "");
}

TEST(ReportPage, EveryPlotHasATitleADescriptionAndNumbersInWords) {
  const std::string page = PageOf(WalkedOver(10), true, FullLog().figures);
  size_t plots = 0;
  for (size_t at = page.find("role=\"img\""); at != std::string::npos;
       at = page.find("role=\"img\"", at + 1)) {
    const std::string plot = page.substr(at, page.find("</svg>", at) - at);
    EXPECT_THAT(plot, HasSubstr("<title id="));
    EXPECT_THAT(plot, HasSubstr("<desc id="));
    ++plots;
  }
  EXPECT_EQ(plots, 7u);
}

TEST(ReportPage, YearsOfCallsAreDrawnInWeeksAndAWildClockDoesNotFillThePage) {
  SmallLog log;
  log.Decide(kMonday, Reason::kExtension, {});
  log.Decide(kMonday + 400 * kDay, Reason::kExtension, {});
  EXPECT_THAT(PageOf(WalkedOver(2), true, log.figures), HasSubstr("week, from its Monday"));
  log.Decide(4294967295 - 10, Reason::kExtension, {});
  EXPECT_LT(PageOf(WalkedOver(3), true, log.figures).size(), 100'000u);
}

}  // namespace
}  // namespace dialgate::testing
