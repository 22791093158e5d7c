// What an allowed call is dialed as.
#ifndef DIALGATE_DIAL_STRING_H
#define DIALGATE_DIAL_STRING_H

#include <string_view>

#include "dialgate/call.h"
#include "dialgate/decision.h"
#include "dialgate/dialed_text.h"

namespace dialgate {

// Writes into `out` what `decision`, the answer to `call`, allows to be dialed: a number in E.164
// with its
// `+`, the bare digits of an emergency number or extension, or an emergency service URN in lower
// case. Gives a view of it; empty for a denial, which nothing may be dialed for.
std::string_view WriteDialString(const Decision& decision, const Call& call,
                                 char (&out)[DialedText::kMaxBytes]);

}  // namespace dialgate

#endif
