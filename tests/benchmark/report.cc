#include "report.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialgate::benchmarks {
namespace {

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

  double AccountLoad() const { return (*this)["chase_accounts"]; }
  double ContactLoad() const { return (*this)["chase_contacts"]; }
  double BothLoads() const { return AccountLoad() + ContactLoad(); }

 private:
  const Medians& medians_;
  std::string name_;
};

void PrintBudget(const char* what, double value, const char* unit, double most) {
  const char* verdict = value <= most ? "holds" : value > most ? "MISSED" : "not measured";
  fmt::print("  {:<58}{:>7.2f} {:<12} at most {:<5} {}\n", what, value, unit, most, verdict);
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
  fmt::print(
      "\n{} contacts, ns; one load: 1 MiB {:.1f}, {:.1f} MB as the accounts {:.1f}, {:.1f} MB "
      "as the contacts {:.1f}\n",
      site.contacts(), set["chase_1MiB"], static_cast<double>(site.policy().accounts().size) / 1e6,
      set.AccountLoad(), static_cast<double>(site.policy().contacts().size) / 1e6,
      set.ContactLoad());
  fmt::print("  {:<20}{:>10}{:>10}{:>10}{:>10}\n", "", "warm", "cold", "loads", "ratio");
  const auto row = [&](const std::string& what, double loads) {
    fmt::print("  {:<20}{:>10.1f}{:>10.1f}{:>10.1f}{:>10.2f}\n", what, set.Warm(what),
               set.Cold(what), loads, set.Cold(what) / loads);
  };
  for (const char* what : {"find_account_hit", "find_account_miss"}) row(what, set.AccountLoad());
  for (const char* what : {"find_contact_hit", "find_contact_miss"}) row(what, set.ContactLoad());
  for (const char* what :
       {"find_both_hit", "find_both_miss", "decide_allow", "decide_deny", "retry_at_night"}) {
    row(what, set.BothLoads());
  }
  fmt::print("  of each, the loop that asks: {:.1f} warm, {:.1f} cold\n", set.Warm("loop"),
             set.Cold("loop"));
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

void PrintLongestPath(const Medians& medians, uint64_t contacts) {
  const Set longest(medians, contacts, "longest");
  fmt::print("\nlongest paths, over the largest policy there is, ns, warm:");
  for (const char* text :
       {"separators", "sip_separators", "sip_encoded", "sip_host", "tel_context"}) {
    fmt::print(" {} {:.0f}", text, longest[text]);
  }
  fmt::print("\n");
}

void PrintBudgets(const Medians& medians, uint64_t contacts) {
  const Set set(medians, contacts, "dialgate");
  fmt::print("\nbudgets at {} contacts, cold\n", contacts);
  for (const char* what : {"decide_allow", "decide_deny"}) {
    PrintBudget(what, set.Cold(what) / set.BothLoads(), "loads/table", kMaxDecision);
  }
  for (const char* what : {"find_account_hit", "find_account_miss"}) {
    PrintBudget(what, set.Cold(what) / set.AccountLoad(), "loads", kMaxLookup);
  }
  for (const char* what : {"find_contact_hit", "find_contact_miss"}) {
    PrintBudget(what, set.Cold(what) / set.ContactLoad(), "loads", kMaxLookup);
  }
  for (const char* what : {"find_both_hit", "find_both_miss"}) {
    PrintBudget(what, set.Cold(what) / set.BothLoads(), "loads/table", kMaxLookup);
  }
}

}  // namespace dialgate::benchmarks
