#include "dialgate/permit.h"

#include <cstring>

#include "little_endian.h"

namespace dialgate {
namespace {

// In the order in which they stand.
constexpr size_t kNumber = 0, kAccount = 8, kDebtor = 16, kSequence = 24, kAt = 32, kUtcOffset = 40,
                 kRole = 44, kCode = 45;
constexpr size_t kCodeSize = Permit::kSize - kCode;

// Constant time: a guesser learns nothing from how long a wrong code took.
bool IsCode(const uint8_t* a, const uint8_t* b) {
  unsigned difference = 0;
  for (size_t i = 0; i < kCodeSize; ++i) difference |= a[i] ^ b[i];
  return difference == 0;
}

// The code, of which a permit carries the beginning, of what stands before it.
void MakeCode(const Permit& permit, const PermitKey& key, const SealCrypto& crypto,
              uint8_t (&code)[64]) {
  crypto.Mac(key, {permit.bytes, kCode}, code);
}

template <typename Word>
void Store(Word word, uint8_t* out) {
  std::memcpy(out, &word, sizeof word);
}

}  // namespace

Permit MakePermit(const Attempt& attempt, const PermitKey& key, const SealCrypto& crypto) {
  Permit permit;
  Store(attempt.key.number, permit.bytes + kNumber);
  Store(attempt.key.account, permit.bytes + kAccount);
  Store(attempt.key.debtor, permit.bytes + kDebtor);
  Store(attempt.sequence, permit.bytes + kSequence);
  Store(attempt.at, permit.bytes + kAt);
  Store(attempt.utc_offset, permit.bytes + kUtcOffset);
  permit.bytes[kRole] = static_cast<uint8_t>(attempt.key.role);
  uint8_t code[64];
  MakeCode(permit, key, crypto, code);
  std::memcpy(permit.bytes + kCode, code, kCodeSize);
  return permit;
}

tl::expected<Attempt, ReportError> ReadPermit(const Permit& permit, const PermitKey& key,
                                              const SealCrypto& crypto) {
  uint8_t code[64];
  MakeCode(permit, key, crypto, code);
  if (!IsCode(code, permit.bytes + kCode)) return tl::unexpected(ReportError::kNotAuthentic);
  Attempt attempt;
  attempt.key.number = LoadWord<uint64_t>(permit.bytes + kNumber);
  attempt.key.account = LoadWord<uint64_t>(permit.bytes + kAccount);
  attempt.key.debtor = LoadWord<uint64_t>(permit.bytes + kDebtor);
  attempt.key.role = static_cast<Role>(permit.bytes[kRole]);
  attempt.sequence = LoadWord<uint64_t>(permit.bytes + kSequence);
  attempt.at = LoadWord<int64_t>(permit.bytes + kAt);
  attempt.utc_offset = LoadWord<int32_t>(permit.bytes + kUtcOffset);
  return attempt;
}

}  // namespace dialgate
