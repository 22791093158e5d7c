#include "suites.h"

#include <cstdlib>
#include <cstring>

#include "policy_image.h"

namespace dialgate::benchmarks {
namespace {

bool Finds(const LargeSite& site, const Query& query) {
  const Tag account = site.tagger().Account(query.account.view());
  return site.policy().FindAccount(account).has_value() &&
         site.policy().FindContact(site.tagger().Contact(account, query.number)).has_value();
}

bool FindsContact(const LargeSite& site, const Query& query) {
  return site.policy().FindContact(site.tagger().Contact(query.known, query.number)).has_value();
}

// What a lookup computes before it looks anywhere.
bool MakesTag(const LargeSite& site, const Query& query) {
  return site.tagger().Contact(query.known, query.number).value != 0;
}

bool FindsAccount(const LargeSite& site, const AccountId& id) {
  return site.policy().FindAccount(site.tagger(), id.view()).has_value();
}

bool Decides(const LargeSite& site, const Query& query, Reason expected) {
  return Decide(site.At(gates::kNow), CallOf(query)).reason == expected;
}

bool TellsWhen(const LargeSite& site, const Query& query) {
  return RetryAt(site.At(gates::kNight), CallOf(query)).has_value();
}

void RegisterLookups(const std::string& set, const LargeSite& site) {
  const auto add = [&](const char* what, Whom whom, auto ask) {
    Register(set + what, site, whom, ask);
  };
  add("loop", Whom::kContact, [](const Query& q) { return !q.number.empty(); });
  add("tag", Whom::kContact, [&](const Query& q) { return MakesTag(site, q); });
  add("find_account_hit", Whom::kContact,
      [&](const Query& q) { return FindsAccount(site, q.account); });
  add("find_account_miss", Whom::kContact,
      [&](const Query& q) { return !FindsAccount(site, q.unlisted_account); });
  add("find_contact_hit", Whom::kContact, [&](const Query& q) { return FindsContact(site, q); });
  add("find_contact_miss", Whom::kNobody, [&](const Query& q) { return !FindsContact(site, q); });
  add("find_both_hit", Whom::kContact, [&](const Query& q) { return Finds(site, q); });
  add("find_both_miss", Whom::kNobody, [&](const Query& q) { return !Finds(site, q); });
}

void RegisterDecisions(const std::string& set, const LargeSite& site) {
  const auto add = [&](const char* what, Whom whom, auto ask) {
    Register(set + what, site, whom, ask);
  };
  add("decide_allow", Whom::kDebtor,
      [&](const Query& q) { return Decides(site, q, Reason::kDeclaredContact); });
  add("decide_deny", Whom::kNobody,
      [&](const Query& q) { return Decides(site, q, Reason::kContactNotDeclared); });
  add("retry_at_night", Whom::kDebtor, [&](const Query& q) { return TellsWhen(site, q); });
}

// The chase by itself: nothing else uses the caches meanwhile.
void RegisterChase(const std::string& name, PointerChase* chase) {
  benchmark::RegisterBenchmark(name.c_str(), [chase](benchmark::State& state) {
    while (state.KeepRunningBatch(Queries::kMany)) {
      for (unsigned i = 0; i < Queries::kMany; ++i) chase->Step();
      benchmark::DoNotOptimize(chase->at());
    }
  });
}

template <typename Do>
void RegisterOnce(const std::string& name, Do succeeds) {
  benchmark::RegisterBenchmark(name.c_str(), [succeeds](benchmark::State& state) {
    for (auto _ : state) {
      if (!succeeds()) return state.SkipWithError("failed");
    }
  });
}

}  // namespace

void RegisterLoad(const std::string& name, const LargeSite& site, PointerChase* chase) {
  RegisterOne(name, site, Whom::kContact, true, [chase](const Query&) {
    chase->Step();
    return chase->at() != nullptr;
  });
}

void RegisterDialgate(const std::string& set, const LargeSite& site, Chases* chases) {
  RegisterChase(set + "chase_1MiB", &chases->small);
  RegisterChase(set + "chase_accounts", &chases->accounts);
  RegisterChase(set + "chase_contacts", &chases->contacts);
  RegisterLoad(set + "load_accounts", site, &chases->accounts);
  RegisterLoad(set + "load_contacts", site, &chases->contacts);
  RegisterLookups(set, site);
  RegisterDecisions(set, site);
  RegisterOnce(set + "open", [&site] { return site.Open(); });
  RegisterOnce(set + "open_apart", [&site] { return site.OpenApartFromCryptography(); });
  RegisterOnce(set + "signature", [&site] { return site.VerifySignature(); });
}

void RegisterBesidePeer(const std::string& set, const LargeSite& site, Chases* chases) {
  RegisterLoad(set + "load_contacts", site, &chases->contacts);
  Register(set + "find_both_hit", site, Whom::kContact,
           [&site](const Query& q) { return Finds(site, q); });
  Register(set + "find_both_miss", site, Whom::kNobody,
           [&site](const Query& q) { return !Finds(site, q); });
  Register(set + "decide_allow", site, Whom::kDebtor,
           [&site](const Query& q) { return Decides(site, q, Reason::kDeclaredContact); });
}

LongestPath::LongestPath() {
  gates::FillLongTexts(texts_);
  const std::string bytes = gates::PolicyImage(gates::kLargest);
  image_ = Pages(bytes.size(), PageSize::k4KiB);
  std::memcpy(image_.data(), bytes.data(), bytes.size());
  if (!site_.Open({"largest", image_.data(), image_.data() + bytes.size()})) std::exit(2);
  site_.UseLargestDevice();
}

void LongestPath::Register(const std::string& set) const {
  RegisterOnce(set + "open_apart", [this] { return site_.OpenAgain(); });
  for (const gates::LongText& text : texts_) {
    const Call call = gates::CampaignCall(text.view(), gates::kLongAccount);
    RegisterOnce(set + text.name, [this, call] {
      const bool allowed = site_.Decide(call, gates::kNow).allowed();
      Serialize();
      return allowed;
    });
  }
}

}  // namespace dialgate::benchmarks
