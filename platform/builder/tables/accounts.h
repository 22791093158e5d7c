// accounts.csv, held by tag.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_ACCOUNTS_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_ACCOUNTS_H

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "dialgate/tags.h"
#include "platform/builder/rules/problem.h"
#include "platform/builder/tables/chunked.h"

namespace dialgate::builder {

// The accounts of a site in the order of the file; an account is named by its place in it. No id is
// kept but what Id gives: all else goes by tags, of which 128 bits tell any two accounts apart.
class Accounts {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFFu;

  // Adds an account that stands on `line`. `due` is 1 + its day, or 0; `stopped` the number of the
  // word. Says where the account stands already instead, if it does.
  std::optional<uint64_t> Add(const Tag& tag, uint64_t debtor, uint16_t due, uint8_t stopped,
                              std::string_view id, uint64_t line);

  // kNone if there is none. Any number of threads may ask while nothing is added.
  uint32_t Find(const Tag& tag) const;

  // Bring near what Find is going to look at: first the one, somewhat later the other.
  void PrefetchIndex(const Tag& tag) const;
  void PrefetchRow(const Tag& tag) const;

  uint32_t size() const { return static_cast<uint32_t>(rows_.size()); }
  const Tag& TagOf(uint32_t account) const { return rows_[account].tag; }
  uint64_t DebtorOf(uint32_t account) const { return rows_[account].debtor_and_stopped >> 16; }

  // Precondition: ForgetIds was not called.
  std::string_view Id(uint32_t account) const;

  // Gives back the memory of the ids, and of finding.
  void ForgetIds();

  // The two words of an entry of the policy's table.
  uint64_t FirstWord(uint32_t account) const {
    return TagOf(account).short_value() << 16 | rows_[account].due;
  }
  uint64_t SecondWord(uint32_t account) const { return rows_[account].debtor_and_stopped; }

 private:
  struct Row {
    Tag tag;
    uint64_t debtor_and_stopped;  // as it goes into the policy
    uint64_t id : 48;             // where the id begins, in ids_
    uint64_t due : 16;
  };
  static constexpr size_t kIdChunk = 1 << 26;  // mapped as it fills, like the chunks of rows_

  uint32_t* Place(const Tag& tag);
  uint64_t LineOf(uint32_t account) const;
  void Grow();
  uint64_t KeepId(std::string_view id, uint64_t line);

  Chunked<Row> rows_;
  std::vector<uint32_t>
      index_;  // open addressing by tag; kNone: free. A power of two, at most two thirds full
  std::vector<std::string> ids_;  // line, size and bytes of each id, none across two of these
};

// What reading accounts.csv needs.
struct AccountsSource {
  std::string path;
  const Tagger* tagger;
  std::function<void(uint64_t rows, uint64_t bytes)> progress;  // may be none
};

struct InputDigest {
  std::string digest;  // RunningDigest's, in hexadecimal
  uint64_t bytes = 0;
  uint64_t rows = 0;
};

// Reads all of accounts.csv into `accounts`. Errors: the first in the order of the lines; within a
// row in the order of the columns of the interfaces.
tl::expected<InputDigest, Problem> ReadAccounts(const AccountsSource& source, Accounts* accounts);

}  // namespace dialgate::builder

#endif
