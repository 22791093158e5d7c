#include "platform/builder/rules/emergency_numbers.h"

#include <phonenumbers/shortnumberinfo.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "platform/builder/rules/phone_library.h"

namespace dialgate::builder {
namespace {

std::vector<std::string> FindEmergencyNumbers(const std::string& region) {
  PhoneLibrary();  // silences it first
  const phone::ShortNumberInfo short_numbers;
  std::vector<std::string> found;
  for (unsigned length = 3, count = 1000; length <= 5; ++length, count *= 10) {
    for (unsigned value = 0; value < count; ++value) {
      std::string digits = std::to_string(value);
      digits.insert(0, length - digits.size(), '0');
      if (short_numbers.IsEmergencyNumber(digits, region)) found.push_back(digits);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::vector<std::string> EmergencyNumbers(std::string_view region) {
  static std::mutex mutex;
  static std::map<std::string, std::vector<std::string>, std::less<>> known;
  const std::lock_guard<std::mutex> lock(mutex);
  auto entry = known.find(region);
  if (entry == known.end()) {
    entry = known.emplace(region, FindEmergencyNumbers(std::string(region))).first;
  }
  return entry->second;
}

}  // namespace dialgate::builder
