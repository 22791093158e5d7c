#include "platform/command/request_line.h"

#include <algorithm>
#include <utility>

#include "dialgate/words.h"

namespace dialgate::command {
namespace {

using Json = nlohmann::ordered_json;

struct ReportText {
  const char* word;
  const char* detail;
};

ReportText TextOf(ReportError error) {
  switch (error) {
    case ReportError::kNotAuthentic:
      return {"not_authentic", "the permit is not one of this gate's"};
    case ReportError::kUnknownOutcome: return {"unknown_outcome", "no outcome was stated"};
    case ReportError::kTooLate:
      return {"too_late", "over 24 hours since the call; refused and wrong_party are taken all the "
                          "same, as withdrawals"};
    case ReportError::kAlreadyReported:
      return {"already_reported", "and only answered may be made more precise; refused and "
                                  "wrong_party are taken all the same, as withdrawals"};
    case ReportError::kNotRecorded: break;
  }
  return {"not_recorded", "its record cannot be made durable: report it again"};
}

Json Begin(const Json& id) {
  Json line;
  line["id"] = id;
  return line;
}

Json ErrorLine(const Json& id, const std::string& error, const std::string& detail) {
  Json line = Begin(id);
  line["error"] = error;
  line["detail"] = detail;
  return line;
}

Json ErrorLine(const Json& id, ReportError error) {
  return ErrorLine(id, TextOf(error).word, TextOf(error).detail);
}

Answer Unavailable() {
  Answer answer{};
  answer.reason = std::string(Name(Reason::kAuditUnavailable));
  return answer;
}

}  // namespace

Json DecisionLine(const Json& id, const Answer& answer) {
  Json line = Begin(id);
  line.update(JsonOf(answer));
  return line;
}

Json AnswerWithoutRecord(std::string_view line) {
  const auto request = ReadRequest(line);
  if (!request) return ErrorLine(request.error().id, "malformed", request.error().message);
  if (request->permit) return ErrorLine(request->id, ReportError::kNotRecorded);
  return DecisionLine(request->id, Unavailable());
}

RequestLine::RequestLine(posix::Gate& gate, std::function<void(std::string_view)> write)
    : gate_(gate), write_(std::move(write)), answering_([this] { GiveAnswers(); }) {}

RequestLine::~RequestLine() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
  }
  changed_.notify_one();
  answering_.join();
}

void RequestLine::Take(std::string_view line) {
  const auto request = ReadRequest(line);
  if (!request) {
    const RequestError& error = request.error();
    return Queue({ErrorLine(error.id, "malformed", error.message), nullptr});
  }
  if (request->permit) return Queue(Report(*request));
  bool emergency = false;
  Pending pending = Place(*request, &emergency);
  if (emergency) return Write(pending.answer.dump() + "\n");
  Queue(std::move(pending));
}

void RequestLine::Record(std::string_view line) {
  const auto request = ReadRequest(line);
  if (request) gate_.PlaceAhead(request->call());
}

RequestLine::Pending RequestLine::Place(const Request& request, bool* emergency) {
  Answer answer{};
  const Call call = request.call();
  const Placement placement =
      gate_.PlaceAhead(call, [&](const Situation& situation, const Placement& placed) {
        answer = InWords(situation, call, placed.decision);
        const auto retry_at = RetryAt(situation, call);
        if (!placed.decision.allowed() && retry_at) answer.retry_at = *retry_at;
      });
  *emergency = placement.decision.reason == Reason::kEmergency;
  Pending pending = {DecisionLine(request.id, answer), nullptr};
  if (placement.decision.reason == Reason::kDeclaredContact) {
    pending.answer["permit"] = PermitText(placement.permit);
  }
  if (answer.allowed) pending.otherwise = DecisionLine(request.id, Unavailable());
  return pending;
}

RequestLine::Pending RequestLine::Report(const Request& request) {
  const auto reported = gate_.ReportAhead(*request.permit, request.outcome);
  Json answer = Begin(request.id);
  if (reported) answer["ok"] = true;
  if (!reported) answer = ErrorLine(request.id, reported.error());
  return {answer, ErrorLine(request.id, ReportError::kNotRecorded)};
}

void RequestLine::Queue(Pending pending) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    pending_.push_back(std::move(pending));
  }
  changed_.notify_one();
}

void RequestLine::Write(const std::string& text) {
  const std::lock_guard<std::mutex> lock(writing_);
  write_(text);
}

void RequestLine::GiveAnswers() {
  while (true) {
    std::vector<Pending> answers;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait(lock, [this] { return ended_ || !pending_.empty(); });
      if (pending_.empty()) return;
      answers.swap(pending_);
    }
    const bool waits = std::any_of(answers.begin(), answers.end(), [](const Pending& pending) {
      return !pending.otherwise.is_null();
    });
    const bool durable = !waits || gate_.MakeDurable();
    std::string text;
    for (const Pending& pending : answers) {
      const bool stands = durable || pending.otherwise.is_null();
      text += (stands ? pending.answer : pending.otherwise).dump() + "\n";
    }
    Write(text);
  }
}

}  // namespace dialgate::command
