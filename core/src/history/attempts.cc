#include "dialgate/attempts.h"

#include <algorithm>

#include "history/debtor_days.h"
#include "history/permit_ring.h"
#include "history/slot_table.h"
#include "history/withdrawal_set.h"

namespace dialgate {
namespace {

constexpr uint32_t kSecondsPerDay = 86400;
constexpr Per kEventKeys[] = {Per::kNumber, Per::kAccount, Per::kDebtor};
constexpr unsigned kMostKeys = 4;

int32_t UtcDay(int64_t utc) {
  return static_cast<int32_t>(static_cast<uint32_t>(utc) / kSecondsPerDay);
}

Event EventOf(const Attempt& attempt, EventClass what) {
  const auto delta = static_cast<int8_t>(attempt.day() - UtcDay(attempt.at));
  return {static_cast<uint32_t>(attempt.at), delta, what};
}

// By someone called as debtor, wherever the number has that role; by another, wherever it has
// another.
WithdrawalKind RefusalBy(Role role) {
  return role == Role::kDebtor ? WithdrawalKind::kRefusedAsDebtor : WithdrawalKind::kRefused;
}

// A number under a debtor: both tags are evenly spread.
uint64_t Pair(const HistoryKey& key) { return key.number ^ key.debtor << 16; }

// The slots of one call's keys: those that they have, or else would take. None takes one that
// another of them has or takes, so that all of them can be had at once.
struct CallSlots {
  uint32_t slots[kMostKeys];
  bool is_new[kMostKeys];  // it has none yet
  unsigned count;          // the last of four is that of the days

  // False: there is no place for one of them.
  bool Find(const SlotTable& table, const HistoryKey& key, const Policy& policy, int64_t now) {
    count = key.role == Role::kDebtor ? kMostKeys : kMostKeys - 1;
    for (unsigned i = 0; i < count; ++i) {
      slots[i] = table.Find(KeyAt(key, i));
      is_new[i] = slots[i] == SlotTable::kNone;
    }
    for (unsigned i = 0; i < count; ++i) {
      if (!is_new[i]) continue;
      slots[i] = table.FindPlace(KeyAt(key, i), policy, now, {slots, count});
      if (slots[i] == SlotTable::kNone) return false;
    }
    return true;
  }

  void Claim(const SlotTable& table, const HistoryKey& key, unsigned i) const {
    if (is_new[i]) table.Claim(slots[i], KeyAt(key, i));
  }

  static uint64_t KeyAt(const HistoryKey& key, unsigned i) {
    return i == kMostKeys - 1 ? DaysKey(key.account) : KeyOf(key, kEventKeys[i]);
  }
};

}  // namespace

void Attempts::Clear() {
  std::fill_n(storage_.slots, size_t{storage_.slot_count} * storage_.words_per_slot, 0);
  std::fill_n(storage_.permits, size_t{storage_.permit_count} * 2, 0);
  std::fill_n(storage_.withdrawals, size_t{storage_.withdrawal_count} * 4, 0);
  permits_made_ = withdrawals_made_ = 0;
  overflowed_ = false;
}

void Attempts::Resume(const Counters& counters) {
  permits_made_ = counters.permits_made;
  withdrawals_made_ = counters.withdrawals_made;
  overflowed_ = counters.overflowed;
}

// Where the memory is large and far away, as behind 64 bits; a microcontroller has nothing to gain.
void Attempts::Prefetch(const HistoryKey& key) const {
  if constexpr (sizeof(void*) < 8) return;
  const SlotTable table(storage_);
  table.Prefetch(NumberKey(key));
  table.Prefetch(AccountKey(key));
  table.Prefetch(DebtorKey(key));
  table.Prefetch(DaysKey(key.account));
  if (withdrawals_made_ == 0) return;
  const WithdrawalSet set(storage_, withdrawals_made_);
  set.Prefetch(key.number);  // whatever was withdrawn of it
  set.Prefetch(Pair(key));
  set.Prefetch(key.account);
}

unsigned Attempts::CountAfter(const HistoryKey& key, const Cap& cap, int64_t from) const {
  const SlotTable table(storage_);
  const uint32_t slot = table.Find(KeyOf(key, cap.per));
  return slot == SlotTable::kNone ? 0 : table.Events(slot).CountAfter(cap, from);
}

int64_t Attempts::NewestAtMax(const HistoryKey& key, const Cap& cap) const {
  const SlotTable table(storage_);
  const uint32_t slot = table.Find(KeyOf(key, cap.per));
  return slot == SlotTable::kNone ? kNever : table.Events(slot).NewestAtMax(cap);
}

unsigned Attempts::DebtorTries(uint64_t account, int32_t day) const {
  const SlotTable table(storage_);
  const uint32_t slot = table.Find(DaysKey(account));
  return slot == SlotTable::kNone ? 0 : DebtorDays(table.Words(slot)).Tries(day);
}

bool Attempts::DebtorAnswered(uint64_t account, int32_t day) const {
  const SlotTable table(storage_);
  const uint32_t slot = table.Find(DaysKey(account));
  return slot != SlotTable::kNone && DebtorDays(table.Words(slot)).AnsweredFrom(day);
}

bool Attempts::HasRoom(const HistoryKey& key, const Policy& policy, int64_t now) const {
  if (overflowed_ || !PermitRing(storage_, permits_made_).HasRoom(now)) return false;
  const SlotTable table(storage_);
  CallSlots call;
  if (!call.Find(table, key, policy, now)) return false;
  for (unsigned i = 0; i < call.count; ++i) {
    const uint32_t slot = call.slots[i];
    if (call.is_new[i]) continue;
    const bool room = i < kMostKeys - 1 ? table.HasRoomAt(slot, policy, now)
                                        : DebtorDays(table.Words(slot)).HasRoomAround(UtcDay(now));
    if (!room) return false;
  }
  return true;
}

void Attempts::Add(const Attempt& attempt, const Policy& policy) {
  const SlotTable table(storage_);
  CallSlots call;
  if (!call.Find(table, attempt.key, policy, attempt.at)) {
    overflowed_ = true;
    return;
  }
  for (unsigned i = 0; i < call.count; ++i) {
    const uint32_t slot = call.slots[i];
    call.Claim(table, attempt.key, i);
    if (i == kMostKeys - 1) {
      DebtorDays(table.Words(slot)).Add(attempt.day());
    } else {
      table.Add(slot, EventOf(attempt, EventClass::kUnknown), policy);
    }
  }
  PermitRing(storage_, permits_made_++).Put(attempt.sequence, attempt.at);
}

// Key by key: what no rule needs any more may have lost its place since the call.
void Attempts::AddClosed(const Attempt& attempt, Outcome outcome, const Policy& policy,
                         int64_t now) {
  if (now - attempt.at > kLongestHistory) return;
  const SlotTable table(storage_);
  const EventClass what = ClassOf(outcome);
  bool added = true;
  for (Per per : kEventKeys) {
    added &= table.AddClosed(KeyOf(attempt.key, per), EventOf(attempt, what), policy, now);
  }
  if (attempt.key.role == Role::kDebtor) {
    const uint64_t key = DaysKey(attempt.key.account);
    added &= table.AddClosedDay(key, attempt.day(), what, policy, now);
  }
  if (!added) overflowed_ = true;
}

tl::expected<void, ReportError> Attempts::MayReport(const Attempt& attempt, Outcome outcome,
                                                    int64_t now) const {
  if (outcome == Outcome::kUnknown || outcome > Outcome::kRefused) {
    return tl::unexpected(ReportError::kUnknownOutcome);
  }
  if (now - attempt.at > kReportWithin) return tl::unexpected(ReportError::kTooLate);
  const uint32_t* permit = PermitRing(storage_, permits_made_).Find(attempt.sequence);
  if (permit == nullptr || permit[1] != static_cast<uint32_t>(attempt.at)) {
    return tl::unexpected(ReportError::kTooLate);  // or of a log that this one carries on
  }
  const auto state = static_cast<PermitState>(*permit & 3);
  const bool more_precise = outcome >= Outcome::kConversation;
  if (state == PermitState::kReported || (state == PermitState::kAnswered && !more_precise)) {
    return tl::unexpected(ReportError::kAlreadyReported);
  }
  return {};
}

void Attempts::Report(const Attempt& attempt, Outcome outcome) {
  uint32_t* permit = PermitRing(storage_, permits_made_).Find(attempt.sequence);
  if (permit == nullptr) return;
  const bool was_answered = static_cast<PermitState>(*permit & 3) == PermitState::kAnswered;
  const auto state =
      outcome == Outcome::kAnswered ? PermitState::kAnswered : PermitState::kReported;
  *permit = (*permit & ~3u) | static_cast<uint32_t>(state);
  const EventClass from = was_answered ? EventClass::kAnswered : EventClass::kUnknown;
  const EventClass to = ClassOf(outcome);
  const SlotTable table(storage_);
  for (Per per : kEventKeys) {
    const uint32_t slot = table.Find(KeyOf(attempt.key, per));
    if (slot != SlotTable::kNone) table.Events(slot).Change(EventOf(attempt, from), to);
  }
  if (attempt.key.role != Role::kDebtor) return;
  const uint32_t slot = table.Find(DaysKey(attempt.key.account));
  if (slot != SlotTable::kNone) DebtorDays(table.Words(slot)).Change(attempt.day(), from, to);
}

bool Attempts::WithdrawnBy(const HistoryKey& key, Outcome outcome, WithdrawalKind* kind,
                           uint64_t* what) {
  const bool wrong_party = outcome == Outcome::kWrongParty;
  *kind = wrong_party ? WithdrawalKind::kWrongParty : RefusalBy(key.role);
  *what = wrong_party ? Pair(key) : key.number;
  return wrong_party || outcome == Outcome::kRefused;
}

bool Attempts::IsWithdrawnBy(const HistoryKey& key, Outcome outcome) const {
  WithdrawalKind kind;
  uint64_t what;
  return WithdrawnBy(key, outcome, &kind, &what) &&
         WithdrawalSet(storage_, withdrawals_made_).Contains(WithdrawalSet::KeyOf(kind, what));
}

void Attempts::WithdrawBy(const HistoryKey& key, Outcome outcome) {
  WithdrawalKind kind;
  uint64_t what;
  if (WithdrawnBy(key, outcome, &kind, &what)) Withdraw(kind, what, 0);
}

void Attempts::Withdraw(WithdrawalKind kind, uint64_t what, uint64_t id) {
  const WithdrawalSet set(storage_, withdrawals_made_);
  const uint64_t key = WithdrawalSet::KeyOf(kind, what);
  if (id == 0 && set.Contains(key)) return;  // nothing ends it: once is enough
  if (!set.HasRoom()) {
    overflowed_ = true;
    return;
  }
  set.Put(key, id);
  ++withdrawals_made_;
}

void Attempts::Restore(uint64_t id) { WithdrawalSet(storage_, withdrawals_made_).End(id); }

bool Attempts::IsWithdrawn(uint64_t id) const {
  return WithdrawalSet(storage_, withdrawals_made_).Holds(id);
}

bool Attempts::IsNumberWithdrawn(const HistoryKey& key) const {
  if (withdrawals_made_ == 0) return false;
  const WithdrawalSet set(storage_, withdrawals_made_);
  return set.Contains(WithdrawalSet::KeyOf(WithdrawalKind::kNumber, key.number)) ||
         set.Contains(WithdrawalSet::KeyOf(RefusalBy(key.role), key.number)) ||
         set.Contains(WithdrawalSet::KeyOf(WithdrawalKind::kWrongParty, Pair(key)));
}

bool Attempts::IsAccountWithdrawn(uint64_t account) const {
  if (withdrawals_made_ == 0) return false;
  return WithdrawalSet(storage_, withdrawals_made_)
      .Contains(WithdrawalSet::KeyOf(WithdrawalKind::kAccount, account));
}

bool Attempts::IsRoleWithdrawn(Role role) const {
  if (withdrawals_made_ == 0) return false;
  return WithdrawalSet(storage_, withdrawals_made_)
      .Contains(WithdrawalSet::KeyOf(WithdrawalKind::kRole, static_cast<uint64_t>(role)));
}

}  // namespace dialgate
