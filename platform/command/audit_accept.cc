#include <memory>

#include "dialgate/posix/gate.h"
#include "dialgate/posix/orders.h"
#include "dialgate/posix/receipt_text.h"
#include "dialgate/sodium_crypto.h"
#include "platform/command/audit.h"
#include "platform/command/console.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string receipt, log, keys;
};

// Where no gate runs, this is one, for a moment: it starts, takes the receipt and ends.
tl::expected<std::string, posix::LogError> AcceptAlone(const Options& options,
                                                       const std::string& message) {
  const SodiumCrypto crypto;
  const auto gate = posix::Gate::Open({options.keys, options.log, "", crypto, crypto});
  if (!gate) return tl::make_unexpected(gate.error());
  if (!(*gate)->trouble().empty()) {
    return tl::make_unexpected(posix::LogError{(*gate)->trouble()});
  }
  const auto taken = (*gate)->TakeReceipt(posix::BytesOf(message));
  const auto ended = (*gate)->End();
  if (!taken) return tl::make_unexpected(posix::LogError{taken.error().message});
  if (!ended) {
    return tl::make_unexpected(
        posix::LogError{options.log + ": the receipt is taken, but the gate's end cannot be "
                                      "recorded: make room on its disk, or mend it, before the "
                                      "next start"});
  }
  return "bound up to record " + std::to_string(taken->covers.sequence);
}

int Accept(const Options& options) {
  const auto text = TextOf(options.receipt);
  if (!text) return Fail(text.error().message + ": name a receipt, or a file with one");
  const auto message = posix::ParseReceiptText(*text);
  if (!message) {
    return Fail("this is no receipt: give the whole line that dialgate audit receipt printed");
  }
  // Or a gate that never ran would begin its log here, wherever that is.
  const auto segments = posix::FindSegments(options.log);
  if (!segments || segments->last == 0) {
    return Fail(options.log +
                ": holds no record of a log: name the log of this gate, once it has started");
  }
  const auto alone = AcceptAlone(options, *message);
  if (alone) {
    Print(*alone + "\n");
    return kDone;
  }
  if (!alone.error().held) return Fail(alone.error().message);
  const auto given = posix::GiveOrder(options.keys, posix::ReceiptOrder{*message});
  if (!given) return Fail(given.error().message);
  Print(*given + "\n");
  return kDone;
}

}  // namespace

void AddAuditAccept(CLI::App& audit, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand(
      "accept", "Takes an auditor's receipt into a gate's log, running or not");
  command
      ->add_option("receipt", options->receipt,
                   "a receipt, a file with one, or - for standard input")
      ->required();
  command->add_option("--log", options->log, "the folder of the gate's log")->required();
  command->add_option("--keys", options->keys, "the gate's folder")->required();
  command->footer(
      "In the log and durable before it returns. A receipt that resets the clock makes the gate "
      "read its log again.");
  command->callback([options, &run] { run = [options] { return Accept(*options); }; });
}

}  // namespace dialgate::command
