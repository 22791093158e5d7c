// rules.txtpb and profiles as text: read with Protobuf, and every later error told by its line.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_RULES_TEXT_H
#define DIALGATE_PLATFORM_BUILDER_RULES_RULES_TEXT_H

#include <google/protobuf/text_format.h>

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "platform/builder/rules/problem.h"
#include "site_rules.pb.h"

namespace dialgate::builder {

// Where a message stands in the text: a place to say from what is wrong with one of its fields. A
// view into the MessageText that it comes from, which must outlive it.
class Place {
 public:
  using Descriptor = google::protobuf::Descriptor;
  using Tree = google::protobuf::TextFormat::ParseInfoTree;
  using Location = google::protobuf::TextFormat::ParseLocation;

  Place(std::string name, const Descriptor* message, const Tree* tree)
      : name_(std::move(name)), message_(message), tree_(tree) {}

  // The place of the `index`th message in `field`, a field's name; index -1: of the one message.
  Place Inside(const std::string& field, int index = -1) const;

  // `rules.txtpb:12:5: roles[0].hours[1].from: ` and `what`. A field that was not written is told
  // by the line of its message, and one of the whole text by its name alone. Precondition: the
  // message has `field`.
  tl::unexpected<Problem> Wrong(const std::string& field, int index, const std::string& what) const;
  tl::unexpected<Problem> Wrong(const std::string& field, const std::string& what) const {
    return Wrong(field, -1, what);
  }

 private:
  std::string PathOf(const std::string& field, int index) const;

  std::string name_;
  const Descriptor* message_;
  const Tree* tree_;   // null: nothing is known of the message's fields
  std::string path_;   // of the message, with a `.` behind it
  Location location_;  // of the message; line -1: the whole text
};

// Reads `text` into `message` and the places of its fields into `tree`. Errors: what Protobuf's
// text format finds first, with line and column.
tl::expected<void, Problem> ReadMessage(std::string_view text, const std::string& name,
                                        google::protobuf::Message* message,
                                        google::protobuf::TextFormat::ParseInfoTree* tree);

// A text that is well formed; what its fields say is not judged yet.
template <typename Message>
class MessageText {
 public:
  // Errors: those of ReadMessage.
  static tl::expected<MessageText, Problem> Read(std::string_view text, const std::string& name) {
    MessageText out(name);
    const auto read = ReadMessage(text, name, out.message_.get(), out.tree_.get());
    if (!read) return tl::unexpected(read.error());
    return out;
  }

  const Message& rules() const { return *message_; }
  Place place() const { return Place(name_, Message::descriptor(), tree_.get()); }

 private:
  explicit MessageText(std::string name) : name_(std::move(name)) {}

  std::string name_;
  std::unique_ptr<Message> message_ = std::make_unique<Message>();
  std::unique_ptr<google::protobuf::TextFormat::ParseInfoTree> tree_ =
      std::make_unique<google::protobuf::TextFormat::ParseInfoTree>();
};

// A rules.txtpb.
using RulesText = MessageText<proto::SiteRules>;

}  // namespace dialgate::builder

#endif
