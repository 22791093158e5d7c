#include "dialgate/posix/party.h"

#include <sodium.h>
#include <string.h>

#include <algorithm>
#include <sstream>

#include "dialgate/posix/files.h"

namespace dialgate::posix {
namespace {

constexpr size_t kMaxIssuers = 3;

Error NoRandomness() {
  return {"the system gives no random numbers, so no key can be made: is /dev/urandom there?"};
}

// libsodium's own form of an Ed25519 secret key: the seed, then the public key.
struct ExpandedKey {
  uint8_t bytes[crypto_sign_ed25519_SECRETKEYBYTES];
};

void Expand(const SigningSeed& seed, IssuerKey* public_key, ExpandedKey* expanded) {
  crypto_sign_ed25519_seed_keypair(public_key->bytes, expanded->bytes, seed.bytes);
}

void AddPair(const char* secret_name, const char* public_name, NewFiles* files) {
  Wiped<SigningSeed> seed;
  Wiped<ExpandedKey> expanded;
  IssuerKey public_key;
  randombytes_buf(seed.value.bytes, sizeof seed.value.bytes);
  Expand(seed.value, &public_key, &expanded.value);
  files->AddSecret(secret_name, seed.value.bytes, sizeof seed.value.bytes);
  files->Add(public_name, FormatPublicKeys({public_key}));
}

template <typename Key>
void AddRandom(const char* name, NewFiles* files) {
  Wiped<Key> key;
  randombytes_buf(key.value.bytes, sizeof key.value.bytes);
  files->AddSecret(name, key.value.bytes, sizeof key.value.bytes);
}

bool Same(const IssuerKey& a, const IssuerKey& b) {
  return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

}  // namespace

Result<void> MakeIssuer(const std::string& folder) {
  if (sodium_init() < 0) return tl::make_unexpected(NoRandomness());
  NewFiles files;
  AddPair("policy.key", "policy.pub", &files);
  AddRandom<LookupKey>("lookup.key", &files);
  return files.WriteTo(folder);
}

Result<void> MakeCosigner(const std::string& folder) {
  if (sodium_init() < 0) return tl::make_unexpected(NoRandomness());
  NewFiles files;
  AddPair("policy.key", "policy.pub", &files);
  return files.WriteTo(folder);
}

Result<void> MakeAuditor(const std::string& folder) {
  if (sodium_init() < 0) return tl::make_unexpected(NoRandomness());
  NewFiles files;
  AddRandom<SealKey>("seal.key", &files);
  AddPair("receipt.key", "receipt.pub", &files);
  files.Add("ledger", "");
  return files.WriteTo(folder);
}

namespace {

Result<Signer> ReadPair(const std::string& folder, const std::string& secret_name,
                        const std::string& public_name) {
  Result<void> safe = CheckSecrets(folder);
  if (!safe) return tl::make_unexpected(safe.error());
  Result<Wiped<SigningSeed>> seed = ReadSecretKey<SigningSeed>(folder + "/" + secret_name);
  if (!seed) return tl::make_unexpected(seed.error());
  const std::string public_path = folder + "/" + public_name;
  const Result<std::vector<IssuerKey>> keys = ReadPublicKeys(public_path);
  if (!keys) return tl::make_unexpected(keys.error());

  Signer signer;
  Wiped<ExpandedKey> expanded;
  Expand(seed->value, &signer.public_key, &expanded.value);
  if (keys->size() != 1 || !Same(keys->front(), signer.public_key)) {
    return tl::make_unexpected(Error{public_path + ": is not the public key of " + secret_name +
                                     " beside it: restore both from one backup"});
  }
  signer.seed = std::move(*seed);
  return signer;
}

}  // namespace

Result<Signer> ReadSigner(const std::string& folder) {
  return ReadPair(folder, "policy.key", "policy.pub");
}

Result<Signer> ReadReceiptSigner(const std::string& folder) {
  return ReadPair(folder, "receipt.key", "receipt.pub");
}

void Sign(const Signer& signer, ByteView message, uint8_t (&signature)[64]) {
  static_assert(sizeof signature == crypto_sign_ed25519_BYTES);
  Wiped<ExpandedKey> expanded;
  IssuerKey public_key;
  Expand(signer.seed.value, &public_key, &expanded.value);
  crypto_sign_ed25519_detached(signature, nullptr, message.data, message.size,
                               expanded.value.bytes);
}

Result<Wiped<LookupKey>> ReadLookupKey(const std::string& path) {
  return ReadSecretKey<LookupKey>(path);
}

Result<std::vector<IssuerKey>> ReadPublicKeys(const std::string& path) {
  const Result<std::string> text = ReadText(path);
  if (!text) return tl::make_unexpected(text.error());
  std::vector<IssuerKey> keys;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    const std::string place = path + ":" + std::to_string(keys.size() + 1) + ": ";
    IssuerKey key;
    if (!ParseHex(line, key.bytes, sizeof key.bytes)) {
      return tl::make_unexpected(
          Error{place + "is not a public key of 64 hexadecimal digits: copy it again"});
    }
    const auto same = [&key](const IssuerKey& other) { return Same(key, other); };
    if (std::any_of(keys.begin(), keys.end(), same)) {
      return tl::make_unexpected(Error{place + "is the same key again: each issuer has his own"});
    }
    keys.push_back(key);
  }
  if (keys.empty() || keys.size() > kMaxIssuers) {
    return tl::make_unexpected(Error{path + ": has " + std::to_string(keys.size()) +
                                     " keys: put one to three there, one a line"});
  }
  return keys;
}

std::string FormatPublicKeys(const std::vector<IssuerKey>& keys) {
  std::string text;
  for (const IssuerKey& key : keys) text += Hex(key.bytes, sizeof key.bytes) + "\n";
  return text;
}

Result<void> CheckSecrets(const std::string& folder) {
  for (const char* name : {"policy.key", "lookup.key", "seal.key", "receipt.key", "log.key",
                           "permit.key", "checkpoint.key", "held.keys", "seal.0", "seal.1"}) {
    Result<void> mode = CheckSecretMode(folder + "/" + name);
    if (!mode) return mode;
  }
  return {};
}

}  // namespace dialgate::posix
