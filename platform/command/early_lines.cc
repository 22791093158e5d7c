#include "platform/command/early_lines.h"

#include <utility>

#include "dialgate/posix/system_clock.h"
#include "platform/command/answer.h"
#include "platform/command/request.h"

namespace dialgate::command {
namespace {

constexpr size_t kMostBytes = 16 << 20;

}  // namespace

EarlyLines::EarlyLines(posix::GateKeys keys, const Crypto& crypto,
                       std::function<void(std::string_view)> write)
    : keys_(std::move(keys)),
      tagger_(keys_.lookup.value, crypto),
      emergency_(keys_.settings->emergency.begin(), keys_.settings->emergency.end()),
      write_(std::move(write)) {
  device_.emergency.numbers = emergency_.data();
  device_.emergency.count = static_cast<uint8_t>(emergency_.size());
  device_.emergency.outside_line_prefix = keys_.settings->outside_line;
}

void EarlyLines::Take(std::string_view line) {
  const bool answered = AnswerEmergency(line);
  const size_t bytes = line.size() + sizeof(Early);
  if (bytes_ + bytes > kMostBytes) {
    if (!answered) Deny(line);
    return;
  }
  bytes_ += bytes;
  lines_.push_back({std::string(line), answered});
}

void EarlyLines::Deny(std::string_view line) const {
  write_(AnswerWithoutRecord(line).dump() + "\n");
}

bool EarlyLines::AnswerEmergency(std::string_view line) const {
  const auto request = ReadRequest(line);
  if (!request || request->permit) return false;
  const Call call = request->call();
  const NoHistory none;
  const Situation situation = {nullptr, tagger_, device_, none, posix::ReadSystemClock(false).utc};
  const Decision decision = Decide(situation, call);
  if (decision.reason != Reason::kEmergency) return false;
  write_(DecisionLine(request->id, InWords(situation, call, decision)).dump() + "\n");
  return true;
}

void EarlyLines::GiveTo(RequestLine& requests) {
  for (const Early& early : lines_) {
    early.answered ? requests.Record(early.line) : requests.Take(early.line);
  }
  lines_.clear();
}

void EarlyLines::Deny() {
  for (const Early& early : lines_) {
    if (!early.answered) Deny(early.line);
  }
  lines_.clear();
}

}  // namespace dialgate::command
