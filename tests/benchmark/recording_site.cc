#include "recording_site.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "dialgate/posix/gate_folder.h"
#include "dialgate/posix/party.h"
#include "policy_maker.h"
#include "site_image.h"

namespace dialgate::benchmarks {
namespace {

constexpr int64_t kDay = 86400;

[[noreturn]] void GiveUp(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(2);
}

template <typename Result>
void Need(const Result& result) {
  if (!result) GiveUp(result.error().message);
}

}  // namespace

RecordingSite::RecordingSite(uint64_t contacts, const posix::HistorySizes& history,
                             uint64_t calls_a_day)
    : accounts_(contacts / kContactsPerAccount), calls_a_day_(calls_a_day), history_(history) {
  posix::GateSettings settings;
  settings.site = gates::kSite;
  settings.gate = "measured";
  settings.modes = Modes{}.With(Mode::kManual).With(Mode::kAutomated);
  posix::Wiped<LookupKey> lookup;
  lookup.value = testing::TestLookupKey();
  Need(posix::MakeAuditor(auditor()));
  Need(posix::ProvisionFresh(settings, {testing::TestIssuer(0)}, lookup, auditor(), device()));
  testing::WriteFile(policy(), SiteImage(contacts));
  clock_.now = kFirstMorning;
}

void RecordingSite::Open() {
  gate_.reset();
  posix::GateConfig config = {device(), log(), policy(), crypto_, crypto_};
  config.history = history_;
  config.clock = &clock_;
  config.tell = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); };
  auto opened = posix::Gate::Open(config);
  Need(opened);
  gate_ = std::move(*opened);
  if (!gate_->trouble().empty()) std::exit(2);
}

Placement RecordingSite::Place(uint64_t i, bool wait) {
  if (i != 0 && i % calls_a_day_ == 0) clock_.now += kDay;
  const uint64_t account = i % accounts_;
  const AccountId id = IdOf(account);
  const NumberText number = NumberOf(account * kContactsPerAccount);
  const Call call = gates::CampaignCall(number.view(), id.view());
  const Placement placement = wait ? gate_->Place(call) : gate_->PlaceAhead(call);
  if (!placement.decision.allowed()) {
    GiveUp("a call was denied, reason " +
           std::to_string(static_cast<int>(placement.decision.reason)));
  }
  return placement;
}

void RecordingSite::Report(const Placement& placement, Outcome outcome, bool wait) {
  const auto reported = wait ? gate_->Report(placement.permit, outcome)
                             : gate_->ReportAhead(placement.permit, outcome);
  if (!reported) GiveUp("a report was refused");
}

uint64_t RecordingSite::LogBytes() const {
  uint64_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(log())) bytes += file.file_size();
  return bytes;
}

}  // namespace dialgate::benchmarks
