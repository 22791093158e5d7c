#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include "dialgate/posix/files.h"
#include "dialgate/posix/gate_folder.h"
#include "dialgate/posix/party.h"
#include "dialgate/posix/system_clock.h"
#include "platform/builder/rules/contact_number.h"
#include "platform/builder/rules/emergency_numbers.h"
#include "platform/command/call_words.h"
#include "platform/command/carry_over.h"
#include "platform/command/commands.h"
#include "platform/command/console.h"
#include "platform/command/ledger_entry.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string site, gate, region, lookup, auditor, out, from, outside_line, modes;
  std::vector<std::string> issuers;
  bool fresh = false, synchronised_clock = false;
};

posix::Result<std::vector<IssuerKey>> ReadIssuers(const std::vector<std::string>& paths) {
  std::vector<IssuerKey> all;
  for (const std::string& path : paths) {
    const auto keys = posix::ReadPublicKeys(path);
    if (!keys) return tl::make_unexpected(keys.error());
    all.insert(all.end(), keys->begin(), keys->end());
  }
  if (all.size() > 3) {
    return tl::make_unexpected(
        posix::Error{"--issuer: names more than three keys: a gate demands "
                     "the signatures of one to three issuers"});
  }
  return all;
}

posix::Result<posix::GateSettings> SettingsOf(const Options& options) {
  posix::GateSettings settings;
  settings.site = options.site;
  settings.gate = options.gate;
  settings.region = options.region;
  settings.outside_line = options.outside_line;
  settings.synchronised_clock = options.synchronised_clock;
  settings.provisioned = posix::ReadSystemClock(false).utc;
  const auto modes = ReadModes(Split(options.modes, ','));
  if (!modes) return tl::make_unexpected(posix::Error{"--modes: " + modes.error()});
  settings.modes = options.modes.empty() ? kAllModes : *modes;
  if (!builder::IsRegion(options.region)) {
    return tl::make_unexpected(posix::Error{"--region " + options.region +
                                            ": is no region that is known: write it as CN or US"});
  }
  settings.emergency = builder::EmergencyNumbers(options.region);
  const auto drawn = DrawLog(&settings);
  if (!drawn) return tl::make_unexpected(drawn.error());
  return settings;
}

// The folder of a gate that is not to run yet: under a name of its own, and gone again unless all
// was done but to name it as it is to be. The ledger comes in between: there is no gate that it
// does not know, and what fails before it leaves no line in it that no gate is for.
class FolderToBe {
 public:
  explicit FolderToBe(const std::string& out) : out_(WithoutSlash(out)) {}
  FolderToBe(const FolderToBe&) = delete;
  ~FolderToBe() {
    std::error_code none;
    if (begun_) std::filesystem::remove_all(path(), none);
  }

  std::string path() const { return out_ + ".new"; }

  posix::Result<void> Begin() {
    if (out_.empty()) return Refused("--out: is empty: name the folder that is to be made");
    if (IsThere(path())) {
      return Refused(path() +
                     ": is of a gate that was not provisioned to its end: remove it, "
                     "unless the ledger says that the log it goes on from is closed; "
                     "then rename it to " +
                     out_);
    }
    if (IsThere(out_) && rmdir(out_.c_str()) != 0) {  // an empty folder's place is taken
      return Refused(out_ + ": is there already (" + std::generic_category().message(errno) +
                     "), and keys are never overwritten: name another folder");
    }
    begun_ = true;
    return {};
  }
  // What is in the ledger is kept, whatever comes of the name.
  posix::Result<void> Name() {
    begun_ = false;
    const auto named = posix::NameFolder(path(), out_);
    if (named) return {};
    return Refused(named.error().message + ": all is done but for the name: if there is a folder " +
                   path() + ", rename it to " + out_);
  }

 private:
  static bool IsThere(const std::string& path) {
    std::error_code none;
    return std::filesystem::exists(std::filesystem::symlink_status(path, none));
  }
  static std::string WithoutSlash(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path;
  }
  static tl::unexpected<posix::Error> Refused(const std::string& message) {
    return tl::make_unexpected(posix::Error{message});
  }

  const std::string out_;
  bool begun_ = false;
};

// Both make the folder and say what the gate knows of the past.
posix::Result<std::string> MakeFresh(const Options& options, const posix::GateSettings& settings,
                                     const std::vector<IssuerKey>& issuers,
                                     const posix::Wiped<LookupKey>& lookup, FolderToBe* folder) {
  auto made = posix::ProvisionFresh(settings, issuers, lookup, options.auditor, folder->path());
  if (made) made = EnterInLedger(options.auditor, settings);
  if (made) made = folder->Name();
  if (!made) return tl::make_unexpected(made.error());
  return std::string("fresh: it knows nothing of the past");
}

// The old log is closed before the gate that goes on from it can run, and after all that may fail
// but for its name.
posix::Result<std::string> MakeFrom(const Options& options, const posix::GateSettings& settings,
                                    const std::vector<IssuerKey>& issuers,
                                    const posix::Wiped<LookupKey>& lookup, FolderToBe* folder) {
  const auto auditor = audit::ReadAuditor(options.auditor);
  if (!auditor) return tl::make_unexpected(auditor.error());
  const auto old = ReadOldLog(options.from, options.site, *auditor, settings.provisioned);
  if (!old) return tl::make_unexpected(old.error());
  const auto carried = CarryOver(*old, settings, *auditor, options.auditor);
  if (!carried) return tl::make_unexpected(carried.error());
  auto made =
      posix::ProvisionFrom(*carried, settings, issuers, lookup, options.auditor, folder->path());
  if (made) made = EnterInLedger(options.auditor, settings);
  if (made) made = CloseOldLog(*old, settings, options.auditor);
  if (made) made = folder->Name();
  if (!made) return tl::make_unexpected(made.error());
  const uint64_t calls = CountCalls(*old), withdrawals = CountWithdrawals(*old);
  return fmt::format(
      "which goes on from log {} of gate {}, closed at record {}:\nit knows {} call{} of the last "
      "year, and {} refusal{} and withdrawal{}",
      audit::LogText(old->walked.log), old->walked.gate, old->walked.records, calls,
      calls == 1 ? "" : "s", withdrawals, withdrawals == 1 ? "" : "s", withdrawals == 1 ? "" : "s");
}

int Provision(const Options& options) {
  if (options.fresh == !options.from.empty()) {
    return Fail("a gate begins fresh (--fresh) or goes on from its old log (--from LOG): name one");
  }
  auto settings = SettingsOf(options);
  if (!settings) return Fail(settings.error().message);
  const auto issuers = ReadIssuers(options.issuers);
  if (!issuers) return Fail(issuers.error().message);
  const auto lookup = posix::ReadLookupKey(options.lookup);
  if (!lookup) return Fail(lookup.error().message);
  FolderToBe folder(options.out);
  const auto begun = folder.Begin();
  if (!begun) return Fail(begun.error().message);
  const auto past = options.fresh ? MakeFresh(options, *settings, *issuers, *lookup, &folder)
                                  : MakeFrom(options, *settings, *issuers, *lookup, &folder);
  if (!past) return Fail(past.error().message);
  Print(
      fmt::format("{}: gate {} of site {}, {}.\n"
                  "It demands the signatures of {} issuer{}. {} keeps the lookup key too.\n",
                  options.out, options.gate, options.site, *past, issuers->size(),
                  issuers->size() == 1 ? "" : "s", options.auditor));
  return kDone;
}

}  // namespace

void AddProvision(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("provision", "Makes the folder of one gate; run by the auditor");
  command->add_option("--site", options->site, "the site that the gate is for")->required();
  command->add_option("--gate", options->gate, "the gate's name")->required();
  command->add_option("--region", options->region, "whose emergency numbers it knows, as CN or US")
      ->required();
  command
      ->add_option("--issuer", options->issuers,
                   "policy.pub of one to three issuers, each of whom must sign a policy")
      ->required();
  command->add_option("--lookup", options->lookup, "the issuer's lookup.key")->required();
  command->add_option("--auditor", options->auditor, "the auditor's folder")->required();
  command->add_option("--out", options->out, "the gate's folder, which is made")->required();
  command->add_flag("--fresh", options->fresh, "the gate knows nothing of the past");
  command->add_option("--from", options->from, "the log of the gate whose place it takes");
  command->add_option("--outside-line", options->outside_line,
                      "digits that are dialed first to get an outside line");
  command->add_option("--modes", options->modes,
                      "what the gate may state: manual,automated,prerecorded; none named: all");
  command->add_flag("--synchronised-clock", options->synchronised_clock,
                    "trust the clock only while the system keeps it synchronised");
  command->callback([options, &run] { run = [options] { return Provision(*options); }; });
}

}  // namespace dialgate::command
