// A gate that calls of a file are played to: its clock shows what each row says, and its history is
// nothing but what came before in the file.
#ifndef DIALGATE_PLATFORM_COMMAND_SIMULATION_H
#define DIALGATE_PLATFORM_COMMAND_SIMULATION_H

#include <cstdlib>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "dialgate/recorded_gate.h"
#include "platform/command/answer.h"
#include "platform/command/opened_policy.h"

namespace dialgate::command {

// Stays where it is made: its parts look at each other.
class Simulation {
 public:
  // Remembers all of `calls` calls, or more than there are: what it answers never depends on its
  // storage. `trial` and `log` must outlive it.
  Simulation(const Trial& trial, uint64_t calls, LogWriter& log);
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // Starts the log at `at`, UTC seconds. False: its records are not taken.
  bool Begin(int64_t at);

  // Places `call` at `at`, and reports `outcome`, unless it is unknown, of one that is allowed.
  // Nothing: a record was not taken. Precondition: begun; `at` never decreases.
  std::optional<Answer> Play(int64_t at, const Call& call, Outcome outcome);

  // Ends the log in order. False: its record is not taken.
  bool End() { return gate_.End().has_value(); }

 private:
  struct CallClock final : Clock {
    int64_t Now() const override { return now; }
    bool IsTrusted() const override { return true; }
    int64_t now = 0;
  };
  // Words that are zero, and take no memory where nobody wrote.
  struct Free {
    void operator()(uint32_t* words) const { std::free(words); }
  };
  using Words = std::unique_ptr<uint32_t, Free>;

  static Words Zeros(uint64_t count);
  AttemptStorage MakeStorage(uint64_t calls);
  Situation Now() const;
  Answer AnswerOf(const Call& call, const Decision& decision) const;

  const Trial& trial_;
  const SodiumCrypto crypto_{};
  uint8_t digest_[Policy::kDigestSize];  // of the policy
  uint64_t log_number_;
  Device device_;
  CallClock clock_;
  Words slots_, permits_, withdrawals_;
  Attempts attempts_;
  RecordedGate gate_;
};

}  // namespace dialgate::command

#endif
