#include "platform/builder/tables/judge.h"

#include <algorithm>

#include "dialgate/words.h"
#include "platform/builder/tables/problem_text.h"

namespace dialgate::builder {
namespace {

constexpr size_t kLargest = 20;

// Places of rows in the file, and of one account or number.
using Rows = std::vector<uint32_t>;
struct Range {
  uint32_t* first;
  uint32_t* last;
  uint32_t* begin() const { return first; }
  uint32_t* end() const { return last; }
};

class Judging {
 public:
  Judging(const std::string& file, uint32_t max_references, const Accounts& accounts,
          Chunked<ContactRow>* rows, Judgment* judgment)
      : file_(file),
        limits_{UINT32_MAX, kMaxGuarantors, max_references, kMaxRepresentatives},
        accounts_(accounts),
        rows_(*rows),
        judgment_(*judgment) {}

  std::optional<Problem> Run();

 private:
  void GroupByAccount();
  void JudgeAccount(uint32_t account, Range rows);
  void JudgeNumber(Range rows);
  void Withdraw(Range rows, const ContactRow& by);
  const uint32_t* FindRefused(Range rows) const;
  void WithdrawRefused(Range rows, const ContactRow& by);
  void Settle(Range rows);
  void Count(uint32_t account, Range rows);
  void TakeLimits(Range rows);
  void Remember(AccountSize size);
  auto Larger() const {
    return [this](const AccountSize& a, const AccountSize& b) {
      if (a.numbers != b.numbers) return a.numbers > b.numbers;
      return accounts_.TagOf(a.account).value < accounts_.TagOf(b.account).value;
    };
  }
  void Fail(const ContactRow& row, const std::string& what);

  const std::string& file_;
  const std::array<uint32_t, kRoles> limits_;
  const Accounts& accounts_;
  Chunked<ContactRow>& rows_;
  Judgment& judgment_;

  Rows order_;                  // all rows, account by account
  std::vector<uint32_t> ends_;  // of each account's rows, in the order
  Rows by_number_;
  uint64_t problem_line_ = UINT64_MAX;
  std::optional<Problem> problem_;
};

std::optional<Problem> Judging::Run() {
  GroupByAccount();
  uint32_t begin = 0;
  for (uint32_t account = 0; account < ends_.size(); ++account) {
    JudgeAccount(account, {order_.data() + begin, order_.data() + ends_[account]});
    begin = ends_[account];
  }
  std::sort_heap(judgment_.largest.begin(), judgment_.largest.end(), Larger());
  return problem_;
}

// A counting sort: rows of an account stay in the order of the file.
void Judging::GroupByAccount() {
  const auto size = static_cast<uint32_t>(rows_.size());
  std::vector<uint32_t> place(accounts_.size() + 1, 0);
  for (uint32_t i = 0; i < size; ++i) {
    ++place[rows_[i].account + 1];
    judgment_.refusals_concern |= rows_[i].refused;
  }
  for (uint32_t account = 1; account <= accounts_.size(); ++account)
    place[account] += place[account - 1];
  order_.resize(size);
  for (uint32_t i = 0; i < size; ++i) order_[place[rows_[i].account]++] = i;
  place.pop_back();
  ends_ = std::move(place);
}

void Judging::JudgeAccount(uint32_t account, Range rows) {
  by_number_.assign(rows.begin(), rows.end());
  std::sort(by_number_.begin(), by_number_.end(), [&](uint32_t a, uint32_t b) {
    const uint64_t number_a = rows_[a].number.word();
    const uint64_t number_b = rows_[b].number.word();
    return number_a != number_b ? number_a < number_b : a < b;
  });
  uint32_t* const end = by_number_.data() + by_number_.size();
  for (uint32_t* first = by_number_.data(); first != end;) {
    uint32_t* last = first;
    while (last != end && rows_[*last].number == rows_[*first].number) ++last;
    if (!rows_[*first].number.empty()) JudgeNumber({first, last});
    first = last;
  }
  TakeLimits(rows);
  Count(account, rows);
}

void Judging::JudgeNumber(Range rows) {
  const auto withdraws = [&](uint32_t i) { return rows_[i].withdrawn != 0; };
  const uint32_t* const by = std::find_if(rows.begin(), rows.end(), withdraws);
  if (by != rows.end()) return Withdraw(rows, rows_[*by]);
  const uint32_t* const refused = FindRefused(rows);
  if (refused != rows.end()) return WithdrawRefused(rows, rows_[*refused]);
  // Those that are left out already have no say.
  Settle({rows.begin(), std::stable_partition(rows.begin(), rows.end(), [&](uint32_t i) {
            return rows_[i].ExclusionOf() == Exclusion::kNone;
          })});
}

void Judging::Withdraw(Range rows, const ContactRow& by) {
  const uint32_t zone_set = by.zone_set;
  const bool lacks_zones = by.lacks_zones;
  for (const uint32_t i : rows) {
    ContactRow& row = rows_[i];
    row.exclusion = static_cast<uint32_t>(Exclusion::kNone);
    row.standing = static_cast<uint32_t>(Standing::kRepeated);
  }
  ContactRow& first = rows_[*rows.begin()];
  first.standing = static_cast<uint32_t>(Standing::kContact);
  first.zone_set = zone_set;
  first.lacks_zones = lacks_zones;
  first.consent = 0;
  first.withdrawn = 1;
}

// Which role the number has is what the rows say that are not left out by themselves; where all
// are, what any of them says. So a label that nobody declared takes no one's own number away.
const uint32_t* Judging::FindRefused(Range rows) const {
  const auto refused = [&](uint32_t i) { return rows_[i].refused != 0; };
  const auto stands = [&](uint32_t i) { return rows_[i].ExclusionOf() == Exclusion::kNone; };
  if (std::none_of(rows.begin(), rows.end(), stands)) {
    return std::find_if(rows.begin(), rows.end(), refused);
  }
  return std::find_if(rows.begin(), rows.end(),
                      [&](uint32_t i) { return refused(i) && stands(i); });
}

// Where it states no zones any will do: it is not called.
void Judging::WithdrawRefused(Range rows, const ContactRow& by) {
  ContactRow somewhere = by;
  somewhere.lacks_zones = 0;
  Withdraw(rows, somewhere);
  ++judgment_.refused;
}

void Judging::Settle(Range rows) {
  if (rows.begin() == rows.end()) return;
  const ContactRow& first = rows_[*rows.begin()];
  const bool agree = std::all_of(rows.begin(), rows.end(), [&](uint32_t i) {
    const ContactRow& row = rows_[i];
    return row.role == first.role && row.consent == first.consent &&
           row.zone_set == first.zone_set && row.lacks_zones == first.lacks_zones;
  });
  for (const uint32_t i : rows) {
    ContactRow& row = rows_[i];
    if (agree) {
      row.standing =
          static_cast<uint32_t>(i == *rows.begin() ? Standing::kContact : Standing::kRepeated);
    } else {
      row.exclusion = static_cast<uint32_t>(Exclusion::kConflictingRows);
    }
  }
}

void Judging::TakeLimits(Range rows) {
  std::array<uint32_t, kRoles> counts = {};
  for (const uint32_t i : rows) {
    const ContactRow& row = rows_[i];
    if (row.StandingOf() != Standing::kContact) continue;
    if (row.lacks_zones) {
      Fail(row,
           "zones: none are stated, and the site's default zones are not for this contact; write "
           "its IANA zones");
    }
    if (row.withdrawn || ++counts[row.role] <= limits_[row.role]) continue;
    const std::string limit = std::to_string(limits_[row.role]);
    Fail(row, "account " + Quoted(accounts_.Id(row.account)) + " has more than " + limit +
                  " contacts of role " + std::string(Name(row.RoleOf())) +
                  "; remove some, or withdraw them");
  }
}

void Judging::Count(uint32_t account, Range rows) {
  uint32_t numbers = 0;
  bool callable = false;
  for (const uint32_t i : rows) {
    const ContactRow& row = rows_[i];
    if (row.StandingOf() == Standing::kLeftOut) {
      ++judgment_.excluded[row.exclusion];
    } else if (row.StandingOf() == Standing::kRepeated) {
      ++judgment_.repeated;
    } else {
      ++numbers;
      callable = callable || !row.withdrawn;
      ++(row.withdrawn ? judgment_.withdrawn : judgment_.contacts[row.role]);
    }
  }
  if (!callable) ++judgment_.accounts_without_contacts;
  if (numbers > 0) Remember({account, numbers});
}

// The smallest of the largest is at the front of the heap.
void Judging::Remember(AccountSize size) {
  std::vector<AccountSize>& largest = judgment_.largest;
  if (largest.size() == kLargest) {
    if (!Larger()(size, largest.front())) return;
    std::pop_heap(largest.begin(), largest.end(), Larger());
    largest.pop_back();
  }
  largest.push_back(size);
  std::push_heap(largest.begin(), largest.end(), Larger());
}

void Judging::Fail(const ContactRow& row, const std::string& what) {
  if (row.line >= problem_line_) return;
  problem_line_ = row.line;
  problem_ = ProblemAt(file_, row.line, what);
}

}  // namespace

std::optional<Problem> Judge(const std::string& file, uint32_t max_references,
                             const Accounts& accounts, Chunked<ContactRow>* rows,
                             Judgment* judgment) {
  return Judging(file, max_references, accounts, rows, judgment).Run();
}

}  // namespace dialgate::builder
