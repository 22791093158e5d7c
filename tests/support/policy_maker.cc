#include "policy_maker.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <sodium.h>

#include <cstdlib>
#include <cstring>

#include "dialgate/sodium_crypto.h"

namespace dialgate::testing {
namespace {

constexpr size_t kBucket = 64;

struct IssuerPair {
  uint8_t public_key[32];
  uint8_t secret_key[64];
};

IssuerPair Issuer(unsigned which) {
  uint8_t seed[32];
  std::memset(seed, static_cast<int>(0x51 + which), sizeof seed);
  IssuerPair pair;
  crypto_sign_ed25519_seed_keypair(pair.public_key, pair.secret_key, seed);
  return pair;
}

std::string Varint(uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  return out + static_cast<char>(value);
}

std::string BytesField(unsigned number, std::string_view payload) {
  return Varint(number << 3 | 2) + Varint(payload.size()) + std::string(payload);
}

// The pad and the table of fields `number` and `number + 1` of a policy of which `before` stands.
std::string TableFields(std::string_view before, unsigned number, std::string_view table) {
  const std::string head = Varint((number + 1) << 3 | 2) + Varint(table.size());
  const size_t start = before.size() + BytesField(number, {}).size() + head.size();
  const std::string pad((kBucket - start % kBucket) % kBucket, '\0');
  return BytesField(number, pad) + head + std::string(table);
}

}  // namespace

AlignedBytes::AlignedBytes(std::string_view bytes) : size_(bytes.size()) {
  void* memory = nullptr;
  if (posix_memalign(&memory, kBucket, bytes.empty() ? 1 : bytes.size()) != 0) std::abort();
  data_.reset(static_cast<uint8_t*>(memory));
  std::memcpy(memory, bytes.data(), bytes.size());
}

void AlignedBytes::Free::operator()(uint8_t* data) const { std::free(data); }

IssuerKey TestIssuer(unsigned which) {
  IssuerKey key;
  std::memcpy(key.bytes, Issuer(which).public_key, sizeof key.bytes);
  return key;
}

LookupKey TestLookupKey() {
  LookupKey key;
  for (unsigned i = 0; i < sizeof key.bytes; ++i) key.bytes[i] = static_cast<uint8_t>(0xA0 + i);
  return key;
}

const Crypto& TestCrypto() {
  static const SodiumCrypto crypto;
  return crypto;
}

const Tagger& TestTagger() {
  static const Tagger tagger(TestLookupKey(), TestCrypto());
  return tagger;
}

void SetDigests(const Tables& tables, proto::Policy* header) {
  const auto digest = [](const std::string& table) {
    uint8_t out[64];
    crypto_hash_sha512(out, reinterpret_cast<const uint8_t*>(table.data()), table.size());
    return std::string(reinterpret_cast<const char*>(out), 32);
  };
  header->set_accounts_digest(digest(tables.accounts));
  header->set_contacts_digest(digest(tables.contacts));
}

std::string Encode(const google::protobuf::MessageLite& message) {
  std::string out;
  google::protobuf::io::StringOutputStream stream(&out);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return out;
}

std::string SignatureField(std::string_view header, unsigned which) {
  const IssuerPair pair = Issuer(which);
  uint8_t signature[64];
  crypto_sign_ed25519_detached(signature, nullptr, reinterpret_cast<const uint8_t*>(header.data()),
                               header.size(), pair.secret_key);
  proto::Signature message;
  message.set_issuer_key(pair.public_key, sizeof pair.public_key);
  message.set_signature(signature, sizeof signature);
  return BytesField(22, Encode(message));
}

std::string Assemble(std::string_view header, const std::string& signatures, const Tables& tables) {
  std::string out(header);
  out += signatures;
  out += TableFields(out, 23, tables.accounts);
  out += TableFields(out, 25, tables.contacts);
  return out;
}

std::string Assemble(std::string_view header, const Tables& tables,
                     const std::vector<unsigned>& signers) {
  std::string signatures;
  for (unsigned which : signers) signatures += SignatureField(header, which);
  return Assemble(header, signatures, tables);
}

std::string MakePolicy(const Site& site, const std::vector<unsigned>& signers) {
  proto::Policy header = HeaderOf(site);
  const Tables tables = TablesOf(site);
  SetDigests(tables, &header);
  return Assemble(Encode(header), tables, signers);
}

}  // namespace dialgate::testing
