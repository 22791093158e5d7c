// What an order does.
#include "answer.h"
#include "console.h"
#include "firmware.h"
#include "order_line.h"
#include "provisioned.h"

namespace firmware {

void Firmware::Do(std::string_view line) {
  Order order;
  if (!ReadOrder(line, tagger_, &order)) return WriteLine("error: not an order");
  clock_.Set(order.at);
  BeginOnce();
  switch (order.verb) {
    case Order::Verb::kPlace: Place(order.call); break;
    case Order::Verb::kReport:
      Report(order.newest_permit ? newest_ : order.permit, order.outcome);
      break;
    case Order::Verb::kWithdraw: Withdraw(order.kind, order.what); break;
    case Order::Verb::kCheckpoint: StateHead(); break;
    case Order::Verb::kReceipt: TakeReceipt({order.receipt, order.receipt_size}); break;
  }
  if (!starts_again_) Keep();
}

// The log lasts when Place returns: the answer may be acted on.
void Firmware::Place(const dialgate::Call& call) {
  const dialgate::Placement placement = gate_.Place(call);
  if (placement.decision.reason == dialgate::Reason::kDeclaredContact) newest_ = placement.permit;
  dialgate::Device device = MakeDevice();
  device.clock_trusted = device.record_durable = true;
  device.newest_record = gate_.memory().newest_record;
  device.receipted = gate_.memory().receipted;
  const dialgate::Situation situation{gate_.policy(), tagger_, device, attempts_, placement.at};
  WriteLine(WriteAnswer(situation, call, placement).view());
}

void Firmware::Report(const dialgate::Permit& permit, dialgate::Outcome outcome) {
  const auto reported = gate_.Report(permit, outcome);
  if (!reported) return WriteLine("error: ", Text(reported.error()));
  WriteLine("ok");
}

// Answers with the id under which a policy can end it: log and sequence.
void Firmware::Withdraw(dialgate::WithdrawalKind kind, uint64_t what) {
  const auto sequence = gate_.Withdraw(kind, what);
  if (!sequence) return WriteLine("error: it cannot be recorded");
  Answer answer;
  answer.Append("ok ");
  answer.Append(kLogText);
  answer.Append(":");
  answer.AppendNumber(static_cast<uint32_t>(*sequence));
  WriteLine(answer.view());
}

// For the auditor. He signs for each record once, so nothing is stated that a log without room
// could not take his receipt for.
void Firmware::StateHead() {
  if (start_.sequence() == 0) return WriteLine("error: the log was refused");
  dialgate::Checkpoint head;
  head.log = kLog;
  head.sequence = log_.lasting();
  if (!log_.HasRoom() || !records_.Find(head.sequence, &head.seal, &head.at)) {
    return WriteLine("error: the log has no room for the answer: bring the auditor the log itself");
  }
  uint8_t message[dialgate::kMaxCheckpointSize];
  const size_t size = dialgate::WriteCheckpoint(head, kCheckpointKey, crypto_, message);
  Answer answer;
  answer.Append("checkpoint:");
  answer.AppendHex({message, size});
  WriteLine(answer.view());
}

// Answers with the newest record that is bound now. Where it resets the clock, times that were
// taken from the log are others now: it is read again, as at a start.
void Firmware::TakeReceipt(dialgate::ByteView receipt) {
  const auto taken = gate_.TakeReceipt(receipt, kAuditor, crypto_, records_);
  if (!taken) return WriteLine("error: ", Text(taken.error()));
  starts_again_ = taken->resets_clock;
  Answer answer;
  answer.Append("ok ");
  answer.AppendNumber(static_cast<uint32_t>(taken->covers.sequence));
  WriteLine(answer.view());
}

void Firmware::Stop() {
  if (gate_.End()) Keep();
}

}  // namespace firmware
