#include "site_folder.h"

#include <gtest/gtest.h>
#include <sodium.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace dialgate::builder {
namespace {

constexpr char kRules[] = R"(issuer: "Example Bank, compliance"
site: "test"
serial: 7
not_before: "2026-11-01T12:00:00Z"
not_after: "2026-12-01T00:00:00Z"
region: "CN"
default_zones: "Asia/Shanghai"
roles {
  role: ROLE_DEBTOR
  purposes: PURPOSE_COLLECT
  modes: MODE_MANUAL
  any_time: true
  caps { counts: COUNTS_DIALED max: 3 days: 1 per: PER_DEBTOR }
}
)";

void Generate(unsigned n, unsigned char* public_key, unsigned char* secret_key) {
  unsigned char seed[crypto_sign_SEEDBYTES] = {static_cast<unsigned char>(n)};
  crypto_sign_seed_keypair(public_key, secret_key, seed);
}

}  // namespace

SigningKey TestKey(unsigned n) {
  SigningKey key;
  IssuerKey issuer;
  Generate(n, issuer.bytes, key.bytes);
  return key;
}

IssuerKey TestIssuer(unsigned n) {
  SigningKey key;
  IssuerKey issuer;
  Generate(n, issuer.bytes, key.bytes);
  return issuer;
}

SiteFolder::SiteFolder() : tagger_(lookup_key_, crypto_) {
  char name[] = "/tmp/dialgate-tables-XXXXXX";
  folder_ = mkdtemp(name);
  Write("rules.txtpb", kRules);
  Write("accounts.csv", "account\nA-1\nA-2\nA-3\n");
  WriteContacts("");
}

SiteFolder::~SiteFolder() { std::filesystem::remove_all(folder_); }

void SiteFolder::Write(const std::string& name, std::string_view text) const {
  std::ofstream(Path(name), std::ios::binary) << text;
}

std::string SiteFolder::Read(const std::string& name) const {
  std::ifstream file(Path(name), std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::string> SiteFolder::Names() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void SiteFolder::WriteContacts(const std::string& lines) const {
  Write("contacts.csv",
        "account,number,role,provenance,declared_on,evidence,consent,withdrawn,zones,region\n" +
            lines);
}

void SiteFolder::AddRule(const std::string& line) const {
  Write("rules.txtpb", Read("rules.txtpb") + line + "\n");
}

BuildRequest SiteFolder::Request() const {
  BuildRequest request;
  request.rules = Path("rules.txtpb");
  request.accounts = Path("accounts.csv");
  request.contacts = Path("contacts.csv");
  request.policy = Path("policy.dgp");
  request.excluded = Path("excluded.csv");
  request.manifest = Path("manifest.jsonl");
  request.lookup_key = &lookup_key_;
  request.signing_key = &signing_key_;
  return request;
}

std::string SiteFolder::Failure() const {
  const auto report = Build();
  if (report) return "";
  const std::string& message = report.error().message;
  return message.rfind(folder_ + "/", 0) == 0 ? message.substr(folder_.size() + 1) : message;
}

}  // namespace dialgate::builder
