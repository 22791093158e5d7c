// Many threads on one gate: what its log says is what one after the other would have been answered.
#include <gtest/gtest.h>

#include <array>
#include <iostream>
#include <map>
#include <set>
#include <thread>
#include <vector>

#include "dialgate/posix/log_reader.h"
#include "recording_gate.h"

namespace dialgate::posix {
namespace {

using testing::PolicyText;
using testing::RecordingGate;
using testing::WithSerial;

std::string Digits(unsigned number) { return "861380013800" + std::to_string(number); }

PolicyText WithCap(uint64_t serial, unsigned max, unsigned minutes, Per per = Per::kNumber) {
  PolicyText text = WithSerial(serial);
  text.roles[0].caps = {{Counts::kDialed, max, 0, minutes, per}};
  text.history_events = max;
  text.contacts.clear();
  for (unsigned i = 0; i < 8; ++i) text.contacts.push_back({"L-1042", Digits(i), Role::kDebtor});
  return text;
}

// Threads that begin each round together.
class Rounds {
 public:
  explicit Rounds(unsigned threads) : threads_(threads) {}
  void Await() {
    const unsigned round = round_;
    if (++waiting_ == threads_) {
      waiting_ = 0;
      ++round_;
    }
    while (round_ == round) std::this_thread::yield();
  }

 private:
  const unsigned threads_;
  std::atomic<unsigned> waiting_{0}, round_{0};
};

class GateThreads : public ::testing::Test {
 protected:
  // Two calls in each round, of which the cap lets one pass; the second may be to another number.
  void Race(Per per, unsigned second_number) {
    constexpr unsigned kRaces = 1000;
    ASSERT_TRUE(gate_.Open(gate_.folder.Write(WithCap(7, 1, 1, per)))) << gate_.error;
    Rounds rounds(2);
    std::array<std::vector<bool>, 2> allowed;
    const auto race = [&](unsigned which) {
      const std::string dialed = "+" + Digits(which == 0 ? 0 : second_number);
      const Call call = {dialed, "L-1042", Purpose::kCollect, Mode::kManual, {}};
      for (unsigned i = 0; i < kRaces; ++i) {
        if (which == 0) gate_.clock.now += 61;
        rounds.Await();
        if (i % 2 == which) std::this_thread::yield();  // or who comes last is always first
        const Placement placement = gate_.gate->PlaceAhead(call);
        allowed[which].push_back(placement.decision.allowed());
        // A call that nothing is heard of is remembered for a day: there is no room for so many.
        if (placement.decision.allowed()) {
          (void)gate_.gate->ReportAhead(placement.permit, Outcome::kNoAnswer);
        }
        rounds.Await();
      }
    };
    std::thread other(race, 1);
    race(0);
    other.join();
    ASSERT_TRUE(gate_.gate->MakeDurable());
    unsigned by_the_other = 0;
    for (unsigned i = 0; i < kRaces; ++i) {
      ASSERT_NE(allowed[0][i], allowed[1][i]) << "round " << i;
      by_the_other += allowed[1][i];
    }
    std::cout << by_the_other << " of " << kRaces << " won by the second thread\n";
  }

  RecordingGate gate_;
};

TEST_F(GateThreads, OfTwoThatRaceForTheLastCallToANumberOneGetsIt) { Race(Per::kNumber, 0); }
TEST_F(GateThreads, OfTwoThatRaceForTheLastCallAboutAnAccountOneGetsIt) { Race(Per::kAccount, 1); }
TEST_F(GateThreads, OfTwoThatRaceForTheLastCallToADebtorOneGetsIt) { Race(Per::kDebtor, 1); }

// The log, read in its order, against the rules that were in force there.
struct Course {
  std::set<uint64_t> allowed, reported, withdrawals;
  std::map<uint64_t, unsigned> calls;
  std::set<uint64_t> withdrawn;
  uint64_t serial = 0;
  unsigned wrong = 0;

  static unsigned CapOf(uint64_t serial) { return static_cast<unsigned>(20 - 3 * (serial - 7)); }
  void Take(const Record& record) {
    if (record.kind == RecordKind::kPolicyTaken) serial = record.policy.serial;
    if (record.kind == RecordKind::kReported) reported.insert(record.reported.attempt.sequence);
    if (record.kind == RecordKind::kWithdrawn) {
      withdrawals.insert(record.sequence);
      withdrawn.insert(record.withdrawn.what);
    }
    if (record.kind != RecordKind::kDecided) return;
    if (record.decided.reason != Reason::kDeclaredContact) return;
    const uint64_t number = record.decided.key.number;
    allowed.insert(record.sequence);
    wrong += ++calls[number] > CapOf(serial);
    wrong += withdrawn.count(number) != 0;
  }
};

TEST_F(GateThreads, SixteenPlaceReportAndWithdrawWhilePoliciesTightenTheCap) {
  constexpr unsigned kThreads = 16, kCalls = 30, kPolicies = 5;
  std::vector<std::string> policies;
  for (unsigned i = 0; i < kPolicies; ++i) {
    policies.push_back(gate_.folder.Write(WithCap(7 + i, Course::CapOf(7 + i), 10080)));
  }
  ASSERT_TRUE(gate_.Open(policies[0])) << gate_.error;
  std::mutex mutex;
  std::set<uint64_t> allowed, reported, withdrawn;
  std::atomic<unsigned> emergencies{0}, loaded{0};
  const auto work = [&](unsigned thread) {
    for (unsigned i = 0; i < kCalls; ++i) {
      const unsigned number = (thread + i) % 8;
      const Placement placement = gate_.Place("+" + Digits(number));
      const bool permitted = placement.decision.allowed();
      const bool told =
          permitted && gate_.gate->Report(placement.permit, Outcome::kVoicemail).has_value();
      std::optional<uint64_t> id;
      if (thread == 3 && i % 10 == 9) {
        const PhoneNumber what = PhoneNumber::FromDigits(Digits(i / 10));
        const auto done = gate_.gate->Withdraw(WithdrawalKind::kNumber,
                                               gate_.gate->tagger().Number(what));
        if (done) id = *done;
      }
      if (thread == 5) emergencies += gate_.Answer("112") == Reason::kEmergency;
      if (thread == 7 && i % 7 == 6) {
        loaded += gate_.gate->Load(policies[1 + i / 7]).has_value();
      }
      const std::lock_guard<std::mutex> lock(mutex);
      if (permitted) allowed.insert(placement.sequence);
      if (told) reported.insert(placement.sequence);
      if (id) withdrawn.insert(*id);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned thread = 0; thread < kThreads; ++thread) threads.emplace_back(work, thread);
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(emergencies, kCalls);
  EXPECT_EQ(loaded, kPolicies - 1);
  EXPECT_EQ(withdrawn.size(), 3u);
  EXPECT_EQ(reported, allowed);
  Course course;
  uint64_t records = 0;
  const auto read =
      ReadLog(gate_.log(), [&](const Entry&, const Record& record, const LogPlace&) {
        EXPECT_EQ(record.sequence, ++records);
        course.Take(record);
        return Result<void>();
      });
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(course.allowed, allowed);
  EXPECT_EQ(course.reported, reported);
  EXPECT_EQ(course.withdrawals, withdrawn);
  EXPECT_EQ(course.serial, 7 + kPolicies - 1);
  EXPECT_EQ(course.wrong, 0u) << "calls beyond the cap, or to who was withdrawn";
  EXPECT_GT(allowed.size(), 50u) << "or nothing was tried";
}

}  // namespace
}  // namespace dialgate::posix
