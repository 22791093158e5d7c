#include <algorithm>
#include <memory>

#include "dialgate/posix/files.h"
#include "dialgate/posix/party.h"
#include "platform/builder/tables/signing.h"
#include "platform/command/commands.h"
#include "platform/command/console.h"
#include "platform/command/policy_text.h"
#include "platform/command/signing_key.h"
#include "platform/command/unkeyed_policy.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string policy, keys;
};

// The file is read again to be signed, and may have been replaced since it was shown.
bool SignedWhatWasShown(const std::string& path, const Policy& shown) {
  const auto opened = OpenUnkeyed(path);
  if (!opened) return false;
  const ByteView now = opened->loaded.policy.header(), then = shown.header();
  return std::equal(now.begin(), now.end(), then.begin(), then.end());
}

int Countersign(const Options& options) {
  const auto signer = posix::ReadSigner(options.keys);
  if (!signer) return Fail(signer.error().message);
  const auto opened = OpenUnkeyed(options.policy);
  if (!opened) return Fail(opened.error().message);
  const Policy& policy = opened->loaded.policy;
  const KeyNames no_names = [](const IssuerKey&) { return std::string(); };
  Print(options.policy + "\n" + HeadText(policy, opened->signers, no_names));
  Print(RolesText(policy) + DialingText(policy) + CountsText(policy));

  const auto key = SigningKeyOf(*signer);
  const auto added = builder::AddSignature(options.policy, key.value);
  if (!added) return Fail(added.error().message);
  if (!SignedWhatWasShown(options.policy, policy)) {
    return Fail(options.policy + ": was changed while it was signed: do not use it");
  }
  Print(fmt::format("\n{}: signed as well by {}\n", options.policy,
                    posix::Hex(signer->public_key.bytes, sizeof signer->public_key.bytes)));
  return kDone;
}

}  // namespace

void AddCountersign(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "countersign", "Shows what a policy says, and adds another issuer's signature to it");
  command->add_option("policy", options->policy, "the policy's file, which is replaced")
      ->required();
  command->add_option("--keys", options->keys, "the folder of the issuer who signs as well")
      ->required();
  command->callback([options, &run] { run = [options] { return Countersign(*options); }; });
}

}  // namespace dialgate::command
