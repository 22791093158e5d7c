#include "platform/builder/rules/plan_view.h"

namespace dialgate::builder {
namespace {

using Texts = google::protobuf::RepeatedPtrField<std::string>;

// As the list stands in a policy: the walk looks at lengths only, and texts of a plan are short.
std::string Encode(const Texts& texts) {
  std::string bytes;
  for (const std::string& text : texts) {
    bytes.push_back('\0');
    bytes.push_back(static_cast<char>(text.size()));
    bytes += text;
  }
  return bytes;
}

TextList ListOf(const std::string& bytes, int count) {
  TextList list;
  list.at = reinterpret_cast<const uint8_t*>(bytes.data());
  list.end = list.at + bytes.size();
  list.count = static_cast<uint8_t>(count);
  return list;
}

}  // namespace

PlanView::PlanView(const proto::DialPlan& plan)
    : plan_(plan),
      international_prefixes_(Encode(plan.international_prefixes())),
      extensions_(Encode(plan.extensions())),
      emergency_(Encode(plan.emergency())) {
  view_.region = plan_.region();
  view_.country_code = plan_.country_code();
  view_.international_prefixes =
      ListOf(international_prefixes_, plan_.international_prefixes_size());
  view_.national_prefix = plan_.national_prefix();
  view_.bare_national = plan_.bare_national();
  view_.bare_country_code = plan_.bare_country_code();
  view_.national_zero = plan_.national_zero();
  for (uint32_t length : plan_.national_lengths()) {
    view_.national_lengths = static_cast<uint16_t>(view_.national_lengths | 1u << length);
  }
  view_.outside_line_prefix = plan_.outside_line_prefix();
  view_.extensions = ListOf(extensions_, plan_.extensions_size());
  view_.emergency = ListOf(emergency_, plan_.emergency_size());
}

std::string ReadByCore(std::string_view text, const DialPlan& plan) {
  const Reading reading = Read(DialedText::Read(text), plan);
  if (reading.kind != Reading::Kind::kNumber) return {};
  char out[PhoneNumber::kMaxDigits + 1];
  const unsigned size = reading.number.Write(out);
  return std::string(out + 1, size - 1);
}

}  // namespace dialgate::builder
