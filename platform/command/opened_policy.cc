#include "platform/command/opened_policy.h"

#include <algorithm>
#include <cstring>

#include "dialgate/posix/files.h"
#include "platform/command/call_words.h"
#include "platform/command/console.h"

namespace dialgate::command {
namespace {

const NoHistory kNoHistory;

}  // namespace

tl::expected<std::unique_ptr<Trial>, std::string> Trial::Open(const std::string& policy,
                                                              const std::string& keys) {
  posix::Result<posix::GateKeys> read = posix::ReadTrialKeys(keys);
  if (!read) return tl::make_unexpected(read.error().message);
  std::unique_ptr<Trial> trial(new Trial(std::move(*read)));
  Trust trust;
  if (trial->keys_.settings) trust.site = trial->keys_.settings->site;
  trust.issuers = trial->keys_.issuers.data();
  trust.issuer_count = static_cast<uint8_t>(trial->keys_.issuers.size());
  trust.others_may_sign = true;
  auto loaded = posix::OpenPolicy(policy, trust, trial->tagger(), trial->crypto_);
  if (!loaded) return tl::make_unexpected(loaded.error().message);
  trial->loaded_.emplace(std::move(*loaded));
  return trial;
}

// Without a log nothing can be overdue, and what a trial decides needs no record.
Trial::Trial(posix::GateKeys keys) : keys_(std::move(keys)) {
  tagger_.emplace(keys_.lookup.value, crypto_);
  device_.record_durable = true;
  device_.receipts_waived = true;
  device_.modes = kAllModes;
  if (!keys_.settings) return;
  emergency_.assign(keys_.settings->emergency.begin(), keys_.settings->emergency.end());
  device_.emergency.numbers = emergency_.data();
  device_.emergency.count = static_cast<uint8_t>(emergency_.size());
  device_.emergency.outside_line_prefix = keys_.settings->outside_line;
  device_.modes = keys_.settings->modes;
}

Situation Trial::At(posix::ClockReading now) {
  device_.clock_trusted = now.trusted;
  return {&policy(), tagger(), device_, kNoHistory, now.utc};
}

std::vector<IssuerKey> Trial::ForeignSigners() const {
  std::vector<IssuerKey> foreign;
  FieldList signatures = policy().signatures();
  for (ByteView item; signatures.Next(&item);) {
    const IssuerKey signer = ReadSignature(item).issuer;
    if (!IsIssuer(signer)) foreign.push_back(signer);
  }
  return foreign;
}

bool Trial::IsIssuer(const IssuerKey& key) const {
  return std::any_of(keys_.issuers.begin(), keys_.issuers.end(), [&key](const IssuerKey& issuer) {
    return std::memcmp(key.bytes, issuer.bytes, sizeof key.bytes) == 0;
  });
}

void NoteForeignSigners(const Trial& trial, const std::string& policy, const std::string& keys) {
  for (const IssuerKey& signer : trial.ForeignSigners()) {
    Note(
        fmt::format("note: {} is signed as well by {}, who is no issuer by {}/policy.pub: a gate "
                    "with these keys does not take it",
                    policy, posix::Hex(signer.bytes, sizeof signer.bytes), keys));
  }
}

}  // namespace dialgate::command
