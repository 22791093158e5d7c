// What else could say whether an account lists a number: each asked with a key that is ready, and
// holding the contacts of a LargeSite in memory.
#ifndef DIALGATE_TESTS_BENCHMARK_PEERS_H
#define DIALGATE_TESTS_BENCHMARK_PEERS_H

#include <absl/container/flat_hash_set.h>
#include <phonenumbers/phonenumberutil.h>
#include <sqlite3.h>

#include <string>
#include <unordered_set>

#include "queries.h"

namespace dialgate::benchmarks {

class StandardSet {
 public:
  static constexpr const char* kName = "unordered_set";
  explicit StandardSet(uint64_t contacts);
  bool Contains(const Query& query) const { return keys_.find(query.key) != keys_.end(); }

 private:
  std::unordered_set<std::string> keys_;
};

class AbslSet {
 public:
  static constexpr const char* kName = "flat_hash_set";
  explicit AbslSet(uint64_t contacts);
  bool Contains(const Query& query) const { return keys_.find(query.key) != keys_.end(); }

 private:
  absl::flat_hash_set<std::string> keys_;
};

// A table in memory, clustered by its primary key (account, number), asked by one prepared
// statement.
class Sqlite {
 public:
  static constexpr const char* kName = "sqlite";
  explicit Sqlite(uint64_t contacts);
  ~Sqlite();
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;
  bool Contains(const Query& query) const;

 private:
  void Insert(uint64_t contacts);
  sqlite3_stmt* Prepare(const char* text);

  sqlite3* database_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
};

// Knows no contacts: it only says whether the dialed text is a valid number. What a gate would cost
// that read its texts with it.
class PhoneLibrary {
 public:
  static constexpr const char* kName = "libphonenumber";
  explicit PhoneLibrary(uint64_t contacts);
  bool Contains(const Query& query) const;

 private:
  const i18n::phonenumbers::PhoneNumberUtil* library_;
};

}  // namespace dialgate::benchmarks

#endif
