#include "peers.h"

#include <cstdio>
#include <cstdlib>

namespace dialgate::benchmarks {
namespace {

template <typename Set>
void Fill(uint64_t contacts, Set* keys) {
  keys->reserve(contacts);
  for (uint64_t i = 0; i < contacts; ++i) {
    std::string key(IdOf(i / kContactsPerAccount).view());
    keys->insert(key.append("|").append(NumberOf(i).view()));
  }
}

void Bind(sqlite3_stmt* statement, std::string_view account, std::string_view number) {
  sqlite3_bind_text(statement, 1, account.data(), static_cast<int>(account.size()), SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, number.data(), static_cast<int>(number.size()), SQLITE_STATIC);
}

}  // namespace

StandardSet::StandardSet(uint64_t contacts) { Fill(contacts, &keys_); }

AbslSet::AbslSet(uint64_t contacts) { Fill(contacts, &keys_); }

Sqlite::Sqlite(uint64_t contacts) {
  sqlite3_open(":memory:", &database_);
  sqlite3_exec(database_,
               "CREATE TABLE contact (account TEXT, number TEXT, role INTEGER,"
               " PRIMARY KEY (account, number)) WITHOUT ROWID; BEGIN",
               nullptr, nullptr, nullptr);
  Insert(contacts);
  sqlite3_exec(database_, "COMMIT", nullptr, nullptr, nullptr);
  select_ = Prepare("SELECT role FROM contact WHERE account = ? AND number = ?");
}

Sqlite::~Sqlite() {
  sqlite3_finalize(select_);
  sqlite3_close(database_);
}

void Sqlite::Insert(uint64_t contacts) {
  sqlite3_stmt* insert = Prepare("INSERT INTO contact VALUES (?, ?, ?)");
  for (uint64_t i = 0; i < contacts; ++i) {
    const AccountId account = IdOf(i / kContactsPerAccount);
    const NumberText number = NumberOf(i);
    Bind(insert, account.view(), number.view());
    sqlite3_bind_int(insert, 3, i % kContactsPerAccount == 0 ? 1 : 3);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
}

sqlite3_stmt* Sqlite::Prepare(const char* text) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_, text, -1, &statement, nullptr) == SQLITE_OK) return statement;
  std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(database_));
  std::exit(2);
}

bool Sqlite::Contains(const Query& query) const {
  Bind(select_, query.account.view(), query.dialed.view());
  const bool found = sqlite3_step(select_) == SQLITE_ROW && sqlite3_column_int(select_, 0) != 0;
  sqlite3_reset(select_);
  return found;
}

PhoneLibrary::PhoneLibrary(uint64_t)
    : library_(i18n::phonenumbers::PhoneNumberUtil::GetInstance()) {}

bool PhoneLibrary::Contains(const Query& query) const {
  i18n::phonenumbers::PhoneNumber number;
  const std::string text(query.dialed.view());
  return library_->Parse(text, "CN", &number) ==
             i18n::phonenumbers::PhoneNumberUtil::NO_PARSING_ERROR &&
         library_->IsValidNumber(number);
}

}  // namespace dialgate::benchmarks
