// Which events of a slot the rules of a policy may still ask for.
#ifndef DIALGATE_EVENT_NEEDS_H
#define DIALGATE_EVENT_NEEDS_H

#include "dialgate/policy.h"
#include "history/event_slot.h"

namespace dialgate {

class EventNeeds {
 public:
  // Of keys per `per`, of contacts of `role`; kNone: of every role. `policy` must outlive it.
  EventNeeds(const Policy& policy, int64_t now, Per per, Role role)
      : policy_(policy), now_(now), per_(per), role_(role) {}

  // A place for one more event: an empty one, or that of the oldest event that no rule may ask for
  // any more. The slot's capacity: there is none.
  unsigned FindRoom(const EventSlot& slot) const;

  // Whether a rule may ask for `event`, where it is the only one.
  bool Needs(const Event& event) const;

  // Whether no rule may ask for any of its events; whether one may ask for each event of a full
  // slot.
  bool NeedsNone(const EventSlot& slot) const { return Needed(slot) == 0; }
  bool NeedsAll(const EventSlot& slot) const {
    return (~Needed(slot) & ((1u << slot.capacity()) - 1)) == 0;
  }

 private:
  // Places of a slot, newest first.
  struct Order {
    void Fill(const EventSlot& slot, bool by_day);

    uint8_t places[EventSlot::kMaxEvents];
    uint8_t count = 0;
  };

  // A bit for each place; all of them where one of the events says that there were more.
  uint32_t Needed(const EventSlot& slot) const;
  uint32_t NeededInOrder(const EventSlot& slot, bool by_day) const;
  uint32_t NeededBy(const EventSlot& slot, const Order& newest_first, const Cap& cap) const;
  static uint32_t Bits(const Event& event, unsigned place);
  bool IsOpen(const Event& event) const;
  bool IsInWindow(const Event& event, const Cap& cap) const;
  bool CountsForGood(const Event& event, const Cap& cap) const;

  const Policy& policy_;
  int64_t now_;
  Per per_;
  Role role_;
};

}  // namespace dialgate

#endif
