#include "platform/builder/tables/iso_date.h"

#include <absl/time/civil_time.h>

namespace dialgate::builder {
namespace {

bool IsDate(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  if (text.size() != kForm.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (kForm[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

int Number(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) number = 10 * number + (digit - '0');
  return number;
}

}  // namespace

std::optional<int32_t> ParseDay(std::string_view text) {
  if (!IsDate(text)) return std::nullopt;
  const int year = Number(text.substr(0, 4));
  const int month = Number(text.substr(5, 2));
  const absl::CivilDay date(year, month, Number(text.substr(8, 2)));
  // absl takes the 31st of February for a day in March: whatever is in no calendar changes the
  // month.
  if (date.month() != month) return std::nullopt;
  const absl::civil_diff_t days = date - absl::CivilDay(1970, 1, 1);
  if (days < 0 || days > kLastDay) return std::nullopt;
  return static_cast<int32_t>(days);
}

}  // namespace dialgate::builder
