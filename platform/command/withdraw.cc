#include <memory>
#include <optional>

#include "dialgate/posix/gate.h"
#include "dialgate/posix/orders.h"
#include "dialgate/sodium_crypto.h"
#include "dialgate/words.h"
#include "platform/builder/rules/contact_number.h"
#include "platform/builder/tables/problem_text.h"
#include "platform/command/call_words.h"
#include "platform/command/commands.h"
#include "platform/command/console.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string log, keys;
  std::optional<std::string> number, account, role;
};

Read<uint64_t> TagOfNumber(const std::string& text, const posix::GateSettings& settings,
                           const Tagger& tagger) {
  const builder::ContactNumberReader reader(settings.region.empty() ? "US" : settings.region);
  // Without a region only a number with `+` says which it is.
  const auto read = reader.Read(text, settings.region.empty() ? "001" : settings.region);
  if (read.flaw != builder::ContactNumber::Flaw::kNone) {
    return tl::make_unexpected("--number " + builder::Quoted(text) + ": " +
                               builder::Describe(read.flaw) +
                               ": write it with + and its country code");
  }
  return tagger.Number(read.number);
}

// Tags are made here, so that no order on the disk says a number.
Read<posix::WithdrawalOrder> OrderOf(const Options& options, const posix::GateKeys& keys) {
  const SodiumCrypto crypto;
  const Tagger tagger(keys.lookup.value, crypto);
  if (options.number) {
    const auto tag = TagOfNumber(*options.number, *keys.settings, tagger);
    if (!tag) return tl::make_unexpected(tag.error());
    return posix::WithdrawalOrder{WithdrawalKind::kNumber, *tag};
  }
  if (options.account) {
    if (options.account->empty() || options.account->size() > 64) {
      return tl::make_unexpected(std::string("--account: an account's id has 1 to 64 bytes"));
    }
    return posix::WithdrawalOrder{WithdrawalKind::kAccount, tagger.Account(*options.account).value};
  }
  const auto role = ParseRole(*options.role);
  if (!role) {
    return tl::make_unexpected("--role: " + builder::Quoted(*options.role) +
                               " is no role: use debtor, guarantor, reference or representative");
  }
  return posix::WithdrawalOrder{WithdrawalKind::kRole, static_cast<uint64_t>(*role)};
}

// Where no gate runs, this is one, for a moment: it starts, withdraws and ends.
tl::expected<std::string, posix::LogError> WithdrawAlone(const Options& options,
                                                         const posix::WithdrawalOrder& order) {
  const SodiumCrypto crypto;
  const auto gate = posix::Gate::Open({options.keys, options.log, "", crypto, crypto});
  if (!gate) return tl::make_unexpected(gate.error());
  if (!(*gate)->trouble().empty()) {
    return tl::make_unexpected(posix::LogError{(*gate)->trouble()});
  }
  const auto sequence = (*gate)->Withdraw(order.kind, order.what);
  if (!sequence || !(*gate)->End()) {
    return tl::make_unexpected(posix::LogError{
        options.log +
        ": the withdrawal cannot be recorded: make room on its disk and withdraw again"});
  }
  return (*gate)->settings().log + ":" + std::to_string(*sequence);
}

int Withdraw(const Options& options) {
  if (options.number.has_value() + options.account.has_value() + options.role.has_value() != 1) {
    return Fail("name what is withdrawn: one of --number, --account and --role");
  }
  const auto keys = posix::ReadGateKeys(options.keys);
  if (!keys) return Fail(keys.error().message);
  const auto order = OrderOf(options, *keys);
  if (!order) return Fail(order.error());
  const auto alone = WithdrawAlone(options, *order);
  if (alone) {
    Print(*alone + "\n");
    return kDone;
  }
  if (!alone.error().held) return Fail(alone.error().message);
  const auto given = posix::GiveOrder(options.keys, *order);
  if (!given) return Fail(given.error().message);
  Print(*given + "\n");
  return kDone;
}

}  // namespace

void AddWithdraw(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "withdraw",
      "Stops calls at once on one gate, running or not, and prints the withdrawal's id");
  command->add_option("--log", options->log, "the folder of the gate's log")->required();
  command->add_option("--keys", options->keys, "the gate's folder")->required();
  command->add_option("--number", options->number, "a number, under every account and role");
  command->add_option("--account", options->account, "an account: every call about it");
  command->add_option("--role", options->role,
                      "debtor, guarantor, reference or representative: every call to one");
  command->footer(
      "In force and recorded before it returns. It ends only by a newer policy that restores the "
      "id.");
  command->callback([options, &run] { run = [options] { return Withdraw(*options); }; });
}

}  // namespace dialgate::command
