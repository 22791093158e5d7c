#include <algorithm>
#include <array>
#include <map>

#include "platform/builder/rules/role_rules.h"

namespace dialgate::builder {
namespace {

// For every way of counting, over days and over minutes apart, the largest `max`.
class Need {
 public:
  void Add(const proto::Cap& cap) {
    uint32_t& most = most_[cap.counts() * 2u + (cap.minutes() != 0 ? 1u : 0u)];
    most = std::max(most, cap.max());
  }
  uint32_t events() const {
    uint32_t sum = 0;
    for (uint32_t most : most_) sum += most;
    return sum;
  }

 private:
  std::array<uint32_t, 2 * proto::Counts_ARRAYSIZE> most_ = {};
};

}  // namespace

uint32_t HistoryEvents(const std::vector<proto::RoleRules>& roles) {
  Need number;
  uint32_t most = 0;
  for (const proto::RoleRules& rules : roles) {
    std::map<int, Need> needs;
    for (const proto::Cap& cap : rules.caps()) {
      (cap.per() == proto::PER_NUMBER ? number : needs[cap.per()]).Add(cap);
    }
    for (const auto& [per, need] : needs) most = std::max(most, need.events());
  }
  return std::max(most, number.events());
}

}  // namespace dialgate::builder
