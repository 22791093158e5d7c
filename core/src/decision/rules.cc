#include "dialgate/rules.h"

namespace dialgate {

void HoldToFloor(RoleRules* rules) {
  if (rules->role != Role::kReference) return;
  rules->purposes = rules->purposes.Without(Purposes{}.With(Purpose::kCollect));
  rules->modes = rules->modes.Without(Modes{}.With(Mode::kPrerecorded));
  rules->disclosures = {};
}

}  // namespace dialgate
