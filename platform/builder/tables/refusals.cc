#include "platform/builder/tables/refusals.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "dialgate/words.h"
#include "platform/builder/tables/hex.h"
#include "platform/builder/tables/problem_text.h"

namespace dialgate::builder {
namespace {

enum Column : size_t { kLookupKey, kOutcome, kNumber, kRole, kDebtor };

constexpr size_t kWordDigits = 16;
constexpr size_t kDebtorDigits = 12;
constexpr char kAsWritten[] = "; give the file just as dialgate audit refusals wrote it";

std::vector<CsvColumn> Columns() {
  return {
      {"lookup_key", true}, {"outcome", true}, {"number", true}, {"role", true}, {"debtor", true}};
}

// Strictly as it is written: a spreadsheet makes other numbers of some of these.
std::optional<uint64_t> ParseTag(std::string_view text, size_t digits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  if (text.size() != digits) return std::nullopt;
  uint64_t tag = 0;
  for (const char c : text) {
    const size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    tag = tag << 4 | digit;
  }
  return tag;
}

std::string NoTag(const char* column, std::string_view cell, size_t digits) {
  return fmt::format("{}: {} is not {} digits 0 to 9 and a to f{}", column, Quoted(cell), digits,
                     kAsWritten);
}

std::string AnotherKey(uint64_t found, uint64_t key_id) {
  return fmt::format(
      "lookup_key: {:016x} is not the key of this build, {:016x}, under which no number of the "
      "file is known; give the refusals of this site's own gates, or build with the folder of "
      "their site's issuer",
      found, key_id);
}

// As a gate compares: what it took over from another log may be the upper 60 bits alone.
constexpr uint64_t Compared(uint64_t word) { return word & ~uint64_t{15}; }

// Both tags are evenly spread. A gate that carries on another one's log has this word alone, so
// there it stands as the number, with a debtor of all zeros.
constexpr uint64_t NumberUnder(uint64_t number, uint64_t debtor) { return number ^ debtor << 16; }

}  // namespace

tl::expected<InputDigest, Problem> Refusals::Add(const std::string& path, uint64_t key_id) {
  auto reader = CsvReader::Open(path, Columns());
  if (!reader) return tl::make_unexpected(reader.error());
  InputDigest digest;
  for (CsvRecords records;;) {
    const tl::expected<bool, Problem> more = (*reader)->Next(&records);
    if (!more) return tl::make_unexpected(more.error());
    if (!*more) break;
    for (size_t i = 0; i < records.size(); ++i) {
      const auto wrong = AddRow(records, i, key_id);
      if (wrong) return tl::make_unexpected(ProblemAt(path, records.Line(i), *wrong));
    }
    digest.rows += records.size();
  }
  digest.bytes = (*reader)->bytes_read();
  digest.digest = Hex((*reader)->Digest());
  return digest;
}

std::optional<std::string> Refusals::AddRow(const CsvRecords& records, size_t i, uint64_t key_id) {
  const auto id = ParseTag(records.Cell(i, kLookupKey), kWordDigits);
  if (!id) return NoTag("lookup_key", records.Cell(i, kLookupKey), kWordDigits);
  if (*id != key_id) return AnotherKey(*id, key_id);
  const std::optional<Outcome> outcome = ParseOutcome(records.Cell(i, kOutcome));
  if (outcome != Outcome::kRefused && outcome != Outcome::kWrongParty) {
    return std::string("outcome: is neither refused nor wrong_party") + kAsWritten;
  }
  const auto number = ParseTag(records.Cell(i, kNumber), kWordDigits);
  if (!number) return NoTag("number", records.Cell(i, kNumber), kWordDigits);
  return *outcome == Outcome::kRefused ? AddRefused(records, i, *number)
                                       : AddWrongParty(records, i, *number);
}

// `other`: all that a gate knows of one that it took over from another log, if he was no debtor.
std::optional<std::string> Refusals::AddRefused(const CsvRecords& records, size_t i,
                                                uint64_t number) {
  const std::string_view cell = records.Cell(i, kRole);
  const std::optional<Role> role = ParseRole(cell);
  if (!role && cell != "other") {
    return std::string("role: is neither debtor, guarantor, reference, representative nor other") +
           kAsWritten;
  }
  if (!records.Cell(i, kDebtor).empty()) {
    return std::string("debtor: is empty where someone refused") + kAsWritten;
  }
  (role == Role::kDebtor ? by_debtors_ : by_others_).insert(Compared(number));
  return std::nullopt;
}

std::optional<std::string> Refusals::AddWrongParty(const CsvRecords& records, size_t i,
                                                   uint64_t number) {
  if (!records.Cell(i, kRole).empty()) {
    return std::string("role: is empty where it was the wrong party") + kAsWritten;
  }
  const auto debtor = ParseTag(records.Cell(i, kDebtor), kDebtorDigits);
  if (!debtor) return NoTag("debtor", records.Cell(i, kDebtor), kDebtorDigits);
  wrong_parties_.insert(Compared(NumberUnder(number, *debtor)));
  return std::nullopt;
}

bool Refusals::Concern(uint64_t number, uint64_t debtor, Role role) const {
  const auto& refused = role == Role::kDebtor ? by_debtors_ : by_others_;
  return refused.contains(Compared(number)) ||
         wrong_parties_.contains(Compared(NumberUnder(number, debtor)));
}

tl::expected<std::vector<InputDigest>, Problem> ReadRefusals(const std::vector<std::string>& paths,
                                                             uint64_t key_id, Refusals* refusals) {
  std::vector<InputDigest> digests;
  for (const std::string& path : paths) {
    const auto digest = refusals->Add(path, key_id);
    if (!digest) return tl::make_unexpected(digest.error());
    digests.push_back(*digest);
  }
  std::sort(digests.begin(), digests.end(),
            [](const InputDigest& a, const InputDigest& b) { return a.digest < b.digest; });
  return digests;
}

}  // namespace dialgate::builder
