#include "platform/builder/tables/manifest.h"

#include <absl/time/time.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "dialgate/words.h"

namespace dialgate::builder {
namespace {

using Json = nlohmann::ordered_json;

std::string TagText(uint64_t short_value) { return fmt::format("{:012x}", short_value); }

std::string TimeText(uint64_t seconds) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ",
                          absl::FromUnixSeconds(static_cast<int64_t>(seconds)),
                          absl::UTCTimeZone());
}

// The id's eight bytes, lowest first in the policy, as people write a number.
std::string KeyIdText(const Tagger& tagger) { return fmt::format("{:016x}", tagger.KeyId()); }

class Writer {
 public:
  Writer(const ManifestFacts& facts, OutputFile* file) : facts_(facts), file_(file) {}

  void WritePolicy();
  void WriteInput(const char* name, const InputDigest& digest);
  void WriteCounts();
  void WriteProvenances();
  void WriteLargest();
  void WriteShared();
  tl::expected<void, Problem> WriteEvidence(Spool* evidence);

 private:
  void Line(const Json& json) { file_->Write(json.dump() + "\n"); }

  const ManifestFacts& facts_;
  OutputFile* file_;
};

void Writer::WritePolicy() {
  const proto::Policy& header = *facts_.header;
  Line({{"manifest", "dialgate build"},
        {"format", 1},
        {"issuer", header.issuer()},
        {"site", header.site()},
        {"serial", header.serial()},
        {"not_before", TimeText(header.not_before())},
        {"not_after", TimeText(header.not_after())},
        {"lookup_key_id", KeyIdText(*facts_.tagger)}});
  Line({{"policy_digest", facts_.policy.digest},
        {"bytes", facts_.policy.bytes},
        {"header_digest", facts_.header_digest},
        {"digests", "first 64 digits of sha512sum"}});
}

void Writer::WriteInput(const char* name, const InputDigest& digest) {
  Line(
      {{"input", name}, {"digest", digest.digest}, {"bytes", digest.bytes}, {"rows", digest.rows}});
}

void Writer::WriteCounts() {
  const Judgment& judgment = *facts_.judgment;
  Json left_out = Json::object();
  for (unsigned i = 1; i < kExclusions; ++i) {
    left_out[std::string(Name(static_cast<Exclusion>(i)))] = judgment.excluded[i];
  }
  Line({{"accounts", facts_.accounts->size()},
        {"accounts_without_contacts", judgment.accounts_without_contacts},
        {"withdrawn", judgment.withdrawn},
        {"withdrawn_by_refusals", judgment.refused},
        {"repeated", judgment.repeated},
        {"left_out", left_out}});
}

void Writer::WriteProvenances() {
  uint64_t rows[kRoles][kProvenances] = {};
  uint64_t contacts[kRoles][kProvenances] = {};
  for (size_t i = 0; i < facts_.rows->size(); ++i) {
    const ContactRow& row = (*facts_.rows)[i];
    ++rows[row.role][row.provenance];
    if (row.StandingOf() == Standing::kContact && !row.withdrawn)
      ++contacts[row.role][row.provenance];
  }
  for (unsigned role = 0; role < kRoles; ++role) {
    for (unsigned provenance = 0; provenance < kProvenances; ++provenance) {
      if (rows[role][provenance] == 0) continue;
      Line({{"role", Name(static_cast<Role>(role + 1))},
            {"provenance", Name(static_cast<Provenance>(provenance))},
            {"contacts", contacts[role][provenance]},
            {"rows", rows[role][provenance]}});
    }
  }
}

void Writer::WriteLargest() {
  for (const AccountSize& size : facts_.judgment->largest) {
    Line({{"account", TagText(facts_.accounts->TagOf(size.account).short_value())},
          {"numbers", size.numbers}});
  }
}

void Writer::WriteShared() {
  for (const SharedNumber& number : *facts_.shared_numbers) {
    Json contacts = Json::array();
    for (const uint64_t tag : number.contacts) contacts.push_back(TagText(tag));
    Json roles = Json::array();
    for (unsigned role = 1; role <= kRoles; ++role) {
      if ((number.roles >> role & 1) != 0) roles.push_back(Name(static_cast<Role>(role)));
    }
    Line({{"shared_number", contacts}, {"debtors", number.debtors}, {"roles", roles}});
  }
}

tl::expected<void, Problem> Writer::WriteEvidence(Spool* evidence) {
  const auto is_plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
  fmt::memory_buffer line;
  for (size_t i = 0; i < facts_.rows->size(); ++i) {
    const ContactRow& row = (*facts_.rows)[i];
    if (!row.has_evidence) continue;
    const auto id = evidence->Next();
    if (!id) return tl::make_unexpected(id.error());
    if (row.StandingOf() == Standing::kLeftOut) continue;
    const uint64_t tag =
        facts_.tagger->Contact(facts_.accounts->TagOf(row.account), row.number).short_value();
    line.clear();
    // There can be tens of millions of these: a JSON library is asked only where something is to be
    // escaped.
    if (std::all_of(id->begin(), id->end(), is_plain)) {
      fmt::format_to(std::back_inserter(line), "{{\"contact\":\"{:012x}\",\"evidence\":\"{}\"}}\n",
                     tag, *id);
    } else {
      fmt::format_to(std::back_inserter(line), "{{\"contact\":\"{:012x}\",\"evidence\":{}}}\n", tag,
                     Json(std::string(*id)).dump());
    }
    file_->Write({line.data(), line.size()});
  }
  return {};
}

}  // namespace

tl::expected<void, Problem> WriteManifest(const ManifestFacts& facts, Spool* evidence,
                                          OutputFile* file) {
  Writer writer(facts, file);
  writer.WritePolicy();
  writer.WriteInput("rules", facts.rules);
  writer.WriteInput("accounts", facts.accounts_file);
  writer.WriteInput("contacts", facts.contacts_file);
  for (const InputDigest& file : facts.refusal_files) writer.WriteInput("refusals", file);
  writer.WriteCounts();
  writer.WriteProvenances();
  writer.WriteLargest();
  writer.WriteShared();
  return writer.WriteEvidence(evidence);
}

}  // namespace dialgate::builder
