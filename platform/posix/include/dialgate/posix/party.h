// The folders of those who sign policies and of those who audit.
//
// A secret is one line of hexadecimal digits in a file of mode 0600; so is a public key, in a file
// for everybody.
//
//   issuer/    policy.key   Ed25519 seed, 32 bytes
//              policy.pub   its public key
//              lookup.key   SipHash key, 16 bytes
//   cosigner/  policy.key, policy.pub
//   auditor/   seal.key     32 bytes, from which the keys of logs are made
//              receipt.key, receipt.pub   an Ed25519 pair
//              ledger       his logs, and every receipt for them (platform/audit/ledger.h)
//              held.keys    where he goes on verifying (secret; likewise), once there is one
//              lookup.key   once a gate was provisioned
//              carried      which log carries on which (`NEW OLD`, a line each), once one does
#ifndef DIALGATE_POSIX_PARTY_H
#define DIALGATE_POSIX_PARTY_H

#include <string>
#include <vector>

#include "dialgate/crypto.h"
#include "dialgate/posix/error.h"
#include "dialgate/posix/wiped.h"

namespace dialgate::posix {

// An Ed25519 secret key, in the 32 bytes from which RFC 8032 expands it.
struct SigningSeed {
  uint8_t bytes[32];
};

// From which the auditor makes the start key of each log.
struct SealKey {
  uint8_t bytes[32];
};

// Make a folder with new keys; refuse one that has such files.
Result<void> MakeIssuer(const std::string& folder);
Result<void> MakeCosigner(const std::string& folder);
Result<void> MakeAuditor(const std::string& folder);

// Who signs: the pair of policy.key and policy.pub, which must belong together.
struct Signer {
  IssuerKey public_key;
  Wiped<SigningSeed> seed;
};
Result<Signer> ReadSigner(const std::string& folder);
// Likewise receipt.key and receipt.pub of an auditor.
Result<Signer> ReadReceiptSigner(const std::string& folder);

// The Ed25519 (RFC 8032) signature of `message`.
void Sign(const Signer& signer, ByteView message, uint8_t (&signature)[64]);

Result<Wiped<LookupKey>> ReadLookupKey(const std::string& path);

// One to three different public keys, one a line.
Result<std::vector<IssuerKey>> ReadPublicKeys(const std::string& path);

// One line a key, as ReadPublicKeys reads them.
std::string FormatPublicKeys(const std::vector<IssuerKey>& keys);

// Refuses a folder in which a secret of any party can be opened by others than its owner.
Result<void> CheckSecrets(const std::string& folder);

}  // namespace dialgate::posix

#endif
