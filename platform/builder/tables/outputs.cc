#include "platform/builder/tables/outputs.h"

#include <filesystem>
#include <set>
#include <vector>

namespace dialgate::builder {
namespace {

std::string SignaturePath(const std::string& manifest) { return manifest + ".sig"; }

tl::expected<void, Problem> CreateOne(const std::string& path, std::optional<OutputFile>* file) {
  auto created = OutputFile::Create(path);
  if (!created) return tl::make_unexpected(created.error());
  file->emplace(std::move(*created));
  return {};
}

}  // namespace

tl::expected<void, Problem> CheckPaths(const BuildRequest& request) {
  std::vector<std::string> paths = {request.rules, request.accounts, request.contacts,
                                    request.policy, request.excluded};
  paths.insert(paths.end(), request.refusals.begin(), request.refusals.end());
  if (!request.manifest.empty()) {
    paths.push_back(request.manifest);
    paths.push_back(SignaturePath(request.manifest));
  }
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (path.empty()) continue;
    if (seen.insert(std::filesystem::weakly_canonical(path, ignored).string()).second) continue;
    return tl::make_unexpected(
        Problem{path + ": is named twice for this build; name another file"});
  }
  return {};
}

tl::expected<void, Problem> Outputs::Create(const BuildRequest& request) {
  auto created = CreateOne(request.policy, &policy);
  if (created && !request.excluded.empty()) created = CreateOne(request.excluded, &excluded);
  if (request.manifest.empty()) return created;
  if (created) created = CreateOne(request.manifest, &manifest);
  if (created) created = CreateOne(SignaturePath(request.manifest), &signature);
  return created;
}

tl::expected<void, Problem> Outputs::Keep() {
  for (std::optional<OutputFile>* file : {&excluded, &manifest, &signature, &policy}) {
    if (!*file) continue;
    const auto synced = (*file)->Sync();
    if (!synced) return synced;
  }
  for (std::optional<OutputFile>* file : {&excluded, &manifest, &signature, &policy}) {
    if (!*file) continue;
    const auto kept = (*file)->Keep();
    if (!kept) return kept;
  }
  return {};
}

}  // namespace dialgate::builder
