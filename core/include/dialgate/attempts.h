// The calls that a gate placed, as far back as its rules need them: exact, in storage of a fixed
// size.
#ifndef DIALGATE_ATTEMPTS_H
#define DIALGATE_ATTEMPTS_H

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tl/expected.hpp>

#include "dialgate/history.h"
#include "dialgate/outcome.h"

namespace dialgate {

// How far back a rule may ask: 366 local days, and what two dates may differ.
constexpr int64_t kLongestHistory = int64_t{368} * 86400;  // seconds

// A call that row 25 allowed, from its placing on.
struct Attempt {
  HistoryKey key;
  uint64_t sequence;   // of its record in the log
  int64_t at;          // UTC seconds since 1970, up to 2106
  int32_t utc_offset;  // of the contact's primary zone then, seconds; less than 36 hours

  // The local date there, in days since 1970.
  int32_t day() const {
    const int64_t local = std::max<int64_t>(at + utc_offset, 0);
    return static_cast<int32_t>(static_cast<uint32_t>(local) / 86400);
  }
};

// Why an outcome was not taken. The numbers stand in messages of programs: they never change.
enum class ReportError : uint8_t {
  kNotAuthentic = 1,     // the permit is not one of this gate's
  kUnknownOutcome = 2,   // there is no such outcome to report
  kTooLate = 3,          // over 24 hours since the placing
  kAlreadyReported = 4,  // and what was reported is not open for this
  kNotRecorded = 5,      // its record cannot be made durable
};

// What was withdrawn, and by what. The numbers stand in sealed logs: they never change.
enum class WithdrawalKind : uint8_t {
  kNumber = 1,           // on the device, under every account and role
  kAccount = 2,          // on the device
  kRole = 3,             // on the device
  kRefusedAsDebtor = 4,  // by its outcome: the number, wherever it has role debtor
  kRefused = 5,          // by its outcome: the number, wherever it has another role
  kWrongParty = 6,       // by its outcome: the number, under every account of that debtor
};

// Storage of the maker's choice, all zero at first. It must outlive the Attempts and belongs to
// them. What finds no room there is not allowed (history_full): more of it means fewer denials.
struct AttemptStorage {
  // A key has a slot of `words_per_slot` words: 16 for 12 events and one more, 32 for 28 and one
  // more. A call has three keys (number, account and debtor, these with its role), and of role
  // debtor a fourth, for the days of the account. Keys that find no place are about 1 in 180 with
  // 3 of 4 slots filled, 1 in 12,000 with a half, 1 in 10,000,000 with a quarter: have four slots
  // for each key, or more.
  uint32_t* slots = nullptr;
  uint32_t slot_count = 0;
  uint32_t words_per_slot = 16;
  // Two words for each call of the last 24 hours.
  uint32_t* permits = nullptr;
  uint32_t permit_count = 0;
  // Four words for each refusal, wrong party and withdrawal, which are kept for good; an eighth
  // stays free.
  uint32_t* withdrawals = nullptr;
  uint32_t withdrawal_count = 0;
};

// Not for several threads at once.
class Attempts final : public History {
 public:
  explicit Attempts(const AttemptStorage& storage) : storage_(storage) {}

  // Forgets everything.
  void Clear();

  // What is known beside the storage; with a copy of that, it is all that Attempts are.
  struct Counters {
    uint32_t permits_made = 0, withdrawals_made = 0;
    bool overflowed = false;
  };
  Counters counters() const { return {permits_made_, withdrawals_made_, overflowed_}; }

  // Goes on with storage that holds a copy. Precondition: it and `counters` are of the same moment,
  // and the sizes are those that it had there.
  void Resume(const Counters& counters);

  // Events a key for which there is room: what Trust::history_events may be.
  uint8_t events_per_key() const { return storage_.words_per_slot == 32 ? 28 : 12; }

  // Remembers `attempt`, its outcome unknown. Precondition: sequences rise. Without HasRoom for it
  // (a clock that was reset brings calls of many days to one second), its keys have no room for
  // another until no rule asks for it any more, and it may be too late to report one; where there
  // were more such calls than permits, there is room for none until they are a day old; where a key
  // has no place at all, nothing is allowed any more.
  void Add(const Attempt& attempt, const Policy& policy);

  // Remembers what the rules of `policy` may still ask for of a call of which nothing is to be
  // reported any more; older ones and newer ones in any order. Precondition: `now` is not before
  // any that is remembered.
  void AddClosed(const Attempt& attempt, Outcome outcome, const Policy& policy, int64_t now);

  // Whether `outcome` may be reported at `now`. Errors, of which the first that applies is given:
  // kUnknownOutcome, kTooLate, kAlreadyReported.
  tl::expected<void, ReportError> MayReport(const Attempt& attempt, Outcome outcome,
                                            int64_t now) const;

  // Gives `attempt` its outcome. Precondition: MayReport.
  void Report(const Attempt& attempt, Outcome outcome);

  // What `outcome` of a call to `key` withdraws for good. False: nothing.
  static bool WithdrawnBy(const HistoryKey& key, Outcome outcome, WithdrawalKind* kind,
                          uint64_t* what);

  // Whether what `outcome` withdraws was withdrawn by one before.
  bool IsWithdrawnBy(const HistoryKey& key, Outcome outcome) const;

  // Withdraws what `outcome` withdraws, if anything: also when it comes too late, or a second time.
  void WithdrawBy(const HistoryKey& key, Outcome outcome);

  // Withdraws on the device. `what` is the tag of the number or the account, or the number of the
  // role; `id` is what ends it, 0: nothing does.
  void Withdraw(WithdrawalKind kind, uint64_t what, uint64_t id);

  // Ends the withdrawal on the device of that id.
  void Restore(uint64_t id);

  // Whether there is one of that id that was not ended.
  bool IsWithdrawn(uint64_t id) const;

  bool IsKept() const override { return true; }
  void Prefetch(const HistoryKey& key) const override;
  unsigned CountAfter(const HistoryKey& key, const Cap& cap, int64_t from) const override;
  int64_t NewestAtMax(const HistoryKey& key, const Cap& cap) const override;
  unsigned DebtorTries(uint64_t account, int32_t day) const override;
  bool DebtorAnswered(uint64_t account, int32_t day) const override;
  bool HasRoom(const HistoryKey& key, const Policy& policy, int64_t now) const override;
  bool IsNumberWithdrawn(const HistoryKey& key) const override;
  bool IsAccountWithdrawn(uint64_t account) const override;
  bool IsRoleWithdrawn(Role role) const override;

 private:
  AttemptStorage storage_;
  uint32_t permits_made_ = 0;      // since the start; the next one goes to this place of the ring
  uint32_t withdrawals_made_ = 0;  // places that are taken
  bool overflowed_ = false;        // something found no place: nothing is allowed any more
};

}  // namespace dialgate

#endif
