#include "platform/builder/tables/shared_numbers.h"

#include <algorithm>

namespace dialgate::builder {
namespace {

// Numbers are gone through by their last digit, so that a tenth of them is in memory at a time.
constexpr uint64_t kDigits = 10;

struct Entry {
  uint64_t number;
  uint32_t row;
};

using Entries = std::vector<Entry>;

void Collect(const Chunked<ContactRow>& rows, uint64_t last_digit, Entries* entries) {
  entries->clear();
  for (uint32_t i = 0; i < rows.size(); ++i) {
    const ContactRow& row = rows[i];
    const uint64_t number = row.number.word();
    if (row.StandingOf() == Standing::kContact && (number & 0xF) == last_digit)
      entries->push_back({number, i});
  }
  std::sort(entries->begin(), entries->end(), [](const Entry& a, const Entry& b) {
    return a.number != b.number ? a.number < b.number : a.row < b.row;
  });
}

class Finder {
 public:
  Finder(const Chunked<ContactRow>& rows, const Accounts& accounts, const Tagger& tagger)
      : rows_(rows), accounts_(accounts), tagger_(tagger) {}

  // Adds the number of these entries, if it is shared.
  void Add(Entries::const_iterator first, Entries::const_iterator last) {
    if (last - first == 1) return;
    SharedNumber shared;
    shared.debtors = CountDebtors(first, last);
    for (auto entry = first; entry != last; ++entry) {
      shared.roles |= static_cast<uint8_t>(1u << static_cast<unsigned>(rows_[entry->row].RoleOf()));
    }
    constexpr uint8_t kDebtor = 1u << static_cast<unsigned>(Role::kDebtor);
    const bool two_sided = (shared.roles & kDebtor) != 0 && shared.roles != kDebtor;
    if (shared.debtors == 1 && !two_sided) return;
    for (auto entry = first; entry != last; ++entry) {
      const ContactRow& row = rows_[entry->row];
      shared.contacts.push_back(
          tagger_.Contact(accounts_.TagOf(row.account), row.number).short_value());
    }
    std::sort(shared.contacts.begin(), shared.contacts.end());
    found_.push_back(std::move(shared));
  }

  std::vector<SharedNumber> TakeFound() { return std::move(found_); }

 private:
  uint32_t CountDebtors(Entries::const_iterator first, Entries::const_iterator last) {
    debtors_.clear();
    for (auto entry = first; entry != last; ++entry) {
      debtors_.push_back(accounts_.DebtorOf(rows_[entry->row].account));
    }
    std::sort(debtors_.begin(), debtors_.end());
    return static_cast<uint32_t>(std::unique(debtors_.begin(), debtors_.end()) - debtors_.begin());
  }

  const Chunked<ContactRow>& rows_;
  const Accounts& accounts_;
  const Tagger& tagger_;
  std::vector<uint64_t> debtors_;
  std::vector<SharedNumber> found_;
};

}  // namespace

std::vector<SharedNumber> FindSharedNumbers(const Chunked<ContactRow>& rows,
                                            const Accounts& accounts, const Tagger& tagger) {
  Finder finder(rows, accounts, tagger);
  Entries entries;
  for (uint64_t digit = 0; digit < kDigits; ++digit) {
    Collect(rows, digit, &entries);
    for (auto first = entries.cbegin(); first != entries.cend();) {
      const auto last = std::find_if(
          first, entries.cend(), [&](const Entry& entry) { return entry.number != first->number; });
      finder.Add(first, last);
      first = last;
    }
  }
  std::vector<SharedNumber> found = finder.TakeFound();
  std::sort(found.begin(), found.end(),
            [](const SharedNumber& a, const SharedNumber& b) { return a.contacts < b.contacts; });
  return found;
}

}  // namespace dialgate::builder
