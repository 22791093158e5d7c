#include "dialgate/posix/gate_folder.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "dialgate/posix/files.h"
#include "dialgate/posix/log_keys.h"
#include "dialgate/posix/party.h"
#include "dialgate/posix/policy_state.h"

namespace dialgate::posix {
namespace {

bool Exists(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0;
}

// The auditor looks numbers up in the logs of his site, so he holds its lookup key as well.
Result<void> KeepLookupKey(const Wiped<LookupKey>& lookup, const std::string& auditor) {
  const std::string path = auditor + "/lookup.key";
  if (!Exists(path)) {
    NewFiles files;
    files.AddSecret("lookup.key", lookup.value.bytes, sizeof lookup.value.bytes);
    return files.WriteTo(auditor);
  }
  const Result<Wiped<LookupKey>> kept = ReadLookupKey(path);
  if (!kept) return tl::make_unexpected(kept.error());
  if (sodium_memcmp(kept->value.bytes, lookup.value.bytes, sizeof lookup.value.bytes) != 0) {
    return tl::make_unexpected(Error{path +
                                     ": is the lookup key of another site: make an auditor's "
                                     "folder for each site (dialgate keygen --party auditor)"});
  }
  return {};
}

Result<void> RefuseOthersKeys(const std::string& folder) {
  for (const char* name : {"policy.key", "receipt.key", "seal.key"}) {
    const std::string path = folder + "/" + name;
    if (Exists(path)) {
      return tl::make_unexpected(
          Error{path + ": must not be on a gate: whoever dials holds no issuer's or auditor's key; "
                       "give it back to its owner and remove it here"});
    }
  }
  return {};
}

// Where the log begins, and what of the past is known.
void AddBeginning(const Wiped<SealKey>& seal, const LogName& name, const CarriedOver* carried,
                  NewFiles* files) {
  if (carried == nullptr) {
    const Wiped<dialgate::SealKey> start = MakeLogKey(seal, name, LogKeyUse::kStart);
    const Wiped<dialgate::SealKey> permits = MakeLogKey(seal, name, LogKeyUse::kPermits);
    files->AddSecret("log.key", start.value.bytes, sizeof start.value.bytes);
    files->AddSecret("permit.key", permits.value.bytes, sizeof permits.value.bytes);
    files->Add("policy.state", FormatState({}));
    return;
  }
  const Wiped<SealSlotBytes> slot = EncodeSlot(carried->next.value);
  files->AddSecret("seal.0", slot.value.bytes, sizeof slot.value.bytes);
  files->AddSecret("permit.key", carried->permits.value.bytes,
                   sizeof carried->permits.value.bytes);
  files->Add("policy.state", FormatState(carried->seen));
  files->Add("first.log", carried->records);
}

// `carried` null: a gate with no past.
Result<void> Provision(const GateSettings& settings, const std::vector<IssuerKey>& issuers,
                       const Wiped<LookupKey>& lookup, const std::string& auditor,
                       const std::string& folder, const CarriedOver* carried) {
  if (const std::optional<std::string> problem = Problem(settings)) {
    return tl::make_unexpected(Error{*problem});
  }
  Result<void> result = CheckSecrets(auditor);
  if (!result) return result;
  const Result<Wiped<SealKey>> seal = ReadSecretKey<SealKey>(auditor + "/seal.key");
  if (!seal) return tl::make_unexpected(seal.error());
  const Result<std::vector<IssuerKey>> receipt = ReadPublicKeys(auditor + "/receipt.pub");
  if (!receipt) return tl::make_unexpected(receipt.error());

  const LogName name = {settings.site, settings.gate, settings.log};
  const Wiped<dialgate::SealKey> checkpoints = MakeLogKey(*seal, name, LogKeyUse::kCheckpoints);
  NewFiles files;
  files.Add("policy.pub", FormatPublicKeys(issuers));
  files.AddSecret("lookup.key", lookup.value.bytes, sizeof lookup.value.bytes);
  files.Add("receipt.pub", FormatPublicKeys(*receipt));
  files.AddSecret("checkpoint.key", checkpoints.value.bytes, sizeof checkpoints.value.bytes);
  files.Add("gate.txt", FormatSettings(settings));
  AddBeginning(*seal, name, carried, &files);
  result = KeepLookupKey(lookup, auditor);
  return result ? files.WriteTo(folder) : result;
}

}  // namespace

Result<GateKeys> ReadTrialKeys(const std::string& folder) {
  GateKeys keys;
  const Result<void> safe = CheckSecrets(folder);
  if (!safe) return tl::make_unexpected(safe.error());
  Result<std::vector<IssuerKey>> issuers = ReadPublicKeys(folder + "/policy.pub");
  if (!issuers) return tl::make_unexpected(issuers.error());
  keys.issuers = std::move(*issuers);
  Result<Wiped<LookupKey>> lookup = ReadLookupKey(folder + "/lookup.key");
  if (!lookup) return tl::make_unexpected(lookup.error());
  keys.lookup = std::move(*lookup);
  const std::string path = folder + "/gate.txt";
  if (!Exists(path)) return keys;
  const Result<std::string> text = ReadText(path);
  if (!text) return tl::make_unexpected(text.error());
  Result<GateSettings> settings = ParseSettings(*text, path);
  if (!settings) return tl::make_unexpected(settings.error());
  keys.settings = std::move(*settings);
  return keys;
}

Result<GateKeys> ReadGateKeys(const std::string& folder) {
  const Result<void> apart = RefuseOthersKeys(folder);
  if (!apart) return tl::make_unexpected(apart.error());
  Result<GateKeys> keys = ReadTrialKeys(folder);
  if (keys && !keys->settings) {
    return tl::make_unexpected(
        Error{folder + ": is no gate's folder: name one that dialgate provision made"});
  }
  return keys;
}

Result<std::string> DrawLogId() {
  if (sodium_init() < 0) return tl::make_unexpected(Error{"the system gives no random numbers"});
  uint8_t id[8];
  randombytes_buf(id, sizeof id);
  return Hex(id, sizeof id);
}

Result<void> ProvisionFresh(GateSettings settings, const std::vector<IssuerKey>& issuers,
                            const Wiped<LookupKey>& lookup, const std::string& auditor,
                            const std::string& folder) {
  const Result<std::string> drawn = DrawLogId();
  if (!drawn) return tl::make_unexpected(drawn.error());
  if (settings.log.empty()) settings.log = *drawn;
  return Provision(settings, issuers, lookup, auditor, folder, nullptr);
}

Result<void> ProvisionFrom(const CarriedOver& carried, const GateSettings& settings,
                           const std::vector<IssuerKey>& issuers, const Wiped<LookupKey>& lookup,
                           const std::string& auditor, const std::string& folder) {
  return Provision(settings, issuers, lookup, auditor, folder, &carried);
}

}  // namespace dialgate::posix
