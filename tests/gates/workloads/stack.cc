// How deep the stack goes, painted: lines of a name and a number of bytes. The signature and the
// digests, which are libsodium's, apart.
#include "dialgate/cortex_m/stack.h"

#include "console.h"
#include "scenario.h"

namespace dialgate::gates {
namespace {

Site site;
LongText long_texts[kLongTexts];
bool failed = false;

struct Question {
  Call call;
  int64_t now;
  bool answered;
};

void Decide(void* argument) {
  auto* question = static_cast<Question*>(argument);
  question->answered = site.Decide(question->call, question->now).allowed();
}

void Retry(void* argument) {
  auto* question = static_cast<Question*>(argument);
  question->answered = site.Retry(question->call, question->now);
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

void Measure(const Image& image) {
  Opening opening{&image, false};
  const size_t verified = cortex_m::StackOf(OpenVerified, &opening);
  Report("open_with_libsodium", verified, opening.opened);
  bool opened = false;
  const size_t open = cortex_m::StackOf(OpenAgain, &opened);
  Report("open", open, opened);
  Question day{CampaignCall("+8613800138000", kAccount), kNow, false};
  for (const LongText& text : long_texts) {
    day.call = CampaignCall(text.view(), kLongAccount);
    const size_t decide = cortex_m::StackOf(Decide, &day);
    Report("decide", decide, day.answered);
  }
  Question night{day.call, kNight, false};
  const size_t retry = cortex_m::StackOf(Retry, &night);
  Report("retry", retry, night.answered);
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
