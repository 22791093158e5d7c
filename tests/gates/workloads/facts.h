// What both sides of the gates know: the host that makes the policies, and the target that decides.
#ifndef DIALGATE_TESTS_GATES_FACTS_H
#define DIALGATE_TESTS_GATES_FACTS_H

#include <cstdint>
#include <string_view>

namespace dialgate::gates {

constexpr std::string_view kSite = "shenzhen-3";

constexpr std::string_view kAccount = "LN-2026-00081734";  // 16 bytes
constexpr std::string_view kLongAccount =
    "LN-2026-00081734/branch-0042/product-consumer-loan/instalment-12";  // 64 bytes
constexpr std::string_view kNumber = "8613800138000";

constexpr int64_t kNotBefore = 1793491200;             // 2026-11-01T00:00:00Z
constexpr int64_t kNotAfter = 1796083200;              // 2026-12-01T00:00:00Z
constexpr int64_t kNow = 1794798000;                   // 2026-11-16T03:00:00Z, 11:00 in Shanghai
constexpr int64_t kNight = kNow + int64_t{12} * 3600;  // 23:00 there

}  // namespace dialgate::gates

#endif
