// Runs each workload between two marks, for toolchains/count-instructions.sh, and names them in
// that order on its standard output: one line each. Exit code 1: a workload did not end as it
// should.
#include "console.h"
#include "recorder.h"
#include "scenario.h"

extern "C" {
__attribute__((noinline)) void dialgate_mark_begin() { asm volatile("" ::"r"(1)); }
__attribute__((noinline)) void dialgate_mark_end() { asm volatile("" ::"r"(2)); }
}

namespace dialgate::gates {
namespace {

Site site;
LongText long_texts[kLongTexts];
bool failed = false;

void Name(std::string_view kind, std::string_view policy, std::string_view what) {
  Print(kind);
  Print(" ");
  Print(policy);
  Print(" ");
  Print(what);
  Print("\n");
}

void Expect(bool holds, const char* what) {
  if (holds) return;
  failed = true;
  Print("FAILED: ");
  Print(what);
  Print("\n");
}

void CountDecision(std::string_view kind, std::string_view policy, const char* what,
                   const Call& call, Reason expected) {
  Name(kind, policy, what);
  dialgate_mark_begin();
  const Decision decision = site.Decide(call, kNow);
  dialgate_mark_end();
  Expect(decision.reason == expected, what);
}

void CountRetry(std::string_view kind, std::string_view policy, const Call& call) {
  Name(kind, policy, "at_night");
  dialgate_mark_begin();
  const bool found = site.Retry(call, kNight);
  dialgate_mark_end();
  Expect(found, "retry");
}

void CountOpen(std::string_view kind, std::string_view policy) {
  Name(kind, policy, "without_cryptography");
  dialgate_mark_begin();
  const bool opened = site.OpenAgain();
  dialgate_mark_end();
  Expect(opened, "open");
}

// By a gate that records.
Permit CountPlace(std::string_view kind, const char* policy, const char* what, Recorder* recorder,
                  const Call& call, Reason expected) {
  Name(kind, policy, what);
  dialgate_mark_begin();
  const Placement placement = recorder->Place(call);
  dialgate_mark_end();
  Expect(placement.decision.reason == expected && placement.sequence != 0, what);
  return placement.permit;
}

void CountRecorded(std::string_view place, std::string_view report, const char* policy,
                   const SealCrypto& crypto) {
  Recorder recorder(&site, crypto);
  const Permit permit =
      CountPlace(place, policy, "allow", &recorder, CampaignCall("+8613800138000", kAccount),
                 Reason::kDeclaredContact);
  Name(report, policy, "no_answer");
  dialgate_mark_begin();
  const bool reported = recorder.Report(permit);
  dialgate_mark_end();
  Expect(reported, "report");
  CountPlace(place, policy, "deny_row_11", &recorder, CampaignCall("+8613800138001", kAccount),
             Reason::kContactNotDeclared);
}

void CountTypical(const Image& image) {
  Expect(site.Open(image), image.name);
  const Call allowed = CampaignCall("+8613800138000", kAccount);
  CountDecision("decide", image.name, "allow", allowed, Reason::kDeclaredContact);
  CountDecision("decide_outside_line", image.name, "allow", CampaignCall("9013800138000", kAccount),
                Reason::kDeclaredContact);
  CountDecision("decide", image.name, "deny_row_11", CampaignCall("+8613800138001", kAccount),
                Reason::kContactNotDeclared);
  CountRetry("retry", image.name, allowed);
  for (const unsigned words : {16u, 32u}) {
    site.Remember(3, words);
    const char* const kind = words == 16 ? "remember_12" : "remember_28";
    CountDecision(kind, image.name, "allow", allowed, Reason::kDeclaredContact);
    CountDecision(kind, image.name, "deny_row_11", CampaignCall("+8613800138001", kAccount),
                  Reason::kContactNotDeclared);
    site.Remember(13, words);  // of the number, this is all of a small slot
    CountDecision("full_slot", image.name, words == 16 ? "12" : "28", allowed,
                  Reason::kDeclaredContact);
  }
  CountRecorded("place_sealed", "report_sealed", image.name, SodiumCrypto());
  CountRecorded("place_unsealed", "report_unsealed", image.name, NoSeals());
  site.Remember(0, 16);
  CountOpen("open", image.name);
}

void CountLargest(const Image& image) {
  Expect(site.Open(image), image.name);
  for (const LongText& text : long_texts) {
    const Reason expected = Reason::kDeclaredContact;
    CountDecision("worst", image.name, text.name, CampaignCall(text.view(), kLongAccount),
                  expected);
  }
  CountRetry("worst_retry", image.name, CampaignCall(long_texts[0].view(), kLongAccount));
  CountOpen("worst_open", image.name);
}

int Run() {
  FillLongTexts(long_texts);
  CountTypical(kImages[0]);
  site.UseLargestDevice();
  for (unsigned i = 1; i < kImageCount; ++i) CountLargest(kImages[i]);
  return failed ? 1 : 0;
}

}  // namespace
}  // namespace dialgate::gates

int main() { return dialgate::gates::Run(); }
