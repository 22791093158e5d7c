// The vectors of this folder, line by line.
#include "vectors.h"

#include <gtest/gtest.h>

#include <iostream>
#include <string>

#include "Calendar.h"
#include "DialedText.h"

#ifdef DIALGATE_VECTORS_DECIDE
#include "Decisions.h"
#include "DecisionsPolicy.h"
#include "dialgate/sodium_crypto.h"
#endif

namespace dialgate::vectors {
namespace {

class Failures final : public Listener {
 public:
  explicit Failures(std::string file) : file_(std::move(file)) {}
  void Failed(unsigned line_number, std::string_view line, std::string_view actual) override {
    ADD_FAILURE() << "tests/vectors/" << file_ << ":" << line_number << ": " << line
                  << "\n  the core says: " << actual;
  }

 private:
  std::string file_;
};

std::string_view File(const unsigned char* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

TEST(Vectors, DialedText) {
  Failures failures("dialed_text.txt");
  const unsigned count = RunDialedText(File(kDialedText, kDialedTextSize), &failures);
  std::cout << count << " vectors\n";
  EXPECT_GT(count, 200u);
}

TEST(Vectors, Calendar) {
  Failures failures("calendar.txt");
  const unsigned count = RunCalendar(File(kCalendar, kCalendarSize), &failures);
  std::cout << count << " vectors\n";
  EXPECT_GT(count, 40u);
}

#ifdef DIALGATE_VECTORS_DECIDE
TEST(Vectors, Decisions) {
  Failures failures("decisions.txt");
  const SodiumCrypto crypto;
  const unsigned count = RunDecisions(File(kDecisions, kDecisionsSize),
                                      {kDecisionsPolicy, kDecisionsPolicySize}, crypto, &failures);
  std::cout << count << " vectors\n";
  EXPECT_GT(count, 80u);
}
#endif

}  // namespace
}  // namespace dialgate::vectors
