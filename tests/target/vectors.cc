// Runs every vector of tests/vectors: exit code 0 if all of them hold.
#include "vectors.h"

#include "Calendar.h"
#include "Decisions.h"
#include "DecisionsPolicy.h"
#include "DialedText.h"
#include "console.h"
#include "dialgate/sodium_crypto.h"

namespace dialgate::vectors {
namespace {

using firmware::Write;

void WriteNumber(unsigned number) {
  char digits[10];
  size_t first = sizeof digits;
  do {
    digits[--first] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  Write({digits + first, sizeof digits - first});
}

class Report final : public Listener {
 public:
  explicit Report(std::string_view file) : file_(file) {}

  void Failed(unsigned line_number, std::string_view line, std::string_view actual) override {
    ++failures_;
    Write("tests/vectors/");
    Write(file_);
    Write(":");
    WriteNumber(line_number);
    Write(": ");
    Write(line);
    Write("\n  the core says: ");
    Write(actual);
    Write("\n");
  }

  // A file that lost its lines would hold, too.
  bool Finish(unsigned count, unsigned at_least) const {
    Write(file_);
    Write(": ");
    WriteNumber(count);
    Write(" vectors, ");
    WriteNumber(failures_);
    Write(" failed\n");
    return failures_ == 0 && count >= at_least;
  }

 private:
  std::string_view file_;
  unsigned failures_ = 0;
};

std::string_view File(const unsigned char* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

int Run() {
  Report dialed_text("dialed_text.txt"), calendar("calendar.txt"), decisions("decisions.txt");
  const SodiumCrypto crypto;
  bool holds =
      dialed_text.Finish(RunDialedText(File(kDialedText, kDialedTextSize), &dialed_text), 200);
  holds &= calendar.Finish(RunCalendar(File(kCalendar, kCalendarSize), &calendar), 40);
  const unsigned decided =
      RunDecisions(File(kDecisions, kDecisionsSize), {kDecisionsPolicy, kDecisionsPolicySize},
                   crypto, &decisions);
  holds &= decisions.Finish(decided, 80);
  return holds ? 0 : 1;
}

}  // namespace
}  // namespace dialgate::vectors

int main() { return dialgate::vectors::Run(); }
