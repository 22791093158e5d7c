#include <filesystem>
#include <memory>

#include "dialgate/posix/gate_folder.h"
#include "dialgate/posix/party.h"
#include "dialgate/posix/system_clock.h"
#include "platform/builder/rules/contact_number.h"
#include "platform/builder/rules/emergency_numbers.h"
#include "platform/command/call_words.h"
#include "platform/command/commands.h"
#include "platform/command/console.h"
#include "platform/command/ledger_entry.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string party, out, site, region;
};

int MakeParty(const Options& options) {
  if (!options.site.empty() || !options.region.empty()) {
    return Fail("--site and --region are of a trial: leave them away, or leave --party away");
  }
  posix::Result<void> made;
  if (options.party == "issuer") made = posix::MakeIssuer(options.out);
  if (options.party == "cosigner") made = posix::MakeCosigner(options.out);
  if (options.party == "auditor") made = posix::MakeAuditor(options.out);
  if (!made) return Fail(made.error().message);
  Print(fmt::format("{}: the {}'s keys. Keep every .key secret; give away every .pub.\n",
                    options.out, options.party));
  return kDone;
}

posix::Result<void> MakeDevice(const Options& options) {
  posix::GateSettings settings;
  settings.site = options.site;
  settings.gate = "trial";
  settings.region = options.region;
  settings.emergency = builder::EmergencyNumbers(options.region);
  settings.modes = kAllModes;
  settings.provisioned = posix::ReadSystemClock(false).utc;
  auto entered = DrawLog(&settings);
  if (entered) entered = EnterInLedger(options.out + "/auditor", settings);
  if (!entered) return entered;
  const auto issuers = posix::ReadPublicKeys(options.out + "/issuer/policy.pub");
  if (!issuers) return tl::make_unexpected(issuers.error());
  const auto lookup = posix::ReadLookupKey(options.out + "/issuer/lookup.key");
  if (!lookup) return tl::make_unexpected(lookup.error());
  return posix::ProvisionFresh(settings, *issuers, *lookup, options.out + "/auditor",
                               options.out + "/device");
}

// All that is checked before the first key is made, so that no half trial is left.
std::string WhatForbids(const Options& options) {
  if (options.site.empty()) {
    return "keygen makes one party's keys (--party issuer, cosigner or auditor) or a trial of all "
           "(--site S): name one of the two";
  }
  posix::GateSettings settings;
  settings.site = options.site;
  settings.gate = "trial";
  settings.log = std::string(16, '0');
  settings.modes = kAllModes;
  if (const auto problem = posix::Problem(settings)) return *problem;
  if (!options.region.empty() && !builder::IsRegion(options.region)) {
    return "--region " + options.region + ": is no region that is known: write it as CN or US";
  }
  for (const char* name : {"issuer", "auditor", "device"}) {
    const std::string path = options.out + "/" + name;
    if (std::filesystem::exists(path)) {
      return path + ": is there already, and keys are never overwritten: name another folder";
    }
  }
  return "";
}

int MakeTrial(const Options& options) {
  const std::string problem = WhatForbids(options);
  if (!problem.empty()) return Fail(problem);
  posix::Result<void> made = posix::MakeIssuer(options.out + "/issuer");
  if (made) made = posix::MakeAuditor(options.out + "/auditor");
  if (made) made = MakeDevice(options);
  if (!made) return Fail(made.error().message);
  Print(
      fmt::format("{0}/issuer, {0}/auditor and {0}/device: keys of a trial of site {1}.\n"
                  "Only for trials: whoever holds all three can sign, dial and audit alone.\n",
                  options.out, options.site));
  return kDone;
}

}  // namespace

void AddKeygen(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "keygen", "Makes the keys of one party, or with --site those of all for a trial");
  command->add_option("--party", options->party, "whose keys: issuer, cosigner or auditor")
      ->check(CLI::IsMember({"issuer", "cosigner", "auditor"}));
  command->add_option("--out", options->out, "the folder that they come into")->required();
  command->add_option("--site", options->site, "of a trial: the site that the gate is for");
  command->add_option("--region", options->region,
                      "of a trial: whose emergency numbers the gate knows, as CN or US");
  command->callback([options, &run] {
    run = [options] { return options->party.empty() ? MakeTrial(*options) : MakeParty(*options); };
  });
}

}  // namespace dialgate::command
