#include "play_histories.h"

#include <algorithm>

#include "dialgate/words.h"
#include "history_sites.h"
#include "line.h"

namespace dialgate::model {
namespace {

using vectors::Take;

std::optional<Outcome> ParseOutcome(std::string_view word) {
  for (unsigned n = 1; n <= static_cast<unsigned>(Outcome::kRefused); ++n) {
    if (word == Word(static_cast<Outcome>(n))) return static_cast<Outcome>(n);
  }
  return std::nullopt;
}

// One gate from its `site` line on.
class Player {
 public:
  explicit Player(const MakeGate& make) : make_(make) {}

  bool Begin(std::string_view name) {
    const auto site = HistorySite(name);
    if (!site) return false;
    site_ = *site;
    DeviceFacts device;
    device.modes = {Mode::kManual, Mode::kAutomated};
    gate_ = make_(device, site_.not_before);
    events_ = 0;
    newest_ = site_.not_before;
    return gate_->Load(site_, {}, site_.not_before);
  }

  // What came of the line, as the file says it; nothing where it says nothing of that.
  std::optional<std::string> Play(std::string_view line, std::string* expected) {
    int64_t now = 0;
    if (gate_ == nullptr || !vectors::ReadTime(Take(&line, " | "), &now)) return std::nullopt;
    std::string_view what = Take(&line, " | ");
    const std::string_view word = Take(&what, " ");
    std::optional<std::string> came;
    if (word == "call") came = Call(what, Take(&line, " | "), now, expected, &line);
    if (word == "report") came = Report(what, now, expected, &line);
    if (word == "withdraw") came = Withdraw(what, now);
    if (word == "restore") came = Restore(what, now);
    if (word == "reset_clock") came = ResetClock(what, now);
    newest_ = std::max(newest_, now);
    return line.empty() ? std::nullopt : came;  // every line has a source
  }

 private:
  std::optional<std::string> Call(std::string_view what, std::string_view outcome, int64_t now,
                                  std::string* expected, std::string_view* line) {
    CallFacts call;
    vectors::Text dialed;
    call.account = Take(&what, " ");
    if (call.account == "-") call.account.clear();
    if (!vectors::Unescape(Take(&what, " "), &dialed)) return std::nullopt;
    call.dialed = dialed.view();
    call.purpose = ParsePurpose(Take(&what, " ")).value_or(Purpose::kNotStated);
    call.mode = ParseMode(Take(&what, " ")).value_or(Mode::kNotStated);
    *expected = Take(line, " | ");
    const DrivenGate::Placed placed = gate_->Place(call, now);
    std::string came(Name(placed.decision.reason));
    if (placed.retry_at) {
      vectors::Text time;
      vectors::AppendTime(*placed.retry_at, &time);
      came += " retry=" + std::string(time.view());
    }
    const auto reported = ParseOutcome(outcome);
    if (!reported && outcome != "-") return std::nullopt;
    if (placed.decision.reason != Reason::kDeclaredContact) return came;
    if (reported && !gate_->Report(events_, *reported, now)) came += ", its report was refused";
    ++events_;
    return came;
  }

  std::optional<std::string> Report(std::string_view what, int64_t now, std::string* expected,
                                    std::string_view* line) {
    int64_t number = 0;
    if (!vectors::ReadNumber(Take(&what, " "), &number)) return std::nullopt;
    const auto outcome = ParseOutcome(what);
    if (!outcome || number < 1 || number > static_cast<int64_t>(events_)) return std::nullopt;
    *expected = Take(line, " | ");
    return gate_->Report(static_cast<size_t>(number - 1), *outcome, now) ? "taken" : "refused";
  }

  std::optional<std::string> Withdraw(std::string_view what, int64_t now) {
    Withdrawal made{};
    const std::string_view kind = Take(&what, " ");
    made.kind = kind == "number"    ? Withdrawal::Kind::kNumber
                : kind == "account" ? Withdrawal::Kind::kAccount
                                    : Withdrawal::Kind::kRole;
    made.what = what;
    if (kind == "role") {
      const auto role = ParseRole(what);
      if (!role) return std::nullopt;
      made.role = *role;
    }
    gate_->Withdraw(made, now);
    return "";
  }

  std::optional<std::string> Restore(std::string_view what, int64_t now) {
    int64_t number = 0;
    if (!vectors::ReadNumber(what, &number) || number < 1) return std::nullopt;
    ++site_.serial;
    if (!gate_->Load(site_, {static_cast<size_t>(number - 1)}, now)) return "did not load";
    return "";
  }

  std::optional<std::string> ResetClock(std::string_view what, int64_t now) {
    int64_t own = 0;
    if (!vectors::ReadTime(what, &own)) return std::nullopt;
    gate_->TakeReceipt(newest_, own, true, now);
    newest_ = now;
    return "";
  }

  const MakeGate& make_;
  std::unique_ptr<DrivenGate> gate_;
  Site site_;
  size_t events_ = 0;
  int64_t newest_ = 0;
};

}  // namespace

PlayedFile PlayHistories(std::string_view file, const MakeGate& make) {
  PlayedFile played;
  Player player(make);
  vectors::Lines lines(file);
  for (std::string_view line; lines.Next(&line);) {
    std::string expected;
    std::optional<std::string> came;
    if (line.substr(0, 5) == "site ") {
      if (player.Begin(line.substr(5))) came = "";
    } else {
      came = player.Play(line, &expected);
    }
    if (!expected.empty()) ++played.lines;
    if (came && *came == expected) continue;
    played.failures += std::to_string(lines.number()) + ": " + std::string(line) +
                       "\n  came: " + (came ? *came : "not a line of histories") + "\n";
  }
  return played;
}

}  // namespace dialgate::model
