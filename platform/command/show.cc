#include <algorithm>
#include <cstring>
#include <filesystem>
#include <memory>

#include "dialgate/posix/gate_folder.h"
#include "dialgate/posix/party.h"
#include "dialgate/sodium_crypto.h"
#include "platform/command/commands.h"
#include "platform/command/console.h"
#include "platform/command/opened_policy.h"
#include "platform/command/policy_text.h"
#include "platform/command/unkeyed_policy.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string policy, keys;
};

KeyNames NamesIn(const std::string& folder, const std::vector<IssuerKey>& keys) {
  return [folder, keys](const IssuerKey& key) -> std::string {
    if (folder.empty()) return "";
    const auto same = [&key](const IssuerKey& other) {
      return std::memcmp(key.bytes, other.bytes, sizeof key.bytes) == 0;
    };
    return std::any_of(keys.begin(), keys.end(), same)
               ? "an issuer by " + folder + "/policy.pub"
               : "no issuer by " + folder + "/policy.pub: its gates do not take this policy";
  };
}

int Show(const Options& options) {
  std::vector<IssuerKey> keys;
  if (!options.keys.empty()) {
    const auto read = posix::ReadPublicKeys(options.keys + "/policy.pub");
    if (!read) return Fail(read.error().message);
    keys = *read;
  }
  const auto opened = OpenUnkeyed(options.policy);
  if (!opened) return Fail(opened.error().message);
  const Policy& policy = opened->loaded.policy;
  Print(options.policy + "\n" + HeadText(policy, opened->signers, NamesIn(options.keys, keys)));
  Print(RolesText(policy) + DialingText(policy) + CountsText(policy));
  if (options.keys.empty() || !std::filesystem::exists(options.keys + "/lookup.key")) return kDone;
  const auto trial = Trial::Open(options.policy, options.keys);
  if (trial) return kDone;
  Fail(trial.error());
  return kDenied;
}

}  // namespace

void AddShow(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("show", "Says what a policy says, for a person");
  command->add_option("policy", options->policy, "the policy's file")->required();
  command->add_option("--keys", options->keys,
                      "a folder with policy.pub and lookup.key: says who of the signers is an "
                      "issuer there, and whether the policy would be taken (else status 1)");
  command->callback([options, &run] { run = [options] { return Show(*options); }; });
}

}  // namespace dialgate::command
