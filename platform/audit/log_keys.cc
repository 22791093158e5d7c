#include "platform/audit/log_keys.h"

#include <cstring>
#include <filesystem>

#include "dialgate/posix/files.h"

namespace dialgate::audit {
namespace {

ByteView BytesOf(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

// The first 32 bytes of HMAC-SHA-512 under `key` of `message`.
posix::Wiped<SealKey> Derive(const SealKey& key, const std::string& message,
                             const SealCrypto& crypto) {
  struct Mac {
    uint8_t bytes[64];
  };
  posix::Wiped<Mac> mac;
  crypto.Mac(key, BytesOf(message), mac.value.bytes);
  posix::Wiped<SealKey> derived;
  std::memcpy(derived.value.bytes, mac.value.bytes, sizeof derived.value.bytes);
  return derived;
}

// The lookup key is half as long as a key of seals: 16 zero bytes stand for the rest.
posix::Wiped<SealKey> DeriveFromLookup(const posix::Wiped<LookupKey>& lookup, std::string message,
                                       uint64_t log, const SealCrypto& crypto) {
  posix::Wiped<SealKey> key;
  std::memcpy(key.value.bytes, lookup.value.bytes, sizeof lookup.value.bytes);
  for (unsigned byte = 0; byte < 8; ++byte) message += static_cast<char>(log >> 8 * byte & 0xFF);
  return Derive(key.value, message, crypto);
}

template <typename Key>
posix::Result<std::optional<posix::Wiped<Key>>> ReadIfThere(const std::string& path) {
  std::optional<posix::Wiped<Key>> none;
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) return none;
  posix::Result<posix::Wiped<Key>> key = posix::ReadSecretKey<Key>(path);
  if (!key) return tl::make_unexpected(key.error());
  return std::optional<posix::Wiped<Key>>(std::move(*key));
}

}  // namespace

posix::Result<AuditorKeys> ReadAuditorKeys(const std::string& folder) {
  std::error_code failed;
  if (std::filesystem::exists(folder, failed) && !std::filesystem::is_directory(folder, failed)) {
    return tl::make_unexpected(
        posix::Error{folder + ": is no folder: name that of the log's auditor"});
  }
  const posix::Result<void> safe = posix::CheckSecrets(folder);
  if (!safe) return tl::make_unexpected(safe.error());
  auto seal = ReadIfThere<posix::SealKey>(folder + "/seal.key");
  if (!seal) return tl::make_unexpected(seal.error());
  auto lookup = ReadIfThere<LookupKey>(folder + "/lookup.key");
  if (!lookup) return tl::make_unexpected(lookup.error());
  if (!*seal && !*lookup) {
    return tl::make_unexpected(posix::Error{
        folder + ": has neither seal.key nor lookup.key: name the folder of the log's auditor"});
  }
  return AuditorKeys{std::move(*seal), std::move(*lookup)};
}

posix::Wiped<SealKey> StartKey(const posix::Wiped<posix::SealKey>& seal, const Start& start,
                               const SealCrypto& crypto) {
  std::string id = "dialgate log";
  for (std::string_view part : {start.site, start.gate}) (id += '\0').append(part);
  (id += '\0') += LogText(start.log);
  posix::Wiped<SealKey> key;
  std::memcpy(key.value.bytes, seal.value.bytes, sizeof key.value.bytes);
  return Derive(key.value, id, crypto);
}

posix::Wiped<SealKey> SimulationKey(const posix::Wiped<LookupKey>& lookup, uint64_t log,
                                    const SealCrypto& crypto) {
  return DeriveFromLookup(lookup, "simulation", log, crypto);
}

posix::Wiped<SealKey> SimulationPermitKey(const posix::Wiped<LookupKey>& lookup, uint64_t log,
                                          const SealCrypto& crypto) {
  return DeriveFromLookup(lookup, "simulation permit", log, crypto);
}

posix::Wiped<SealKey> SimulationCheckpointKey(const posix::Wiped<LookupKey>& lookup, uint64_t log,
                                              const SealCrypto& crypto) {
  return DeriveFromLookup(lookup, "simulation checkpoint", log, crypto);
}

std::string LogText(uint64_t log) {
  uint8_t bytes[8];
  for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<uint8_t>(log >> 8 * (7 - i));
  return posix::Hex(bytes, sizeof bytes);
}

}  // namespace dialgate::audit
