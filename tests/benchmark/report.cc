#include "report.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialgate::benchmarks {
namespace {

constexpr uint64_t kBudgetContacts = 10'000'000;
constexpr double kMaxDecision = 2;    // loads a table
constexpr double kMaxLookup = 1.25;   // likewise
constexpr double kMaxLongest = 5;     // times the decisions that are measured
constexpr double kMaxHeaderByte = 1;  // nanoseconds, apart from signature and digests

// One size and one set.
class Set {
 public:
  Set(const Medians& medians, uint64_t contacts, const std::string& set)
      : medians_(medians), name_(SetName(contacts, set)) {}

  double operator[](const std::string& what) const { return medians_.Of(name_ + what); }
  double Cold(const std::string& what) const { return (*this)[what + "/cold"]; }
  double Warm(const std::string& what) const { return (*this)[what + "/warm"]; }

  double AccountLoad() const { return Cold("load_accounts"); }
  double ContactLoad() const { return Cold("load_contacts"); }
  double BothLoads() const { return AccountLoad() + ContactLoad(); }

 private:
  const Medians& medians_;
  std::string name_;
};

void PrintBudget(const char* what, double value, const char* unit, double most) {
  const char* verdict = value <= most ? "holds" : value > most ? "MISSED" : "not measured";
  fmt::print("  {:<44}{:>7.2f} {:<14} at most {:<5} {}\n", what, value, unit, most, verdict);
}

}  // namespace

std::string SetName(uint64_t contacts, const std::string& set) {
  return fmt::format("{}/{}/", contacts, set);
}

void PrintSite(const LargeSite& site, PageSize page_size) {
  const Policy& policy = site.policy();
  fmt::print("\n{} contacts, {} accounts: policy {} bytes, {:.2f} a contact, {:.2f} an account; ",
             site.contacts(), site.accounts(), site.policy_bytes(),
             static_cast<double>(policy.contacts().size) / static_cast<double>(site.contacts()),
             static_cast<double>(policy.accounts().size) / static_cast<double>(site.accounts()));
  fmt::print("pages of {}\n", page_size == PageSize::k4KiB
                                  ? "4 KiB"
                                  : fmt::format("2 MiB ({} MiB are)", HugeKilobytes() / 1024));
}

void PrintAgainstLoads(const Medians& medians, const LargeSite& site) {
  const Set set(medians, site.contacts(), "dialgate");
  const double accounts = static_cast<double>(site.policy().accounts().size) / 1e6;
  const double contacts = static_cast<double>(site.policy().contacts().size) / 1e6;
  const double chases[] = {set["chase_accounts"], set["chase_contacts"]};
  fmt::print("\n{} contacts, ns\n", site.contacts());
  fmt::print(
      "  one dependent load, by itself: {:.1f} in 1 MiB, {:.1f} in the accounts' {:.1f} MB, "
      "{:.1f} in the contacts' {:.1f} MB\n",
      set["chase_1MiB"], chases[0], accounts, chases[1], contacts);
  fmt::print(
      "  in the loop of what follows: {:.1f} accounts, {:.1f} contacts; the loop itself {:.1f}, "
      "a keyed tag {:.1f} of it and of what follows\n",
      set.AccountLoad(), set.ContactLoad(), set.Cold("loop"), set.Cold("tag") - set.Cold("loop"));
  fmt::print("  {:<20}{:>8}{:>8}{:>8}{:>14}{:>14}\n", "", "warm", "cold", "loads", "x same loop",
             "x by itself");
  const auto row = [&](const std::string& what, double loads, double chase) {
    fmt::print("  {:<20}{:>8.1f}{:>8.1f}{:>8.1f}{:>14.2f}{:>14.2f}\n", what, set.Warm(what),
               set.Cold(what), loads, set.Cold(what) / loads, set.Cold(what) / chase);
  };
  for (const char* what : {"find_account_hit", "find_account_miss"}) {
    row(what, set.AccountLoad(), chases[0]);
  }
  for (const char* what : {"find_contact_hit", "find_contact_miss"}) {
    row(what, set.ContactLoad(), chases[1]);
  }
  for (const char* what :
       {"find_both_hit", "find_both_miss", "decide_allow", "decide_deny", "retry_at_night"}) {
    row(what, set.BothLoads(), chases[0] + chases[1]);
  }
}

void PrintAgainstPeers(const Medians& medians, uint64_t contacts,
                       const std::vector<std::string>& peers) {
  fmt::print("\n{} contacts, ns, each peer beside dialgate's own in turns\n", contacts);
  fmt::print("  {:<16}{:>11}{:>11}{:>11}{:>11}{:>12}{:>12}{:>12}\n", "", "hit cold", "miss cold",
             "hit warm", "x a load", "x lookup", "x lookup", "x decision");
  fmt::print("  {:<16}{:>11}{:>11}{:>11}{:>11}{:>12}{:>12}{:>12}\n", "", "", "", "", "hit cold",
             "hit cold", "hit warm", "hit cold");
  for (const std::string& peer : peers) {
    const Set set(medians, contacts, peer);
    const double hit = set.Cold("peer_hit"), warm = set.Warm("peer_hit");
    fmt::print("  {:<16}{:>11.1f}{:>11.1f}{:>11.1f}{:>11.2f}{:>12.2f}{:>12.2f}{:>12.2f}\n", peer,
               hit, set.Cold("peer_miss"), warm, hit / set.ContactLoad(),
               hit / set.Cold("find_both_hit"), warm / set.Warm("find_both_hit"),
               hit / set.Cold("decide_allow"));
  }
}

void PrintOpening(const Medians& medians, const LargeSite& site) {
  const Set set(medians, site.contacts(), "dialgate");
  const double header = static_cast<double>(site.policy().header().size);
  fmt::print(
      "\n{} contacts: opening takes {:.0f} ns in all, the signature {:.0f}, and apart from "
      "signature and digests {:.0f}: {:.2f} a byte of the header's {}\n",
      site.contacts(), set["open"], set["signature"], set["open_apart"], set["open_apart"] / header,
      header);
}

void PrintLongestPath(const Medians& medians, uint64_t contacts, size_t header) {
  const Set longest(medians, contacts, "longest"), set(medians, contacts, "dialgate");
  const double warm = set.Warm("decide_allow"), cold = set.Cold("decide_allow");
  fmt::print(
      "\nlongest paths, over the largest policy there is: warm, and cold, with both loads\n");
  for (const char* text :
       {"separators", "sip_separators", "sip_encoded", "sip_host", "tel_context"}) {
    const std::string name =
        fmt::format("{}, {:.0f} ns, {:.2f} warm", text, longest[text], longest[text] / warm);
    PrintBudget(name.c_str(), (longest[text] + set.BothLoads()) / cold, "x decide_allow cold",
                kMaxLongest);
  }
  PrintBudget("opening the largest header, likewise", longest["open_apart"] / header, "ns a byte",
              kMaxHeaderByte);
}

void PrintBudgets(const Medians& medians, const LargeSite& site) {
  if (site.contacts() < kBudgetContacts) return;
  const Set set(medians, site.contacts(), "dialgate");
  fmt::print("\nbudgets that are ratios of times, at {} contacts, cold, loads in the same loop\n",
             site.contacts());
  for (const char* what : {"decide_allow", "decide_deny"}) {
    PrintBudget(what, set.Cold(what) / set.BothLoads(), "loads a table", kMaxDecision);
  }
  for (const char* what : {"find_contact_hit", "find_contact_miss"}) {
    const double rest = set.Cold(what) - set.Cold("tag") + set.Cold("loop");
    PrintBudget((std::string(what) + ", its tag at hand").c_str(), rest / set.ContactLoad(),
                "loads", kMaxLookup);
  }
  PrintBudget("opening, apart from signature and digests",
              set["open_apart"] / static_cast<double>(site.policy().header().size), "ns a byte",
              kMaxHeaderByte);
}

}  // namespace dialgate::benchmarks
