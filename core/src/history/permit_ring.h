// Which calls of the last 24 hours still wait for an outcome.
#ifndef DIALGATE_PERMIT_RING_H
#define DIALGATE_PERMIT_RING_H

#include "dialgate/attempts.h"

namespace dialgate {

enum class PermitState : uint8_t {
  kUnreported = 0,
  kAnswered = 1,  // open for what makes it more precise
  kReported = 2,
};

// A view of the storage of Attempts: two words a permit, in the order of their sequences.
//   word 0: sequence << 2 | state; word 1: UTC second of the placing
class PermitRing {
 public:
  // `made`: how many were put there since the start.
  PermitRing(const AttemptStorage& storage, uint32_t made)
      : words_(storage.permits), size_(storage.permit_count), made_(made) {}

  // Whether the oldest one may be forgotten.
  bool HasRoom(int64_t now) const;

  void Put(uint64_t sequence, int64_t at) const;

  // The two words of the permit of `sequence`; null: it is forgotten.
  uint32_t* Find(uint64_t sequence) const;

 private:
  uint32_t* At(uint32_t number) const { return words_ + 2 * size_t{number % size_}; }

  uint32_t* words_;
  uint32_t size_;
  uint32_t made_;
};

}  // namespace dialgate

#endif
