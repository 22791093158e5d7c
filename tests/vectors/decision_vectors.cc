// time | account | dialed | purpose | mode | tells | device | answer | source
// `-` states nothing. Device, words apart by spaces: `no_policy`, `clock_untrusted`, `no_record`,
// `newest=TIME`, `receipted=TIME` (else the time of the call), `manual_only`, `outside=DIGITS`,
// `knows=DIGITS` (an emergency number); of the history:
// `unreached`, `full`, `at_max=DATE`.
// Answer: the reason; then, where they are, the role, what to dial, `tells=debt,amount`,
// `hours=ZONE`, `closed=ZONE:INDEX`, `cap=INDEX`, `retry=TIME`.
#include "dialgate/gate.h"
#include "dialgate/words.h"
#include "line.h"
#include "vectors.h"

namespace dialgate::vectors {
namespace {

// A past that is as the vector says.
class VectorHistory final : public NoHistory {
 public:
  unsigned CountAfter(const HistoryKey&, const Cap& cap, int64_t from) const override {
    return cap.days != 0 && at_max > from ? cap.max : 0;
  }
  int64_t NewestAtMax(const HistoryKey&, const Cap& cap) const override {
    return cap.days != 0 ? at_max : kNever;
  }
  unsigned DebtorTries(uint64_t, int32_t) const override { return unreached ? 3 : 0; }
  bool HasRoom(const HistoryKey&, const Policy&, int64_t) const override { return !full; }

  int64_t at_max = kNever;
  bool unreached = false;
  bool full = false;
};

struct Vector {
  int64_t now = 0;
  Call call;
  Text dialed;
  Device device;
  VectorHistory history;
  std::string_view known_emergency;
  bool no_policy = false;
  std::string_view expected;
};

bool SetDevice(std::string_view word, Vector* out) {
  std::string_view value = word;
  const std::string_view name = Take(&value, "=");
  if (word == "no_policy")
    out->no_policy = true;
  else if (word == "clock_untrusted")
    out->device.clock_trusted = false;
  else if (word == "no_record")
    out->device.record_durable = false;
  else if (word == "manual_only")
    out->device.modes = Modes().With(Mode::kManual);
  else if (word == "unreached")
    out->history.unreached = true;
  else if (word == "full")
    out->history.full = true;
  else if (name == "outside")
    out->device.emergency.outside_line_prefix = value;
  else if (name == "knows")
    out->known_emergency = value;
  else if (name == "newest")
    return ReadTime(value, &out->device.newest_record);
  else if (name == "receipted")
    return ReadTime(value, &out->device.receipted);
  else if (name == "at_max")
    return ReadDate(value, &out->history.at_max);
  else
    return false;
  return true;
}

bool ReadDisclosures(std::string_view text, Disclosures* out) {
  while (!text.empty()) {
    const auto word = ParseDisclosure(Take(&text, ","));
    if (!word) return false;
    *out = out->With(*word);
  }
  return true;
}

std::string_view Stated(std::string_view text) { return text == "-" ? std::string_view{} : text; }

bool ReadWords(std::string_view* line, Vector* out) {
  const std::string_view purpose = Take(line, " | "), mode = Take(line, " | ");
  const auto purpose_word = ParsePurpose(purpose);
  const auto mode_word = ParseMode(mode);
  if ((purpose != "-" && !purpose_word) || (mode != "-" && !mode_word)) return false;
  if (purpose_word) out->call.purpose = *purpose_word;
  if (mode_word) out->call.mode = *mode_word;
  return ReadDisclosures(Stated(Take(line, " | ")), &out->call.disclosures);
}

bool Read(std::string_view line, Vector* out) {
  if (!ReadTime(Take(&line, " | "), &out->now)) return false;
  out->call.account = Stated(Take(&line, " | "));
  if (!Unescape(Take(&line, " | "), &out->dialed)) return false;
  out->call.dialed = out->dialed.view();
  if (!ReadWords(&line, out)) return false;
  out->device.clock_trusted = out->device.record_durable = true;
  out->device.modes = Modes().With(Mode::kManual).With(Mode::kAutomated).With(Mode::kPrerecorded);
  out->device.receipted = out->now;
  std::string_view words = Stated(Take(&line, " | "));
  while (!words.empty()) {
    if (!SetDevice(Take(&words, " "), out)) return false;
  }
  if (!out->known_emergency.empty()) {
    out->device.emergency.numbers = &out->known_emergency;
    out->device.emergency.count = 1;
  }
  out->expected = Take(&line, " | ");
  return !line.empty();
}

void AppendDetail(const Detail& detail, Text* out) {
  static const char* const kinds[] = {"", " hours=", " closed=", " cap="};
  out->Append(kinds[static_cast<unsigned>(detail.kind) & 3]);
  if (detail.kind == Detail::Kind::kHours || detail.kind == Detail::Kind::kClosedDate) {
    out->AppendNumber(detail.zone);
  }
  if (detail.kind == Detail::Kind::kClosedDate) out->Append(":");
  if (detail.kind == Detail::Kind::kClosedDate || detail.kind == Detail::Kind::kCap) {
    out->AppendNumber(detail.index);
  }
}

void AppendDecision(const Decision& decision, Text* out) {
  out->Append(Name(decision.reason));
  if (decision.role != Role::kNone) {
    out->Append(" ");
    out->Append(Name(decision.role));
  }
  if (!decision.number.empty() || decision.code.size != 0) out->Append(" ");
  char number[PhoneNumber::kMaxDigits + 1];
  out->Append({number, decision.number.Write(number)});
  out->Append(decision.code.view());
  const char* before = " tells=";
  for (unsigned n = 1; n <= 4; ++n) {
    const auto word = static_cast<Disclosure>(n);
    if (!decision.disclosures.Contains(word)) continue;
    out->Append(before);
    out->Append(Name(word));
    before = ",";
  }
  AppendDetail(decision.detail, out);
}

void Answer(const Policy& policy, const Tagger& tagger, const Vector& vector, Text* out) {
  const Situation situation{vector.no_policy ? nullptr : &policy, tagger, vector.device,
                            vector.history, vector.now};
  AppendDecision(Decide(situation, vector.call), out);
  if (const auto retry = RetryAt(situation, vector.call)) {
    out->Append(" retry=");
    AppendTime(*retry, out);
  }
}

// The public key of issuer 0 (tests/support/policy_maker.cc).
constexpr IssuerKey kIssuerOfTests = {{0xc0, 0x50, 0xc5, 0x63, 0x7a, 0x44, 0xfa, 0x86,
                                       0x29, 0xff, 0xf3, 0xcc, 0xcc, 0xe2, 0x30, 0x0c,
                                       0xb3, 0x62, 0xa6, 0x3d, 0x99, 0xd9, 0x5f, 0xc5,
                                       0x41, 0x45, 0x26, 0x6f, 0x43, 0x32, 0x44, 0x5a}};

// The lookup key that its tags are made under.
LookupKey KeyOfTests() {
  LookupKey key;
  for (unsigned i = 0; i < sizeof key.bytes; ++i) key.bytes[i] = static_cast<uint8_t>(0xA0 + i);
  return key;
}

}  // namespace

unsigned RunDecisions(std::string_view file, ByteView image, const Crypto& crypto,
                      Listener* listener) {
  unsigned count = 0;
  const Tagger tagger(KeyOfTests(), crypto);
  Trust trust;
  trust.issuers = &kIssuerOfTests;
  trust.issuer_count = 1;
  const auto policy = Policy::Open(image, trust, tagger, crypto);
  Lines lines(file);
  for (std::string_view line; lines.Next(&line); ++count) {
    Vector vector;
    Text actual;
    const bool readable = Read(line, &vector);
    if (!readable || !policy) {
      actual.Append(readable ? Name(policy.error()) : "not a vector");
    } else {
      Answer(*policy, tagger, vector, &actual);
    }
    if (actual.view() != vector.expected) listener->Failed(lines.number(), line, actual.view());
  }
  return count;
}

}  // namespace dialgate::vectors
