// The regulation profiles that ship with dialgate, as they are written.
#ifndef DIALGATE_PROFILE_TEXTS_H
#define DIALGATE_PROFILE_TEXTS_H

#include <cstddef>
#include <string_view>

namespace dialgate::profiles {

struct ProfileText {
  std::string_view name;  // `us-reg-f`, by which a site names it
  std::string_view text;  // a Profile (platform/builder/rules/profile.proto) in text format
};

// Ascending by name.
extern const ProfileText kProfileTexts[];
extern const size_t kProfileCount;

}  // namespace dialgate::profiles

#endif
