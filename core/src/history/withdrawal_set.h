// What was withdrawn on the device or by an outcome.
#ifndef DIALGATE_WITHDRAWAL_SET_H
#define DIALGATE_WITHDRAWAL_SET_H

#include "dialgate/attempts.h"

namespace dialgate {

// A view of the storage of Attempts: four words each, of open addressing.
//   words 0, 1: key; words 2, 3: id, 0 where nothing ends it, all ones where it
//   was ended
class WithdrawalSet {
 public:
  // `made`: how many places are taken.
  WithdrawalSet(const AttemptStorage& storage, uint32_t made)
      : words_(storage.withdrawals), size_(storage.withdrawal_count), made_(made) {}

  bool Contains(uint64_t key) const;

  // Asks the memory for where Contains looks first. Precondition: there is storage.
  void Prefetch(uint64_t key) const { __builtin_prefetch(At(Home(key))); }

  // Takes a place. Precondition: HasRoom.
  void Put(uint64_t key, uint64_t id) const;
  // An eighth stays free, and at least one: a search ends there.
  bool HasRoom() const { return made_ < size_ - size_ / 8 && made_ + 1 < size_; }

  void End(uint64_t id) const;
  bool Holds(uint64_t id) const;

  static uint64_t KeyOf(WithdrawalKind kind, uint64_t what);

 private:
  uint32_t* At(uint32_t index) const { return words_ + 4 * size_t{index}; }
  static uint64_t Load(const uint32_t* words) {
    return words[0] | static_cast<uint64_t>(words[1]) << 32;
  }
  static void Store(uint32_t* words, uint64_t value) {
    words[0] = static_cast<uint32_t>(value);
    words[1] = static_cast<uint32_t>(value >> 32);
  }
  uint32_t Home(uint64_t key) const { return static_cast<uint32_t>((key >> 32) * size_ >> 32); }
  uint32_t Next(uint32_t index) const { return index + 1 == size_ ? 0 : index + 1; }

  uint32_t* words_;
  uint32_t size_;
  uint32_t made_;
};

}  // namespace dialgate

#endif
