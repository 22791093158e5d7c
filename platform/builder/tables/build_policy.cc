#include "platform/builder/tables/build_policy.h"

#include <absl/strings/str_join.h>
#include <sys/stat.h>

#include <algorithm>
#include <future>
#include <optional>
#include <thread>
#include <utility>

#include "dialgate/sodium_crypto.h"
#include "platform/builder/rules/site_rules.h"
#include "platform/builder/rules/zone_compiler.h"
#include "platform/builder/tables/build_report.h"
#include "platform/builder/tables/contacts.h"
#include "platform/builder/tables/excluded.h"
#include "platform/builder/tables/hex.h"
#include "platform/builder/tables/judge.h"
#include "platform/builder/tables/manifest.h"
#include "platform/builder/tables/mapped_file.h"
#include "platform/builder/tables/outputs.h"
#include "platform/builder/tables/policy_image.h"
#include "platform/builder/tables/refusals.h"
#include "platform/builder/tables/shared_numbers.h"
#include "platform/builder/tables/site_tables.h"

namespace dialgate::builder {
namespace {

uint64_t SizeOf(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)
             ? static_cast<uint64_t>(status.st_size)
             : 0;
}

// One build, step by step.
class Build {
 public:
  explicit Build(const BuildRequest& request)
      : request_(request), tagger_(*request.lookup_key, crypto_) {}

  tl::expected<BuildReport, Problem> Run();

 private:
  using Step = tl::expected<void, Problem>;

  Step CreateOutputs();
  Step ReadRules();
  Step OpenZones();
  Step ReadRefusalFiles();
  Step ReadAccountsFile();
  Step ReadContactsFile();
  Step JudgeRows();
  Step WriteExcludedFile();
  Step MakeTables();
  Step CompleteHeader();
  Step WritePolicyFile();
  Step WriteManifestFile();
  Step SignManifest();

  ContactRules RulesOfContacts() const;
  NumberReader ReaderOfNumbers() const;
  std::function<void(uint64_t, uint64_t)> ProgressAfter(const InputDigest& before) const;
  ManifestFacts Facts() const;

  const BuildRequest& request_;
  SodiumCrypto crypto_;
  Tagger tagger_;
  BuildReport report_;
  Header header_;
  InputDigest rules_file_;
  InputDigest accounts_file_;
  InputDigest contacts_file_;
  std::vector<InputDigest> refusal_files_;
  InputDigest policy_digest_;
  std::optional<ZoneCompiler> zone_compiler_;
  std::optional<ZoneSets> zone_sets_;
  std::optional<Spool> evidence_;
  Refusals refusals_;
  Accounts accounts_;
  Contacts contacts_ = {};
  Judgment judgment_;
  std::vector<SharedNumber> shared_numbers_;
  std::optional<BucketTable> accounts_table_;
  std::optional<BucketTable> contacts_table_;
  std::string header_bytes_;
  Outputs outputs_;
};

tl::expected<BuildReport, Problem> Build::Run() {
  for (const auto step :
       {&Build::CreateOutputs, &Build::ReadRules, &Build::OpenZones, &Build::ReadRefusalFiles,
        &Build::ReadAccountsFile, &Build::ReadContactsFile, &Build::JudgeRows,
        &Build::WriteExcludedFile, &Build::MakeTables, &Build::CompleteHeader,
        &Build::WritePolicyFile, &Build::WriteManifestFile, &Build::SignManifest}) {
    const Step done = (this->*step)();
    if (!done) return tl::make_unexpected(done.error());
  }
  const Step kept = outputs_.Keep();
  if (!kept) return tl::make_unexpected(kept.error());
  return std::move(report_);
}

// First, so that nobody waits for a build that cannot be written.
Build::Step Build::CreateOutputs() {
  const Step checked = CheckPaths(request_);
  return checked ? outputs_.Create(request_) : checked;
}

Build::Step Build::ReadRules() {
  const auto file = MappedFile::Open(request_.rules);
  if (!file) return tl::make_unexpected(file.error());
  auto header = ReadSiteRules(file->text(), request_.rules);
  if (!header) return tl::make_unexpected(header.error());
  header_ = std::move(*header);
  const auto lines = std::count(file->text().begin(), file->text().end(), '\n');
  rules_file_ = {Hex(DigestOf(file->text())), file->text().size(), static_cast<uint64_t>(lines)};
  return {};
}

// The default zones are the first set, so that a policy has one even without contacts.
Build::Step Build::OpenZones() {
  auto compiler = ZoneCompiler::Open();
  if (!compiler) return tl::make_unexpected(compiler.error());
  zone_compiler_ = std::move(*compiler);
  zone_sets_.emplace(*zone_compiler_, static_cast<int64_t>(header_.policy.not_before()),
                     static_cast<int64_t>(header_.policy.not_after()));
  if (header_.default_zones.empty()) return {};
  const auto set = zone_sets_->Find(absl::StrJoin(header_.default_zones, "|"));
  if (!set) return tl::make_unexpected(Problem{request_.rules + ": default_" + set.error()});
  return {};
}

Build::Step Build::ReadRefusalFiles() {
  auto digests = ReadRefusals(request_.refusals, tagger_.KeyId(), &refusals_);
  if (!digests) return tl::make_unexpected(digests.error());
  refusal_files_ = std::move(*digests);
  return {};
}

Build::Step Build::ReadAccountsFile() {
  auto digest = ReadAccounts({request_.accounts, &tagger_, ProgressAfter({})}, &accounts_);
  if (!digest) return tl::make_unexpected(digest.error());
  accounts_file_ = *digest;
  return {};
}

Build::Step Build::ReadContactsFile() {
  if (outputs_.manifest) {
    auto spool = Spool::CreateBeside(request_.manifest);
    if (!spool) return tl::make_unexpected(spool.error());
    evidence_.emplace(std::move(*spool));
  }
  contacts_.zone_sets = &*zone_sets_;
  contacts_.evidence = evidence_ ? &*evidence_ : nullptr;
  const ContactRules rules = RulesOfContacts();
  const unsigned threads =
      request_.threads != 0 ? request_.threads : std::thread::hardware_concurrency();
  auto digest = ReadContacts(
      {request_.contacts, &rules, std::max(threads, 1u), ProgressAfter(accounts_file_)},
      &contacts_);
  if (!digest) return tl::make_unexpected(digest.error());
  contacts_file_ = *digest;
  refusals_ = Refusals();
  return {};
}

ContactRules Build::RulesOfContacts() const {
  std::vector<PhoneNumber> exempt;
  for (const std::string& number : header_.policy.exempt_numbers()) {
    exempt.push_back(PhoneNumber::FromDigits(std::string_view(number).substr(1)));
  }
  return {
      &tagger_,          &accounts_, ReaderOfNumbers(), absl::StrJoin(header_.default_zones, "|"),
      header_.first_day, exempt,     &refusals_};
}

NumberReader Build::ReaderOfNumbers() const {
  if (request_.number_reader) return request_.number_reader;
  return [reader = ContactNumberReader(header_.region)](
             std::string_view text, std::string_view region) { return reader.Read(text, region); };
}

std::function<void(uint64_t, uint64_t)> Build::ProgressAfter(const InputDigest& before) const {
  if (!request_.progress) return {};
  const uint64_t total = SizeOf(request_.accounts) + SizeOf(request_.contacts);
  return [this, total, before](uint64_t rows, uint64_t bytes) {
    request_.progress({before.rows + rows, before.bytes + bytes, total});
  };
}

Build::Step Build::JudgeRows() {
  const auto problem =
      Judge(request_.contacts, header_.max_references, accounts_, &contacts_.rows, &judgment_);
  if (problem) return tl::make_unexpected(*problem);
  uint64_t refusals = 0;
  for (const InputDigest& file : refusal_files_) refusals += file.rows;
  report_ =
      ReportOf(request_, header_, judgment_, accounts_.size(), contacts_.rows.size(), refusals);
  return {};
}

Build::Step Build::WriteExcludedFile() {
  if (outputs_.excluded) WriteExcluded(contacts_.rows, accounts_, &*outputs_.excluded);
  accounts_.ForgetIds();
  return {};
}

// All of it only reads what was judged, so one processor makes the one table and another all else.
Build::Step Build::MakeTables() {
  auto others = std::async(std::launch::async, [this] {
    auto accounts = MakeAccountsTable(accounts_);
    if (outputs_.manifest) shared_numbers_ = FindSharedNumbers(contacts_.rows, accounts_, tagger_);
    return accounts;
  });
  auto contacts = MakeContactsTable(contacts_.rows, judgment_.AllContacts(), accounts_, tagger_);
  auto accounts = others.get();
  if (!accounts) return tl::make_unexpected(accounts.error());
  if (!contacts) return tl::make_unexpected(contacts.error());
  accounts_table_ = std::move(*accounts);
  contacts_table_ = std::move(*contacts);
  return {};
}

Build::Step Build::CompleteHeader() {
  if (zone_sets_->empty()) {
    return tl::make_unexpected(
        Problem{request_.rules + ": default_zones: none are stated, nor by any contact; add them"});
  }
  const uint64_t key_id = tagger_.KeyId();
  header_.policy.set_lookup_key_id(&key_id, sizeof key_id);
  zone_sets_->WriteTo(&header_.policy);
  header_.policy.set_accounts_digest(Digest(accounts_table_->bytes()));
  header_.policy.set_contacts_digest(Digest(contacts_table_->bytes()));
  header_bytes_ = SerializeHeader(header_.policy);
  return {};
}

Build::Step Build::WritePolicyFile() {
  // Protobuf reads no message of more than 2 GiB.
  constexpr uint64_t kMaxTables = INT32_MAX - (1u << 20);
  if (accounts_table_->bytes().size() + contacts_table_->bytes().size() > kMaxTables) {
    return tl::make_unexpected(
        Problem{request_.policy + ": would be over 2 GiB; build the site in parts"});
  }
  WritePolicy({header_bytes_,
               {SignHeader(header_bytes_, *request_.signing_key)},
               accounts_table_->bytes(),
               contacts_table_->bytes()},
              &*outputs_.policy);
  accounts_table_.reset();
  contacts_table_.reset();
  const Step synced = outputs_.policy->Sync();
  if (!synced) return synced;
  const auto written = MappedFile::Of(outputs_.policy->descriptor(), request_.policy);
  if (!written) return tl::make_unexpected(written.error());
  report_.policy_bytes = written->text().size();
  report_.policy_digest = DigestOf(written->text());
  policy_digest_ = {Hex(report_.policy_digest), report_.policy_bytes, 0};
  return {};
}

Build::Step Build::WriteManifestFile() {
  if (!outputs_.manifest) return {};
  const auto rewound = evidence_->Rewind();
  if (!rewound) return rewound;
  const auto written = WriteManifest(Facts(), &*evidence_, &*outputs_.manifest);
  contacts_.rows.Clear();
  return written ? outputs_.manifest->Sync() : written;
}

ManifestFacts Build::Facts() const {
  return {&header_.policy,  Hex(DigestOf(header_bytes_)),
          rules_file_,      accounts_file_,
          contacts_file_,   refusal_files_,
          policy_digest_,   &accounts_,
          &contacts_.rows,  &judgment_,
          &shared_numbers_, &tagger_};
}

Build::Step Build::SignManifest() {
  if (!outputs_.manifest) return {};
  const auto text = MappedFile::Of(outputs_.manifest->descriptor(), request_.manifest);
  if (!text) return tl::make_unexpected(text.error());
  outputs_.signature->Write(DetachedSignature(text->text(), *request_.signing_key));
  return {};
}

}  // namespace

tl::expected<BuildReport, Problem> BuildPolicy(const BuildRequest& request) {
  return Build(request).Run();
}

}  // namespace dialgate::builder
