// When a call that came at a wrong time may be made: from one opening to the next, never second by
// second.
#include "decision/contact_case.h"

namespace dialgate {
namespace {

bool IsAboutTime(Reason reason) {
  return reason == Reason::kTooEarly || reason == Reason::kOutsideHours ||
         reason == Reason::kLimitReached;
}

// The earliest second from `utc` on at which `cap` lets one more event pass, if nothing else
// happens.
int64_t WhenUnder(const ContactCase& c, const Zone& zone, const Cap& cap, int64_t utc,
                  int64_t limit) {
  const int64_t newest = c.situation.history.NewestAtMax(c.key, cap);
  if (newest == History::kNever) return utc;
  if (cap.days != 0) return WhenDay(zone, newest + cap.days, utc, limit);
  const int64_t end = newest + cap.minutes * 60;
  return end > utc ? end : utc;
}

// One pass over everything that must hold: moves `utc` forward past whatever does not hold yet.
int64_t Advance(const ContactCase& c, const ZoneSet& zones, int64_t utc, int64_t limit) {
  const Zone& primary = zones.zones[0];
  utc = WhenDay(primary, c.FirstDay(), utc, limit);
  for (unsigned i = 0; i < zones.count; ++i) {
    utc = WhenOpen(c.policy(), *c.rules, zones.zones[i], utc, limit);
  }
  FieldList caps = c.rules->caps;
  for (ByteView item; caps.Next(&item);) {
    utc = WhenUnder(c, primary, ReadCap(item), utc, limit);
  }
  return utc;
}

// The earliest second from now on at which all of it holds; else `limit` or later.
[[gnu::noinline]] int64_t WhenAllowed(const ContactCase& c, int64_t limit) {
  const ZoneSet zones = c.policy().ZonesOf(c.contact);
  int64_t utc = c.situation.now;
  for (int64_t before = utc - 1; before != utc && utc < limit;) {
    before = utc;
    utc = Advance(c, zones, utc, limit);
  }
  return utc;
}

}  // namespace

// Two steps, neither inlined: what one needs of the stack is free again for the next.
tl::expected<int64_t, RetryError> RetryAt(const Situation& situation, const Call& call) {
  ContactCase c{situation, call};
  if (!IsAboutTime(Decide(c))) return tl::unexpected(RetryError::kNever);
  const int64_t limit = c.policy().not_after();
  const int64_t utc = WhenAllowed(c, limit);
  if (utc >= limit) return tl::unexpected(RetryError::kNever);
  return utc;
}

}  // namespace dialgate
