// How deep the stack goes, painted: lines of a name and a number of bytes. The signature and the
// digests, which are libsodium's, apart.
#include "dialgate/cortex_m/stack.h"

#include "console.h"
#include "recorder.h"
#include "scenario.h"

namespace dialgate::gates {
namespace {

Site site;
LongText long_texts[kLongTexts];
bool failed = false;

// Nothing is made in these frames: what they need stands ready.
struct Question {
  Call call;
  int64_t now;
  Situation situation = site.At(now);
  Decision decision{};
  bool retry = false;
};

void DecideIt(void* argument) {
  auto* question = static_cast<Question*>(argument);
  question->decision = Decide(question->situation, question->call);
}

void RetryIt(void* argument) {
  auto* question = static_cast<Question*>(argument);
  question->retry = RetryAt(question->situation, question->call).has_value();
}

struct Calling {
  Recorder* recorder;
  Call call;
  Placement placement{};
  bool reported = false;
};

void PlaceIt(void* argument) {
  auto* calling = static_cast<Calling*>(argument);
  calling->placement = calling->recorder->Place(calling->call);
}

void ReportIt(void* argument) {
  auto* calling = static_cast<Calling*>(argument);
  calling->reported = calling->recorder->Report(calling->placement.permit);
}

void OpenAgain(void* argument) { *static_cast<bool*>(argument) = site.OpenAgain(); }

struct Opening {
  const Image* image;
  bool opened;
};
void OpenVerified(void* argument) {
  auto* opening = static_cast<Opening*>(argument);
  opening->opened = site.Open(*opening->image);
}

void Report(std::string_view name, size_t bytes, bool succeeded) {
  failed = failed || !succeeded;
  Print(name);
  Print(" ");
  semihosting::Write(static_cast<unsigned>(bytes));
  Print(succeeded ? "\n" : " FAILED\n");
}

void MeasureRecorded(std::string_view place, std::string_view report, const SealCrypto& crypto) {
  Recorder recorder(&site, crypto);
  Calling calling{&recorder, CampaignCall("+8613800138000", kAccount)};
  const size_t placed = cortex_m::StackOf(PlaceIt, &calling);
  Report(place, placed, calling.placement.decision.allowed());
  const size_t reported = cortex_m::StackOf(ReportIt, &calling);
  Report(report, reported, calling.reported);
}

void Measure(const Image& image) {
  Opening opening{&image, false};
  const size_t verified = cortex_m::StackOf(OpenVerified, &opening);
  Report("open_with_libsodium", verified, opening.opened);
  bool opened = false;
  const size_t open = cortex_m::StackOf(OpenAgain, &opened);
  Report("open", open, opened);
  Question typical{CampaignCall("+8613800138000", kAccount), kNow};
  const size_t decide_typical = cortex_m::StackOf(DecideIt, &typical);
  Report("decide", decide_typical, typical.decision.allowed());
  site.Remember(13, 16);
  Question remembered{CampaignCall("+8613800138000", kAccount), kNow};
  const size_t remember = cortex_m::StackOf(DecideIt, &remembered);
  Report("remember", remember, remembered.decision.allowed());
  site.Crowd();
  Question crowded{CampaignCall("+8613800138000", kAccount), kNow};
  const size_t crowd = cortex_m::StackOf(DecideIt, &crowded);
  Report("crowded", crowd, crowded.decision.reason == Reason::kHistoryFull);
  site.Remember(13, 16);
  MeasureRecorded("place_sealed", "report_sealed", SodiumCrypto());
  MeasureRecorded("place_unsealed", "report_unsealed", NoSeals());
  site.Remember(0, 16);
  for (const LongText& text : long_texts) {
    Question day{CampaignCall(text.view(), kLongAccount), kNow};
    const size_t decide = cortex_m::StackOf(DecideIt, &day);
    Report("decide", decide, day.decision.allowed() || &image == &kImages[0]);
  }
  Question night{CampaignCall(long_texts[0].view(), kLongAccount), kNight};
  const size_t retry = cortex_m::StackOf(RetryIt, &night);
  Report("retry", retry, night.retry);
}

}  // namespace
}  // namespace dialgate::gates

int main() {
  using namespace dialgate::gates;
  FillLongTexts(long_texts);
  Measure(kImages[0]);
  site.UseLargestDevice();
  Measure(kImages[1]);
  return failed ? 1 : 0;
}
