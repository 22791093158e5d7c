// What stopped a build, in words for the person who can put it right.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_PROBLEM_H
#define DIALGATE_PLATFORM_BUILDER_RULES_PROBLEM_H

#include <string>

namespace dialgate::builder {

// One line: where (`rules.txtpb:12:3: roles[0].caps[1].max`, or what else is to be changed), what
// is wrong there, and what to do.
struct Problem {
  std::string message;
};

}  // namespace dialgate::builder

#endif
