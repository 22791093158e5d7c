#include "dialgate/rules.h"

namespace dialgate {

RoleRules AboveFloor(RoleRules rules) {
  if (rules.role == Role::kReference) {
    rules.purposes = rules.purposes.Without(Purposes{}.With(Purpose::kCollect));
    rules.modes = rules.modes.Without(Modes{}.With(Mode::kPrerecorded));
    rules.disclosures = {};
  }
  return rules;
}

}  // namespace dialgate
