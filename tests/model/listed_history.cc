#include "listed_history.h"

#include <algorithm>

namespace dialgate::model {
namespace {

constexpr unsigned kAnsweredKind = 4;

// Bit n: the cap that counts kind n counts it.
unsigned KindsOf(dialgate::Outcome outcome) {
  const unsigned dialed = 1u << 1, rang = 1u << 2, unanswered = 1u << 3,
                 answered = 1u << kAnsweredKind, conversations = 1u << 5;
  static const unsigned kinds[] = {dialed | rang | unanswered | answered | conversations,
                                   dialed,
                                   dialed | unanswered,
                                   dialed | rang | unanswered,
                                   dialed | rang | unanswered,
                                   dialed | rang | answered,
                                   dialed | rang | answered | conversations,
                                   dialed | rang | answered,
                                   dialed | rang | answered | conversations};
  return kinds[static_cast<unsigned>(outcome)];
}

}  // namespace

bool ListedHistory::Concerns(const HistoryKey& event, const HistoryKey& key, Per per) const {
  if (per == Per::kNumber) {
    return event.number == key.number &&
           (flaw_ != Flaw::kForgetsOtherAccounts || event.account == key.account);
  }
  if (flaw_ != Flaw::kForgetsRoles && event.role != key.role) return false;
  return per == Per::kAccount ? event.account == key.account : event.debtor == key.debtor;
}

// The days or seconds of the events that `cap` counts.
std::vector<int64_t> ListedHistory::TimesOf(const HistoryKey& key, const Cap& cap) const {
  std::vector<int64_t> times;
  for (const Entry& entry : entries) {
    if (!Concerns(entry.attempt.key, key, cap.per)) continue;
    if ((KindsOf(entry.outcome) >> static_cast<unsigned>(cap.counts) & 1) == 0) continue;
    if (flaw_ == Flaw::kCountsNoUnknown && entry.outcome == dialgate::Outcome::kUnknown) continue;
    times.push_back(cap.days != 0 ? entry.attempt.day() + (flaw_ == Flaw::kOneDayMore)
                                  : entry.attempt.at + (flaw_ == Flaw::kOneSecondMore));
  }
  return times;
}

unsigned ListedHistory::CountAfter(const HistoryKey& key, const Cap& cap, int64_t from) const {
  const std::vector<int64_t> times = TimesOf(key, cap);
  return static_cast<unsigned>(
      std::count_if(times.begin(), times.end(), [&](int64_t time) { return time > from; }));
}

int64_t ListedHistory::NewestAtMax(const HistoryKey& key, const Cap& cap) const {
  std::vector<int64_t> times = TimesOf(key, cap);
  if (times.size() < cap.max) return kNever;
  std::sort(times.rbegin(), times.rend());
  return times[cap.max - 1u];
}

unsigned ListedHistory::DebtorTries(uint64_t account, int32_t day) const {
  return static_cast<unsigned>(
      std::count_if(entries.begin(), entries.end(), [&](const Entry& entry) {
        return entry.attempt.key.account == account && entry.attempt.key.role == Role::kDebtor &&
               entry.attempt.day() == day && entry.outcome != dialgate::Outcome::kNotDialed;
      }));
}

bool ListedHistory::DebtorAnswered(uint64_t account, int32_t day) const {
  return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
    const bool wrong = entry.outcome == dialgate::Outcome::kWrongParty;
    return entry.attempt.key.account == account && entry.attempt.key.role == Role::kDebtor &&
           entry.attempt.day() >= day && (KindsOf(entry.outcome) >> kAnsweredKind & 1) != 0 &&
           (!wrong || flaw_ == Flaw::kWrongPartyIsAnswered);
  });
}

bool ListedHistory::HasRoom(const HistoryKey& key, const Policy&, int64_t) const {
  if (flaw_ != Flaw::kFullTooSoon) return true;
  const auto of_account = std::count_if(entries.begin(), entries.end(), [&](const Entry& entry) {
    return entry.attempt.key.account == key.account;
  });
  return of_account % 8 != 7;
}

bool ListedHistory::IsMade(WithdrawalKind kind, uint64_t what) const {
  return std::any_of(withdrawals.begin(), withdrawals.end(),
                     [&](const Made& made) { return made.kind == kind && made.what == what; });
}

bool ListedHistory::IsNumberWithdrawn(const HistoryKey& key) const {
  if (IsMade(WithdrawalKind::kNumber, key.number)) return true;
  return std::any_of(refusals.begin(), refusals.end(), [&](const Refusal& refusal) {
    if (refusal.key.number != key.number) return false;
    if (refusal.wrong_party) return refusal.key.debtor == key.debtor;
    if (flaw_ == Flaw::kRefusedIsOfOneAccount && refusal.key.account != key.account) return false;
    return (refusal.key.role == Role::kDebtor) == (key.role == Role::kDebtor) ||
           flaw_ == Flaw::kRefusedIsOfAllRoles;
  });
}

bool ListedHistory::IsAccountWithdrawn(uint64_t account) const {
  return IsMade(WithdrawalKind::kAccount, account);
}

bool ListedHistory::IsRoleWithdrawn(Role role) const {
  return IsMade(WithdrawalKind::kRole, static_cast<uint64_t>(role));
}

}  // namespace dialgate::model
