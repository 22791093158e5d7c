#include "platform/builder/rules/rules_text.h"

#include <fmt/format.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <climits>
#include <tuple>

namespace dialgate::builder {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::TextFormat;
using google::protobuf::io::ArrayInputStream;
using google::protobuf::io::ErrorCollector;
using google::protobuf::io::Tokenizer;

// How Protobuf's tree of places counts: what is not repeated has index -1.
int PlaceOf(const FieldDescriptor* field, int index) {
  if (!field->is_repeated()) return -1;
  return index < 0 ? 0 : index;
}

// Protobuf tells some errors only once it has read on, and by the token it stands at then, which
// may be on another line: the one before it is meant.
bool IsToldLate(const std::string& message) {
  for (const char* late : {"has no field named", "specified multiple times", "enumeration value"}) {
    if (message.find(late) != std::string::npos) return true;
  }
  return false;
}

class Ignore final : public ErrorCollector {
  void AddError(int, int, const std::string&) override {}
};

// The place of the last token of `text` before `place`.
Place::Location TokenBefore(std::string_view text, Place::Location place) {
  ArrayInputStream in(text.data(), static_cast<int>(text.size()));
  Ignore ignore;
  Tokenizer tokens(&in, &ignore);
  tokens.set_comment_style(Tokenizer::SH_COMMENT_STYLE);
  Place::Location before = place;
  while (tokens.Next()) {
    const Tokenizer::Token& token = tokens.current();
    if (std::tie(token.line, token.column) >= std::tie(place.line, place.column)) break;
    before.line = token.line;
    before.column = token.column;
  }
  return before;
}

// Keeps the first error, in one line.
class FirstError final : public ErrorCollector {
 public:
  FirstError(const std::string& name, std::string_view text, const std::string& message)
      : name_(name), text_(text), message_(message) {}

  void AddError(int line, int column, const std::string& message) override {
    if (!error_.empty()) return;
    Place::Location place(line, column);
    if (IsToldLate(message)) place = TokenBefore(text_, place);
    error_ = fmt::format("{}:{}:{}: {}", name_, place.line + 1, place.column + 1, message);
    if (error_.back() == '.') error_.pop_back();
    error_ += "; write the fields of " + message_ + " in Protobuf's text format, each once";
  }

  const std::string& error() const { return error_; }

 private:
  std::string name_;
  std::string_view text_;
  std::string message_;
  std::string error_;
};

}  // namespace

Place Place::Inside(const std::string& field, int index) const {
  const FieldDescriptor* descriptor = message_->FindFieldByName(field);
  const int place = PlaceOf(descriptor, index);
  Place inside(name_, descriptor->message_type(),
               tree_ != nullptr ? tree_->GetTreeForNested(descriptor, place) : nullptr);
  inside.path_ = PathOf(field, index) + ".";
  inside.location_ = location_;
  if (tree_ != nullptr) {
    const Location location = tree_->GetLocation(descriptor, place);
    if (location.line >= 0) inside.location_ = location;
  }
  return inside;
}

tl::unexpected<Problem> Place::Wrong(const std::string& field, int index,
                                     const std::string& what) const {
  const FieldDescriptor* descriptor = message_->FindFieldByName(field);
  Location location;
  if (tree_ != nullptr) location = tree_->GetLocation(descriptor, PlaceOf(descriptor, index));
  if (location.line < 0) location = location_;
  std::string where = name_;
  if (location.line >= 0) {
    where += fmt::format(":{}:{}", location.line + 1, location.column + 1);
  }
  return tl::unexpected(Problem{fmt::format("{}: {}: {}", where, PathOf(field, index), what)});
}

std::string Place::PathOf(const std::string& field, int index) const {
  return index < 0 ? path_ + field : fmt::format("{}{}[{}]", path_, field, index);
}

tl::expected<void, Problem> ReadMessage(std::string_view text, const std::string& name,
                                        google::protobuf::Message* message,
                                        TextFormat::ParseInfoTree* tree) {
  if (text.size() > INT_MAX) {
    return tl::unexpected(Problem{name + ": is too long to be rules; name the right file"});
  }
  FirstError error(name, text, message->GetDescriptor()->name());
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.WriteLocationsTo(tree);
  ArrayInputStream in(text.data(), static_cast<int>(text.size()));
  if (!parser.Parse(&in, message) || !error.error().empty()) {
    return tl::unexpected(Problem{error.error()});
  }
  return {};
}

}  // namespace dialgate::builder
