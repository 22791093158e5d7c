// Everything that the core does: a policy is opened, a call decided, and when to try again.
#include "program.h"

int main() {
  using namespace dialgate;
  gates::Inputs& in = *gates::Unknown();
  const Tagger tagger(in.key, in.crypto);
  const auto policy = Policy::Open(in.image, in.trust, tagger, in.crypto);
  if (!policy) return 1;
  const Situation situation{&*policy, tagger, in.device, in.history, in.now};
  in.decision = Decide(situation, in.call);
  const auto retry_at = RetryAt(situation, in.call);
  if (retry_at) in.retry_at = *retry_at;
  gates::Unknown();
  return 0;
}
