#include "platform/builder/tables/accounts.h"

#include <string.h>

#include "dialgate/words.h"
#include "platform/builder/tables/csv_reader.h"
#include "platform/builder/tables/hex.h"
#include "platform/builder/tables/iso_date.h"
#include "platform/builder/tables/problem_text.h"

namespace dialgate::builder {
namespace {

constexpr size_t kMaxId = 64;

enum Column : size_t { kAccount, kDebtor, kDueDate, kStopped };

std::vector<CsvColumn> Columns() {
  return {{"account", true}, {"debtor", false}, {"due_date", false}, {"stopped", false}};
}

// One row, read; the views go with the records.
struct AccountCells {
  std::string_view account;
  std::string_view debtor;
  uint16_t due = 0;
  uint8_t stopped = 0;
};

tl::expected<AccountCells, std::string> ReadRow(const CsvRecords& records, size_t i) {
  AccountCells row;
  row.account = records.Cell(i, kAccount);
  if (row.account.empty() || row.account.size() > kMaxId) {
    return tl::make_unexpected("account: an id has 1 to 64 bytes, this one " +
                               std::to_string(row.account.size()));
  }
  row.debtor = records.Cell(i, kDebtor);
  if (row.debtor.empty()) row.debtor = row.account;
  if (row.debtor.size() > kMaxId) {
    return tl::make_unexpected("debtor: an id has 1 to 64 bytes, this one " +
                               std::to_string(row.debtor.size()));
  }
  const std::string_view due = records.Cell(i, kDueDate);
  if (!due.empty()) {
    const std::optional<int32_t> day = ParseDay(due);
    if (!day)
      return tl::make_unexpected(std::string(
          "due_date: is no date from 1970-01-01 to 2149-06-05; write it as 2026-08-31"));
    row.due = static_cast<uint16_t>(1 + *day);
  }
  const std::string_view stopped = records.Cell(i, kStopped);
  if (!stopped.empty()) {
    const std::optional<Account::Stopped> word = ParseStopped(stopped);
    if (!word) {
      return tl::make_unexpected(
          std::string("stopped: is no known word; leave it empty or write cease, dispute, "
                      "insolvency, grievance or attorney"));
    }
    row.stopped = static_cast<uint8_t>(*word);
  }
  return row;
}

}  // namespace

std::optional<uint64_t> Accounts::Add(const Tag& tag, uint64_t debtor, uint16_t due,
                                      uint8_t stopped, std::string_view id, uint64_t line) {
  if (3 * (rows_.size() + 1) > 2 * index_.size()) Grow();
  uint32_t* place = Place(tag);
  if (*place != kNone) return LineOf(*place);
  *place = size();
  rows_.push_back({tag, debtor << 16 | 8u | stopped, KeepId(id, line), due});
  return std::nullopt;
}

uint32_t* Accounts::Place(const Tag& tag) {
  size_t i = tag.place & (index_.size() - 1);
  while (index_[i] != kNone) {
    const Tag& other = TagOf(index_[i]);
    if (other.place == tag.place && other.value == tag.value) break;
    i = (i + 1) & (index_.size() - 1);
  }
  return &index_[i];
}

uint32_t Accounts::Find(const Tag& tag) const {
  if (index_.empty()) return kNone;
  return *const_cast<Accounts*>(this)->Place(tag);
}

void Accounts::PrefetchIndex(const Tag& tag) const {
  if (!index_.empty()) __builtin_prefetch(&index_[tag.place & (index_.size() - 1)]);
}

void Accounts::PrefetchRow(const Tag& tag) const {
  if (index_.empty()) return;
  const uint32_t account = index_[tag.place & (index_.size() - 1)];
  if (account != kNone) __builtin_prefetch(&rows_[account]);
}

void Accounts::Grow() {
  index_.assign(index_.empty() ? 1024 : 2 * index_.size(), kNone);
  for (uint32_t account = 0; account < size(); ++account) *Place(TagOf(account)) = account;
}

uint64_t Accounts::KeepId(std::string_view id, uint64_t line) {
  char head[sizeof line + 1];
  memcpy(head, &line, sizeof line);
  head[sizeof line] = static_cast<char>(id.size());
  if (ids_.empty() || ids_.back().size() + sizeof head + id.size() > kIdChunk) {
    ids_.emplace_back().reserve(kIdChunk);
  }
  const uint64_t where = (ids_.size() - 1) * kIdChunk + ids_.back().size();
  ids_.back().append(head, sizeof head).append(id);
  return where;
}

uint64_t Accounts::LineOf(uint32_t account) const {
  const uint64_t where = rows_[account].id;
  uint64_t line;
  memcpy(&line, &ids_[where / kIdChunk][where % kIdChunk], sizeof line);
  return line;
}

std::string_view Accounts::Id(uint32_t account) const {
  const uint64_t where = rows_[account].id;
  const char* size = &ids_[where / kIdChunk][where % kIdChunk + sizeof(uint64_t)];
  return {size + 1, static_cast<size_t>(*size)};
}

void Accounts::ForgetIds() {
  std::vector<std::string>().swap(ids_);
  std::vector<uint32_t>().swap(index_);
}

tl::expected<InputDigest, Problem> ReadAccounts(const AccountsSource& source, Accounts* accounts) {
  auto reader = CsvReader::Open(source.path, Columns());
  if (!reader) return tl::make_unexpected(reader.error());
  InputDigest digest;
  for (CsvRecords records;;) {
    const tl::expected<bool, Problem> more = (*reader)->Next(&records);
    if (!more) return tl::make_unexpected(more.error());
    if (!*more) break;
    for (size_t i = 0; i < records.size(); ++i) {
      const auto row = ReadRow(records, i);
      if (!row) return tl::make_unexpected(ProblemAt(source.path, records.Line(i), row.error()));
      const auto earlier = accounts->Add(source.tagger->Account(row->account),
                                         source.tagger->Debtor(row->debtor).short_value(), row->due,
                                         row->stopped, row->account, records.Line(i));
      if (!earlier) continue;
      return tl::make_unexpected(ProblemAt(source.path, records.Line(i),
                                           "account: stands on line " + std::to_string(*earlier) +
                                               " already; remove one of the two rows"));
    }
    digest.rows += records.size();
    if (source.progress) source.progress(digest.rows, (*reader)->bytes_read());
  }
  digest.bytes = (*reader)->bytes_read();
  digest.digest = Hex((*reader)->Digest());
  return digest;
}

}  // namespace dialgate::builder
