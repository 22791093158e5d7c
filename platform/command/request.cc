#include "platform/command/request.h"

#include "dialgate/posix/files.h"
#include "dialgate/words.h"
#include "platform/builder/tables/problem_text.h"
#include "platform/command/call_words.h"

namespace dialgate::command {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kDeepest = 8;  // over what any line needs; JSON is copied and written by recursion

// Nothing: it is no JSON, or nests deeper than any line does.
Json Parse(std::string_view text) {
  bool too_deep = false;
  const auto keep = [&too_deep](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kDeepest;
    return !too_deep;
  };
  Json parsed = Json::parse(text, keep, /*allow_exceptions=*/false);
  return too_deep ? Json() : parsed;
}

// A member's text; absent or null: not stated.
Read<std::string> TextOf(const Json& line, const char* name) {
  const auto member = line.find(name);
  if (member == line.end() || member->is_null()) return std::string();
  if (!member->is_string()) {
    return tl::make_unexpected(std::string(name) + ": is not a text: write it in quotes");
  }
  return member->get<std::string>();
}

Read<std::vector<std::string>> DisclosuresOf(const Json& line) {
  const auto member = line.find("disclosures");
  if (member == line.end() || !member->is_array()) {
    const auto text = TextOf(line, "disclosures");
    if (!text) return tl::make_unexpected(text.error());
    return Split(*text, '|');
  }
  std::vector<std::string> words;
  for (const Json& word : *member) {
    if (!word.is_string()) {
      return tl::make_unexpected(std::string("disclosures: is no list of words"));
    }
    words.push_back(word.get<std::string>());
  }
  return words;
}

Read<void> RefuseOthers(const Json& line, std::initializer_list<std::string_view> known) {
  for (const auto& member : line.items()) {
    if (std::find(known.begin(), known.end(), member.key()) == known.end()) {
      return tl::make_unexpected(builder::Quoted(member.key()) + ": is no member of this line");
    }
  }
  return {};
}

Read<void> ReadReport(const Json& line, Request* request) {
  const auto known = RefuseOthers(line, {"id", "permit", "outcome"});
  if (!known) return known;
  const auto permit = TextOf(line, "permit");
  const auto outcome = TextOf(line, "outcome");
  if (!permit) return tl::make_unexpected(permit.error());
  if (!outcome) return tl::make_unexpected(outcome.error());
  request->permit.emplace();
  if (!posix::ParseHex(*permit, request->permit->bytes, Permit::kSize)) {
    return tl::make_unexpected(std::string("permit: is not as the gate gave it"));
  }
  const auto word = ParseOutcome(*outcome);
  if (!word) {
    return tl::make_unexpected("outcome: " + builder::Quoted(*outcome) +
                               " is no outcome: use not_dialed, not_connected, no_answer, "
                               "voicemail, answered, conversation, wrong_party or refused");
  }
  request->outcome = *word;
  return {};
}

Read<void> ReadCall(const Json& line, Request* request) {
  const auto known = RefuseOthers(
      line, {"id", "dialed", "account", "purpose", "mode", "disclosures"});
  if (!known) return known;
  if (line.find("dialed") == line.end()) {
    return tl::make_unexpected(
        std::string("dialed: is missing: a line is a call (dialed) or a report (permit, outcome)"));
  }
  std::string purpose, mode;
  const std::pair<const char*, std::string*> texts[] = {{"dialed", &request->dialed},
                                                        {"account", &request->account},
                                                        {"purpose", &purpose},
                                                        {"mode", &mode}};
  for (const auto& [name, text] : texts) {
    auto read = TextOf(line, name);
    if (!read) return tl::make_unexpected(read.error());
    *text = std::move(*read);
  }
  const auto stated_purpose = ReadPurpose(purpose);
  if (!stated_purpose) return tl::make_unexpected("purpose: " + stated_purpose.error());
  const auto stated_mode = ReadMode(mode);
  if (!stated_mode) return tl::make_unexpected("mode: " + stated_mode.error());
  const auto words = DisclosuresOf(line);
  if (!words) return tl::make_unexpected(words.error());
  const auto disclosures = ReadDisclosures(*words);
  if (!disclosures) return tl::make_unexpected("disclosures: " + disclosures.error());
  request->purpose = *stated_purpose;
  request->mode = *stated_mode;
  request->disclosures = *disclosures;
  return {};
}

}  // namespace

tl::expected<Request, RequestError> ReadRequest(std::string_view text) {
  const Json line = Parse(text);
  if (!line.is_object()) {
    return tl::make_unexpected(
        RequestError{nullptr, "the line is no JSON object, or nests too deeply"});
  }
  Request request;
  const auto id = line.find("id");
  if (id != line.end()) {
    if (!id->is_null() && !id->is_number() && !id->is_string()) {
      return tl::make_unexpected(RequestError{nullptr, "id: is neither a number nor a text"});
    }
    request.id = *id;
  }
  const bool report = line.find("permit") != line.end() || line.find("outcome") != line.end();
  const auto read = report ? ReadReport(line, &request) : ReadCall(line, &request);
  if (!read) return tl::make_unexpected(RequestError{request.id, read.error()});
  return request;
}

std::string PermitText(const Permit& permit) {
  return posix::Hex(permit.bytes, sizeof permit.bytes);
}

}  // namespace dialgate::command
