#include "platform/command/table_counts.h"

#include <cstring>

namespace dialgate::command {
namespace {

constexpr uint64_t kDueMask = 0xFFFF;
constexpr uint64_t kStoppedMask = 7;
constexpr uint64_t kRoleMask = 3, kWithdrawn = 4, kConsent = 8;

uint64_t Word(ByteView table, size_t offset) {
  uint64_t word;
  std::memcpy(&word, table.data + offset, sizeof word);
  return word;
}

void CountAccounts(ByteView table, TableCounts* counts) {
  for (size_t offset = 0; offset + 16 <= table.size; offset += 16) {
    const uint64_t account = Word(table, offset), debtor = Word(table, offset + 8);
    if (account == 0 && debtor == 0) continue;
    ++counts->accounts;
    if ((account & kDueMask) != 0) ++counts->past_due;
    ++counts->stopped[debtor & kStoppedMask];
  }
}

void CountContacts(ByteView table, TableCounts* counts) {
  for (size_t offset = 0; offset + 8 <= table.size; offset += 8) {
    const uint64_t contact = Word(table, offset);
    if (contact == 0) continue;
    const size_t role = 1 + (contact & kRoleMask);
    if ((contact & kWithdrawn) != 0) {
      ++counts->withdrawn[role];
      continue;
    }
    ++counts->contacts[role];
    if ((contact & kConsent) != 0) ++counts->consenting[role];
  }
}

}  // namespace

TableCounts CountTables(const Policy& policy) {
  TableCounts counts;
  CountAccounts(policy.accounts(), &counts);
  CountContacts(policy.contacts(), &counts);
  return counts;
}

}  // namespace dialgate::command
