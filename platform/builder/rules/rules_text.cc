#include "platform/builder/rules/rules_text.h"

#include <fmt/format.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <climits>

namespace dialgate::builder {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::TextFormat;

// How Protobuf's tree of places counts: what is not repeated has index -1.
int PlaceOf(const FieldDescriptor* field, int index) {
  if (!field->is_repeated()) return -1;
  return index < 0 ? 0 : index;
}

// Keeps the first error, in one line.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  explicit FirstError(const std::string& name) : name_(name) {}

  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    if (!text_.empty()) return;
    text_ = fmt::format("{}:{}:{}: {}", name_, line + 1, column + 1, message);
    if (text_.back() == '.') text_.pop_back();
    text_ += "; write the fields of SiteRules in Protobuf's text format, each once";
  }

  const std::string& text() const { return text_; }

 private:
  std::string name_;
  std::string text_;
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

tl::expected<RulesText, Problem> RulesText::Read(std::string_view text, const std::string& name) {
  if (text.size() > INT_MAX) {
    return tl::unexpected(Problem{name + ": is too long to be rules; name the right file"});
  }
  RulesText out;
  out.name_ = name;
  out.rules_ = std::make_unique<proto::SiteRules>();
  out.tree_ = std::make_unique<TextFormat::ParseInfoTree>();
  FirstError error(name);
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.WriteLocationsTo(out.tree_.get());
  google::protobuf::io::ArrayInputStream in(text.data(), static_cast<int>(text.size()));
  if (!parser.Parse(&in, out.rules_.get()) || !error.text().empty()) {
    return tl::unexpected(Problem{error.text()});
  }
  return out;
}

Place RulesText::place() const { return Place(name_, proto::SiteRules::descriptor(), tree_.get()); }

}  // namespace dialgate::builder
