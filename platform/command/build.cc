#include <string.h>

#include <memory>

#include "dialgate/posix/party.h"
#include "dialgate/words.h"
#include "platform/builder/tables/build_policy.h"
#include "platform/command/commands.h"
#include "platform/command/console.h"
#include "platform/command/progress_bar.h"
#include "platform/command/signing_key.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string rules, accounts, contacts, keys, out, excluded, manifest;
  std::vector<std::string> refusals;
};

std::string Row(std::string_view name, uint64_t count, std::string_view remark = "") {
  return fmt::format("  {:<22}{:>14}{}{}\n", name, Grouped(count), remark.empty() ? "" : "  ",
                     remark);
}

std::string CountsText(const builder::BuildReport& report, const Options& options) {
  std::string text = Row("accounts", report.accounts);
  if (report.accounts_without_contacts != 0) {
    text += Row("", report.accounts_without_contacts, "of them without a number to call");
  }
  text += Row("rows of contacts", report.rows);
  for (unsigned role = 1; role <= builder::kRoles; ++role) {
    text += Row("  " + std::string(Name(static_cast<Role>(role))), report.contacts[role - 1]);
  }
  text += Row("  withdrawn", report.withdrawn, "kept, and denied by name");
  if (!options.refusals.empty()) {
    text += Row("    by refusals alone", report.refused,
                fmt::format("in {} rows of {} file{}", Grouped(report.refusals),
                            options.refusals.size(), options.refusals.size() == 1 ? "" : "s"));
  }
  if (report.repeated != 0) text += Row("  repeated", report.repeated, "say what another row says");
  return text;
}

std::string ExcludedText(const builder::BuildReport& report, const Options& options) {
  std::string text = Row("left out", report.Excluded());
  for (unsigned number = 1; number < builder::kExclusions; ++number) {
    if (report.excluded[number] == 0) continue;
    const auto why = static_cast<builder::Exclusion>(number);
    text += Row("  " + std::string(builder::Name(why)), report.excluded[number]);
  }
  if (report.Excluded() == 0) return text;
  return text + (options.excluded.empty()
                     ? "  (--excluded F lists each row that was left out, by its line)\n"
                     : "  each by its line: " + options.excluded + "\n");
}

void PrintReport(const builder::BuildReport& report, const Options& options) {
  Print(fmt::format("{}: policy {} of site {}, issued by {}, {} bytes\n", options.out,
                    report.serial, report.site, report.issuer, Grouped(report.policy_bytes)));
  Print(CountsText(report, options) + ExcludedText(report, options));
  if (!options.manifest.empty()) {
    Print(fmt::format("  the manifest, for the desk: {0}, signed in {0}.sig\n", options.manifest));
  }
}

int Build(const Options& options) {
  const auto signer = posix::ReadSigner(options.keys);
  if (!signer) return Fail(signer.error().message);
  const auto lookup = posix::ReadLookupKey(options.keys + "/lookup.key");
  if (!lookup) return Fail(lookup.error().message);
  const posix::Wiped<builder::SigningKey> signing_key = SigningKeyOf(*signer);

  builder::BuildRequest request;
  request.rules = options.rules;
  request.accounts = options.accounts;
  request.contacts = options.contacts;
  request.refusals = options.refusals;
  request.lookup_key = &lookup->value;
  request.signing_key = &signing_key.value;
  request.policy = options.out;
  request.excluded = options.excluded;
  request.manifest = options.manifest;
  auto bar = std::make_unique<ProgressBar>();
  request.progress = [&bar](const builder::Progress& progress) {
    bar->Show(progress.bytes, progress.total_bytes, progress.rows);
  };
  const auto report = builder::BuildPolicy(request);
  bar.reset();
  if (!report) return Fail(report.error().message);
  for (const std::string& warning : report->warnings) Note("warning: " + warning);
  PrintReport(*report, options);
  return kDone;
}

}  // namespace

void AddBuild(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "build", "Makes a signed policy from a site's rules, accounts and contacts");
  command->add_option("--rules", options->rules, "rules.txtpb")->required();
  command->add_option("--accounts", options->accounts, "accounts.csv")->required();
  command->add_option("--contacts", options->contacts, "contacts.csv")->required();
  command->add_option("--keys", options->keys, "the issuer's folder")->required();
  command->add_option("--out", options->out, "the policy; replaced if it is there")->required();
  command->add_option("--excluded", options->excluded,
                      "where to list the rows that were left out: line,account,reason");
  command->add_option("--manifest", options->manifest,
                      "where to say what went into the policy; its signature comes to F.sig");
  command->add_option("--refusals", options->refusals,
                      "what audit refusals wrote, of any number of the site's gates");
  command->footer(
      "--refusals withdraws a number wherever it is a debtor's, if someone refused who was called "
      "as debtor; wherever it has another role, if anyone else did; and a wrong party's under "
      "every account of that debtor. A refusal never ends: give the files to every build.");
  command->callback([options, &run] { run = [options] { return Build(*options); }; });
}

}  // namespace dialgate::command
