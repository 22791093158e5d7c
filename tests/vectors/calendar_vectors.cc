// zone NAME START OFFSET [TIME=OFFSET]...
// NAME | time | answer | source
// Answers: `2011-12-31 00:00 Saturday`, `before_1970`, `after_2105`.
#include "dialgate/calendar.h"
#include "line.h"
#include "vectors.h"

namespace dialgate::vectors {
namespace {

// A zone as a policy holds it: the message Zone of core/policy.proto.
class ZoneText {
 public:
  // What is behind `zone `.
  bool Read(std::string_view line) {
    name_ = Take(&line, " ");
    used_ = 0;
    int64_t start;
    int32_t offset;
    if (!ReadTime(Take(&line, " "), &start) || !ReadOffset(Take(&line, " "), &offset)) return false;
    if (name_.empty() || name_.size() > 48) return false;
    AddByte(0x0A);
    AddVarint(name_.size());
    for (char c : name_) AddByte(static_cast<uint8_t>(c));
    AddOffset(offset);
    while (!line.empty()) {
      std::string_view value = Take(&line, " ");
      int64_t time;
      int32_t then;
      if (!ReadTime(Take(&value, "="), &time) || !ReadOffset(value, &then)) return false;
      AddTransition(static_cast<uint64_t>(time - start), then);
    }
    zone_ = Zone({bytes_, used_}, start);
    return used_ < sizeof bytes_;
  }

  std::string_view name() const { return name_; }
  const Zone& zone() const { return zone_; }

 private:
  void AddTransition(uint64_t after, int32_t offset) {
    AddByte(0x1A);
    const size_t size_at = used_;
    AddByte(0);
    AddByte(0x08);
    AddVarint(after);
    AddOffset(offset);
    bytes_[size_at] = static_cast<uint8_t>(used_ - size_at - 1);
  }

  // sint32, field 2; none says 0.
  void AddOffset(int32_t offset) {
    if (offset == 0) return;
    AddByte(0x10);
    AddVarint(offset < 0 ? static_cast<uint64_t>(-int64_t{offset}) * 2 - 1
                         : static_cast<uint64_t>(offset) * 2);
  }

  void AddVarint(uint64_t value) {
    for (; value >= 0x80; value >>= 7) AddByte(static_cast<uint8_t>(value | 0x80));
    AddByte(static_cast<uint8_t>(value));
  }

  void AddByte(uint8_t byte) {
    if (used_ < sizeof bytes_) bytes_[used_++] = byte;
  }

  std::string_view name_;
  Zone zone_;
  uint8_t bytes_[256];
  size_t used_ = 0;
};

void Answer(const Zone& zone, int64_t utc, Text* out) {
  static const char* const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                         "Friday", "Saturday", "Sunday"};
  const auto local = zone.LocalAt(utc);
  if (!local) {
    return out->Append(local.error() == CalendarError::kBefore1970 ? "before_1970" : "after_2105");
  }
  AppendDate(local->day, out);
  out->Append(" ");
  out->AppendNumber(local->minute / 60, 2);
  out->Append(":");
  out->AppendNumber(local->minute % 60, 2);
  out->Append(" ");
  out->Append(local->weekday < 7 ? weekdays[local->weekday] : "no weekday");
}

}  // namespace

unsigned RunCalendar(std::string_view file, Listener* listener) {
  unsigned count = 0;
  ZoneText zone;
  Lines lines(file);
  for (std::string_view line; lines.Next(&line);) {
    std::string_view rest = line, word = line;
    if (Take(&word, " ") == "zone") {
      if (!zone.Read(word)) listener->Failed(lines.number(), line, "not a zone");
      continue;
    }
    const std::string_view name = Take(&rest, " | "), time = Take(&rest, " | "),
                           expected = Take(&rest, " | ");
    Text actual;
    int64_t utc;
    if (name != zone.name() || !ReadTime(time, &utc) || rest.empty()) {
      actual.Append("not a vector");
    } else {
      Answer(zone.zone(), utc, &actual);
    }
    ++count;
    if (actual.view() != expected) listener->Failed(lines.number(), line, actual.view());
  }
  return count;
}

}  // namespace dialgate::vectors
