// The gate that remembers against the naive model, on random histories.
//   history_test [--all | --histories N] [--seed S] [--only N]
// A failure prints its seed and history; with both given, that one is played again and told step by
// step.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "KnownHistories.h"
#include "attempts_gate.h"
#include "dialgate/words.h"
#include "history_against_core.h"
#include "history_sites.h"
#include "ledger_gate.h"
#include "logged_gate.h"
#include "play_histories.h"
#include "rules_gate.h"

namespace dialgate::model {
namespace {

constexpr unsigned kCalls = 150;  // a history

struct Options {
  uint64_t seed = 20261125;
  uint64_t histories = 60;
  int64_t only = -1;
} options;

uint64_t SeedOf(uint64_t history) {
  return testing::Random(options.seed * 1000003 + history).Word();
}

MakeGate Rules(Flaw flaw) {
  return [flaw](const DeviceFacts& device, int64_t provisioned) {
    return std::make_unique<RulesGate>(device, provisioned, flaw);
  };
}

MakeGate Remembering(const Storage& storage) {
  return [storage](const DeviceFacts& device, int64_t provisioned) {
    return std::make_unique<AttemptsGate>(device, provisioned, storage);
  };
}

MakeGate Logging(const Storage& storage, unsigned starts_every) {
  return [storage, starts_every](const DeviceFacts& device, int64_t provisioned) {
    return std::make_unique<LoggedGate>(device, provisioned, storage, starts_every);
  };
}

// Policies do not ask for more on the way: nothing is rebuilt here.
HistoryKind KindFor(unsigned events) {
  HistoryKind kind;
  kind.events = events;
  kind.new_caps = false;
  return kind;
}

void Print(const Seen& seen) {
  std::cout << "seed " << options.seed << ", " << options.histories << " histories of " << kCalls
            << " calls:\n";
  for (const auto& [reason, count] : seen.reasons) {
    std::cout << "  " << Name(reason) << " " << count << "\n";
  }
  std::cout << "  of these the core said history_full: " << seen.full << "\n  retry_at given "
            << seen.retries << "\n  reports taken " << seen.reports_taken << ", refused "
            << seen.reports_refused << "\n  policies " << seen.loads << ", withdrawals "
            << seen.withdrawals << ", receipts " << seen.receipts << ", clocks reset "
            << seen.resets << " (over too much of " << seen.overfull << " parties, of whom "
            << seen.strict
            << " were denied for it)\n  the most events that a key had to keep: " << seen.most_kept
            << "\n";
}

// Plays all histories to gates that `make` makes; only the one that was asked for, if one was.
void PlayAll(const MakeGate& make, const HistoryKind& kind, Seen* seen) {
  const bool one = options.only >= 0;
  const uint64_t first = one ? static_cast<uint64_t>(options.only) : 0;
  const uint64_t last = one ? first + 1 : options.histories;
  unsigned differences = 0;
  for (uint64_t h = first; h < last && differences < 5; ++h) {
    PlayedHistory history(SeedOf(h), kCalls, kind);
    const std::string difference = history.Play(make, seen);
    if (one) std::cout << history.transcript();
    if (difference.empty()) continue;
    ++differences;
    ADD_FAILURE() << difference << "replay: --seed " << options.seed << " --only " << h;
  }
}

// Answers that were worked out by hand: the model's first, so that what follows stands on them.
void PlayKnownAnswers(const MakeGate& make) {
  const std::string_view file = {reinterpret_cast<const char*>(vectors::kKnownHistories),
                                 vectors::kKnownHistoriesSize};
  const PlayedFile played = PlayHistories(file, make);
  EXPECT_EQ(played.failures, "");
  EXPECT_GE(played.lines, 130u);
}

TEST(History, ModelKnowsTheAnswers) {
  PlayKnownAnswers([](const DeviceFacts& device, int64_t provisioned) {
    return std::make_unique<LedgerGate>(device, provisioned);
  });
}

TEST(History, CoreKnowsTheAnswers) {
  PlayKnownAnswers(Rules(Flaw::kNone));
  PlayKnownAnswers(Remembering({}));
  PlayKnownAnswers(Logging({}, 3));
}

TEST(History, CoreRulesDecideAsTheModel) {
  Seen seen;
  PlayAll(Rules(Flaw::kNone), {}, &seen);
  if (options.only >= 0) return;
  Print(seen);
  for (Reason reason : {Reason::kEmergency, Reason::kClockUntrusted, Reason::kPolicyExpired,
                        Reason::kReceiptOverdue, Reason::kContactWithdrawn, Reason::kAccountStopped,
                        Reason::kRoleSuspended, Reason::kDebtorNotTried, Reason::kTooEarly,
                        Reason::kOutsideHours, Reason::kLimitReached, Reason::kDeclaredContact}) {
    EXPECT_NE(seen.reasons.count(reason), 0u) << Name(reason);
  }
  EXPECT_GT(seen.retries, 0u);
  EXPECT_GT(seen.reports_refused, 0u);
  EXPECT_GT(seen.resets, 0u);
  EXPECT_EQ(seen.full, 0u);
}

TEST(History, AttemptsInSlotsOf128BytesRememberAsTheModel) {
  Seen seen;
  PlayAll(Remembering({}), KindFor(28), &seen);
  if (options.only < 0) Print(seen);
}

TEST(History, AttemptsInSlotsOf64BytesRememberAsTheModel) {
  Storage storage;
  storage.words_per_slot = 16;
  Seen seen;
  PlayAll(Remembering(storage), KindFor(12), &seen);
  if (options.only < 0) Print(seen);
}

// Whatever a gate was told stands in its log, and is all there at the next start.
TEST(History, AGateKnowsFromItsLogWhatTheModelKnows) {
  for (const uint32_t words_per_slot : {16u, 32u}) {
    Storage storage;
    storage.words_per_slot = words_per_slot;
    Seen seen;
    PlayAll(Logging(storage, 7), KindFor(words_per_slot == 32 ? 28 : 12), &seen);
    if (options.only >= 0) continue;
    Print(seen);
    EXPECT_GT(seen.resets, 0u);
  }
}

// What it cannot remember it does not allow; everything else it answers as if it had room for all.
TEST(History, AttemptsWithoutRoomForAllForgetNothing) {
  for (const auto& [slots, permits] : {std::pair{5u, 1000u}, {12u, 1000u}, {30u, 20u}}) {
    Storage storage;
    storage.slots = slots;
    storage.permits = permits;
    storage.is_enough = false;
    HistoryKind kind = KindFor(28);
    kind.clock_resets = false;
    Seen seen;
    PlayAll(Remembering(storage), kind, &seen);
    if (options.only >= 0) continue;
    Print(seen);
    EXPECT_GT(seen.full, 0u);
  }
}

// A number that is full of calls in flight still remembers the one conversation that a cap of
// another role counts: whether it was reported at once, or made of an answer when the number was
// full.
TEST(History, CallsInFlightPushNoConversationOut) {
  for (const Outcome at_once : {Outcome::kConversation, Outcome::kAnswered}) {
    Site site = *HistorySite("cn");
    site.roles[Role::kDebtor].caps.clear();
    site.roles[Role::kReference].debtor_unreached.reset();
    site.roles[Role::kReference].caps = {{Counts::kConversations, Per::kNumber, 1, 7, 0}};
    site.contacts[{"A1", "+8613900139001"}].role = Role::kDebtor;
    site.history_events = EventsNeeded(site);
    DeviceFacts device;
    device.modes = {Mode::kManual};
    Storage storage;
    storage.words_per_slot = 16;
    AttemptsGate gate(device, site.not_before, storage);
    ASSERT_TRUE(gate.Load(site, {}, site.not_before));
    const int64_t now = site.not_before + 86400 + 2 * 3600;  // 10:00 in Shanghai
    const CallFacts debtor{"+8613900139001", "A1", Purpose::kCollect, Mode::kManual, 0};
    const CallFacts reference{"+8613900139001", "A3", Purpose::kRelay, Mode::kManual, 0};
    size_t events = 0;
    Reason last = Reason::kDeclaredContact;
    while (last == Reason::kDeclaredContact && events < 40) {
      last = gate.Place(debtor, now).decision.reason;
      if (last == Reason::kDeclaredContact && events++ == 0) gate.Report(0, at_once, now);
    }
    EXPECT_EQ(last, Reason::kHistoryFull);
    EXPECT_GE(events, 12u);
    if (at_once == Outcome::kAnswered) EXPECT_TRUE(gate.Report(0, Outcome::kConversation, now));
    for (size_t event = 1; event < events; ++event) {
      EXPECT_TRUE(gate.Report(event, Outcome::kNotDialed, now));
    }
    EXPECT_EQ(gate.Place(reference, now).decision.reason, Reason::kLimitReached);
  }
}

// A comparison that finds nothing is worth what it would find: every flaw is found within some
// histories.
TEST(History, EveryFlawIsFound) {
  if (options.only >= 0) return;
  for (unsigned n = 1; n <= static_cast<unsigned>(kLastFlaw); ++n) {
    const uint64_t limit = 2000;
    uint64_t history = 0;
    std::string difference;
    for (; history < limit && difference.empty(); ++history) {
      Seen seen;
      difference =
          PlayedHistory(SeedOf(history), kCalls, {}).Play(Rules(static_cast<Flaw>(n)), &seen);
    }
    EXPECT_FALSE(difference.empty()) << "flaw " << n << " was not seen";
    std::cout << "flaw " << n << ": found in history " << history - 1 << "\n";
  }
}

}  // namespace
}  // namespace dialgate::model

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  auto& options = dialgate::model::options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--all") {
      options.histories = 2000;
    } else if (argument == "--histories" && i + 1 < argc) {
      options.histories = std::strtoull(argv[++i], nullptr, 10);
    } else if (argument == "--seed" && i + 1 < argc) {
      options.seed = std::strtoull(argv[++i], nullptr, 10);
    } else if (argument == "--only" && i + 1 < argc) {
      options.only = std::strtoll(argv[++i], nullptr, 10);
    } else {
      std::cerr << "history_test: what is " << argument
                << "? [--all | --histories N] [--seed S] [--only N]\n";
      return 2;
    }
  }
  return RUN_ALL_TESTS();
}
