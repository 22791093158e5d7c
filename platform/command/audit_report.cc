#include <memory>

#include "dialgate/sodium_crypto.h"
#include "dialgate/words.h"
#include "platform/builder/rules/profiles.h"
#include "platform/builder/tables/output_file.h"
#include "platform/command/answer.h"
#include "platform/command/audit.h"
#include "platform/command/console.h"
#include "platform/command/rules_text.h"
#include "platform/command/times.h"
#include "platform/command/unkeyed_policy.h"
#include "platform/report/page.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string log, out, keys;
  std::vector<std::string> policies;
};

std::string ZoneName(const Policy& policy, uint8_t zone) {
  return zone < policy.zone_count() ? std::string(policy.ZoneAt(zone).name()) : "";
}

// The words for a rule, whenever it refused.
std::string RuleOf(const Policy& policy, Role role, const Detail& detail) {
  const std::string zone = ZoneName(policy, detail.zone);
  switch (detail.kind) {
    case Detail::Kind::kHours: return zone.empty() ? "" : "calling hours in " + zone;
    case Detail::Kind::kClosedDate:
      if (zone.empty() || detail.index >= policy.closed_date_count()) return "";
      return DateText(policy.ClosedDate(detail.index)) + ", closed, in " + zone;
    case Detail::Kind::kCap: return RuleText(policy, 0, role, detail);
    case Detail::Kind::kNone: break;
  }
  return "";
}

uint8_t WeekdaysOf(const RoleRules& rules) {
  if (rules.any_time) return 0x7F;
  uint8_t weekdays = 0;
  FieldList list = rules.hours;
  for (ByteView item; list.Next(&item);) weekdays |= ReadHours(item).weekdays;
  return weekdays;
}

std::vector<report::ProfileLimits> LimitsOf(const Policy& policy) {
  std::vector<report::ProfileLimits> limits;
  TextList names = policy.profiles();
  for (std::string_view name; names.Next(&name);) {
    const builder::Profile* profile = builder::FindProfile(name);
    if (profile != nullptr)
      limits.push_back({profile->name, profile->title, profile->not_enforced});
  }
  return limits;
}

std::string RolesOf(const Policy& policy) {
  proto::Policy header;
  header.ParseFromArray(policy.header().data, static_cast<int>(policy.header().size));
  const builder::RuleOrigins origins(std::move(header));
  std::string text;
  for (const Role role :
       {Role::kDebtor, Role::kGuarantor, Role::kReference, Role::kRepresentative}) {
    text += (text.empty() ? "" : "\n") + RoleText(policy, role, origins);
  }
  return text;
}

report::KnownPolicy Know(std::shared_ptr<const UnkeyedPolicy> opened) {
  const Policy& policy = opened->loaded.policy;
  uint8_t digest[Policy::kDigestSize];
  policy.Identity(SodiumCrypto(), digest);
  report::KnownPolicy known;
  known.digest.assign(reinterpret_cast<const char*>(digest), sizeof digest);
  known.rule = [opened](Role role, const Detail& detail) {
    return RuleOf(opened->loaded.policy, role, detail);
  };
  known.rules = RolesOf(policy);
  known.profiles = LimitsOf(policy);
  known.unreached_days = policy.RulesOf(Role::kReference).unreached_days;
  known.debtor_weekdays = WeekdaysOf(policy.RulesOf(Role::kDebtor));
  for (unsigned place = 0; place < policy.closed_date_count(); ++place) {
    known.closed_days.insert(policy.ClosedDate(place));
  }
  return known;
}

int WriteFile(const std::string& path, const std::string& page) {
  auto file = builder::OutputFile::Create(path);
  if (!file) return Fail(file.error().message);
  file->Write(page);
  auto kept = file->Sync();
  if (kept) kept = file->Keep();
  return kept ? kDone : Fail(kept.error().message);
}

std::string StatusText(const report::Subject& subject) {
  if (subject.walked.fault) {
    return "NOT verified: the first bad record is " + Grouped(subject.walked.fault->sequence);
  }
  if (!subject.bound.exposed.empty()) return "NOT verified: " + subject.bound.exposed.front();
  if (!subject.verified()) return "not verified: give --keys for that";
  return subject.walked.first == 1 ? "verified" : ExtentText(subject.walked);
}

int Report(const Options& options) {
  const std::string problem = OutProblem(options.out, {options.log, options.keys});
  if (!problem.empty()) return Fail(problem);
  std::optional<audit::Auditor> auditor;
  if (!options.keys.empty()) {
    auto read = audit::ReadAuditor(options.keys);
    if (!read) return Fail(read.error().message);
    auditor.emplace(std::move(*read));
  }
  std::vector<report::KnownPolicy> known;
  for (const std::string& path : options.policies) {
    auto opened = OpenUnkeyed(path);
    if (!opened) return Fail(opened.error().message);
    known.push_back(Know(std::make_shared<UnkeyedPolicy>(std::move(*opened))));
  }
  report::Figures figures(std::move(known));
  audit::ReceiptCheck check(auditor ? auditor->ledger_or_null() : nullptr, {});
  audit::TakenReceipts taken;
  const auto walked = Walk(options.log, auditor ? &*auditor : nullptr,
                           [&](const audit::Passage& passage) {
                             figures.Take(passage.record);
                             taken.Take(passage.record);
                             check.Take(passage.walked.log, passage.record, passage.seal);
                           });
  if (!walked) return Fail(walked.error().message);
  const audit::Bound bound = auditor ? check.Finish() : taken.bound();
  const report::Subject subject = {*walked, bound, auditor.has_value()};
  const int status = WriteFile(options.out, report::WritePage(subject, figures));
  if (status != kDone) return status;
  Print(SimulatedText(*walked));
  const std::string of = walked->records == 0
                             ? "no record"
                             : Grouped(walked->count()) + " records of " + LogName(*walked);
  Print(fmt::format("{}: {}, {}\n", options.out, of, StatusText(subject)));
  return walked->fault || !bound.exposed.empty() ? kDenied : kDone;
}

}  // namespace

void AddAuditReport(CLI::App& audit, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand(
      "report",
      "Writes a page for a compliance officer or a regulator: what was allowed and refused");
  command->add_option("log", options->log, "the log's folder")->required();
  command->add_option("--out", options->out, "the page, an HTML file that needs no other")
      ->required();
  command->add_option("--keys", options->keys,
                      "the auditor's folder; without it the page says that nothing was verified");
  command->add_option(
      "--policy", options->policies,
      "policies that decided: rules then have their words, and what no gate enforces "
      "is listed");
  command->footer(
      "Status: 0 done; 1 the log has a bad record: the page says so, and shows what is before it; "
      "2 could not do it.");
  command->callback([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace dialgate::command
