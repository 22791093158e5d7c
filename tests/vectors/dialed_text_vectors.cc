// plan NAME country=86 [international=00,011] [national=0] [bare] [bare_country] [zero]
//      lengths=10,11 [outside=9] [extensions=2XXX,55] [emergency=110,119]
// NAME | dialed | answer | source
// Answers: `number +8613800138000`, `emergency 110`, `emergency urn`, `extension 2001`,
// `ambiguous`, `malformed`.
#include "dialgate/dial_plan.h"
#include "line.h"
#include "vectors.h"

namespace dialgate::vectors {
namespace {

// A dial plan and the bytes of its lists.
class Plan {
 public:
  // What is behind `plan `.
  bool Read(std::string_view line) {
    plan_ = {};
    used_ = 0;
    name_ = Take(&line, " ");
    while (!line.empty()) {
      std::string_view value = Take(&line, " ");
      const std::string_view word = Take(&value, "=");
      if (!Set(word, value)) return false;
    }
    return true;
  }

  std::string_view name() const { return name_; }
  const DialPlan& plan() const { return plan_; }

 private:
  bool Set(std::string_view word, std::string_view value) {
    if (word == "country")
      plan_.country_code = value;
    else if (word == "international")
      plan_.international_prefixes = List(value);
    else if (word == "national")
      plan_.national_prefix = value;
    else if (word == "bare")
      plan_.bare_national = true;
    else if (word == "bare_country")
      plan_.bare_country_code = true;
    else if (word == "zero")
      plan_.national_zero = true;
    else if (word == "lengths")
      return SetLengths(value);
    else if (word == "outside")
      plan_.outside_line_prefix = value;
    else if (word == "extensions")
      plan_.extensions = List(value);
    else if (word == "emergency")
      plan_.emergency = List(value);
    else
      return false;
    return true;
  }

  bool SetLengths(std::string_view value) {
    while (!value.empty()) {
      int64_t length;
      if (!ReadNumber(Take(&value, ","), &length) || length < 1 || length > 14) return false;
      plan_.national_lengths = static_cast<uint16_t>(plan_.national_lengths | 1 << length);
    }
    return true;
  }

  // As a policy holds a list: a tag of one byte, a length, the text.
  TextList List(std::string_view value) {
    TextList list;
    list.at = bytes_ + used_;
    for (; !value.empty() && used_ + value.size() + 2 <= sizeof bytes_; ++list.count) {
      const std::string_view item = Take(&value, ",");
      bytes_[used_++] = 0x0A;
      bytes_[used_++] = static_cast<uint8_t>(item.size());
      for (char c : item) bytes_[used_++] = static_cast<uint8_t>(c);
    }
    list.end = bytes_ + used_;
    return list;
  }

  std::string_view name_;
  DialPlan plan_;
  uint8_t bytes_[512];
  size_t used_ = 0;
};

void AppendNumber(PhoneNumber number, Text* out) {
  char text[PhoneNumber::kMaxDigits + 1];
  out->Append("number ");
  out->Append({text, number.Write(text)});
}

// What the core says of `dialed`, on a device that was provisioned with nothing.
void Answer(std::string_view dialed, const DialPlan& plan, Text* out) {
  const DialedText text = DialedText::Read(dialed);
  ShortCode code;
  if (IsEmergency(text, {}, &plan, &code)) {
    out->Append("emergency ");
    out->Append(code.size == 0 ? "urn" : code.view());
    return;
  }
  const Reading reading = Read(text, plan);
  switch (reading.kind) {
    case Reading::Kind::kMalformed: return out->Append("malformed");
    case Reading::Kind::kAmbiguous: return out->Append("ambiguous");
    case Reading::Kind::kNumber: return AppendNumber(reading.number, out);
    case Reading::Kind::kExtension:
      out->Append("extension ");
      return out->Append(reading.extension.view());
  }
}

}  // namespace

unsigned RunDialedText(std::string_view file, Listener* listener) {
  unsigned count = 0;
  Plan plan;
  Lines lines(file);
  for (std::string_view line; lines.Next(&line);) {
    std::string_view rest = line, word = line;
    if (Take(&word, " ") == "plan") {
      if (!plan.Read(word)) listener->Failed(lines.number(), line, "not a plan");
      continue;
    }
    const std::string_view name = Take(&rest, " | "), dialed = Take(&rest, " | "),
                           expected = Take(&rest, " | ");
    Text text, actual;
    if (name != plan.name() || !Unescape(dialed, &text) || rest.empty()) {
      actual.Append("not a vector");
    } else {
      Answer(text.view(), plan.plan(), &actual);
    }
    ++count;
    if (actual.view() != expected) listener->Failed(lines.number(), line, actual.view());
  }
  return count;
}

}  // namespace dialgate::vectors
