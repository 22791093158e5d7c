// Random calls, most of them one step beside something that would be allowed.
#include <algorithm>

#include "random_site.h"

namespace dialgate::model {
namespace {

using testing::CallFacts;
using testing::Random;
using testing::Site;

// Seconds beside which the answer changes.
std::vector<int64_t> Edges(const Site& site, Random* random) {
  std::vector<int64_t> edges = {site.not_before, site.not_after};
  const auto& zone = site.zones[random->Below(site.zones.size())];
  int32_t offset = zone.utc_offset;
  for (const auto& [after, then] : zone.transitions) {
    edges.push_back(site.not_before + after);
    if (random->OneIn(2)) offset = then;
  }
  const int64_t day = random->Between(site.not_before, site.not_after) / 86400 * 86400 - offset;
  edges.push_back(day);
  for (const auto& [name, role] : site.roles) {
    for (const Hours& hours : role.hours) {
      edges.push_back(day + hours.from_minute * 60);
      edges.push_back(day + hours.to_minute * 60);
    }
  }
  return edges;
}

int64_t RandomNow(const Site& site, Random* random) {
  if (random->OneIn(300)) {
    return random->Pick(std::vector<int64_t>{INT64_MIN, INT64_MIN + 59, -1, 0, INT64_MAX});
  }
  if (random->OneIn(3)) return random->Pick(Edges(site, random)) + random->Between(-1, 1);
  // The hours before clocks change: what is next is then counted by two offsets.
  const auto& transitions = random->Pick(site.zones).transitions;
  if (!transitions.empty() && random->OneIn(2)) {
    return site.not_before + random->Pick(transitions).first - random->Between(0, 86400);
  }
  return random->Between(site.not_before, site.not_after - 1);
}

// A number that has to do with the site, in most cases one that `account` lists.
std::string Target(const Site& site, const std::string& account, Random* random) {
  std::vector<std::string> own, all = site.exempt_numbers;
  for (const auto& [key, contact] : site.contacts) {
    if (key.first == account) own.push_back(key.second);
    all.push_back(key.second);
  }
  if (!own.empty() && random->Percent(85)) return random->Pick(own);
  if (!all.empty() && random->Percent(70)) return random->Pick(all);
  return RandomNumber(site.plan, random);
}

std::string ShortText(const Site& site, Random* random) {
  std::vector<std::string> codes = site.plan.emergency;
  codes.insert(codes.end(), {"112", "911", "999"});
  for (std::string pattern : site.plan.extensions) {
    std::replace(pattern.begin(), pattern.end(), 'X', static_cast<char>('0' + random->Below(10)));
    codes.push_back(pattern);
  }
  std::string text = random->Pick(codes);
  if (random->OneIn(3)) text = site.plan.outside_line_prefix + text;
  if (random->OneIn(5)) text = "9" + text;
  switch (random->Below(6)) {
    case 0: return "tel:" + text;
    case 1: return "sip:" + text + "@gw;user=phone";
    case 2: return "tel:" + text + random->Pick({";phone-context=+86", ";phone-context=a.example"});
    case 3:
      return random->Pick({"urn:service:sos", "URN:Service:SOS.fire", "urn:service:sos.a-b.c",
                           "urn:service:sos.", "urn:service:so", "urn:service:sos.fire/"});
    case 4: return text.substr(0, 1) + random->Pick({" ", "-", "("}) + text.substr(1);
    default: return text;
  }
}

// The words of a call that its role permits, or any.
void SetWords(const Site& site, const std::string& number, CallFacts* call, Random* random) {
  call->purpose = static_cast<Purpose>(random->Below(4));
  call->mode = static_cast<Mode>(random->Below(4));
  if (random->OneIn(50)) call->purpose = static_cast<Purpose>(random->Below(256));
  if (random->OneIn(50)) call->mode = static_cast<Mode>(random->Below(256));
  call->disclosures = static_cast<uint8_t>(random->OneIn(4) ? random->Below(256) : 0);
  const auto contact = site.contacts.find({call->account, number});
  if (contact == site.contacts.end() || random->OneIn(5)) return;
  const auto role = site.roles.find(contact->second.role);
  if (role == site.roles.end()) return;
  if (!role->second.purposes.empty()) call->purpose = random->Pick(role->second.purposes);
  if (!role->second.modes.empty()) call->mode = random->Pick(role->second.modes);
  call->disclosures = 0;
  for (Disclosure word : role->second.disclosures) {
    if (random->OneIn(3)) {
      call->disclosures =
          static_cast<uint8_t>(call->disclosures | 1u << static_cast<unsigned>(word));
    }
  }
}

}  // namespace

RandomCall MakeRandomCall(const Site& site, Random* random) {
  RandomCall made{{}, RandomNow(site, random), random->OneIn(50)};
  CallFacts& call = made.call;
  if (!site.accounts.empty()) call.account = random->Pick(site.accounts).first;
  const std::string number = Target(site, call.account, random);
  SetWords(site, number, &call, random);
  if (random->OneIn(15)) call.account = random->Pick({"", "unknown", "A1"});
  if (random->OneIn(60)) call.account += std::string(65, 'x');
  call.dialed = random->OneIn(10) ? ShortText(site, random) : Spell(site.plan, number, random);
  while (random->OneIn(5)) call.dialed = Spoil(call.dialed, random);
  if (random->OneIn(200)) call.dialed.resize(254 + random->Below(3), '-');
  return made;
}

}  // namespace dialgate::model
