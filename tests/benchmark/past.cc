#include "past.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace dialgate::benchmarks {
namespace {

constexpr uint32_t kPermits = 1 << 22, kWithdrawals = 1 << 16;
constexpr int64_t kDay = 86400;

uint32_t* Words(Pages& pages) { return reinterpret_cast<uint32_t*>(pages.data()); }

}  // namespace

Past::Past(const LargeSite& site, uint64_t keys, unsigned words, PageSize page_size)
    : words_(words),
      every_(std::max<uint64_t>(site.accounts() * kKeysPerDebtor / keys, 1)),
      slot_bytes_(keys * kSlotsPerKey * words * sizeof(uint32_t)),
      slots_(slot_bytes_, page_size),
      permits_(size_t{kPermits} * 2 * sizeof(uint32_t), page_size),
      withdrawals_(size_t{kWithdrawals} * 4 * sizeof(uint32_t), page_size),
      attempts_({Words(slots_), static_cast<uint32_t>(keys * kSlotsPerKey), words, Words(permits_),
                 kPermits, Words(withdrawals_), kWithdrawals}) {
  for (uint64_t account = 0; account + every_ <= site.accounts(); account += every_) {
    Query query;
    query.account = IdOf(account);
    query.number = NumberOf(account * kContactsPerAccount).number();
    for (unsigned call = 0; call < kCalls; ++call) {
      const Attempt attempt = Next(site, query, gates::kNow - 2 * kDay - call);
      if (!attempts_.HasRoom(attempt.key, site.policy(), attempt.at)) {
        std::fputs("the past finds no room: fewer keys are wanted\n", stderr);
        std::exit(2);
      }
      attempts_.Add(attempt, site.policy());
      attempts_.Report(attempt, Outcome::kNoAnswer);
    }
  }
  for (uint64_t i = 1; i <= kRefusals; ++i) {
    attempts_.Withdraw(WithdrawalKind::kRefused, i * 0x9E3779B97F4A7C15u, 0);
  }
}

Attempt Past::Next(const LargeSite& site, const Query& query, int64_t at) {
  const auto account = site.policy().FindAccount(site.tagger(), query.account.view());
  const HistoryKey key = {site.tagger().Number(query.number), query.known.value, account->debtor,
                          Role::kDebtor};
  return {key, ++sequence_, at, 8 * 3600};
}

}  // namespace dialgate::benchmarks
