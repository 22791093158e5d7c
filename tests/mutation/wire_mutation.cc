#include "wire_mutation.h"

#include <algorithm>

namespace dialgate::mutation {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using testing::Random;

constexpr unsigned kVarint = 0, kFixed64 = 1, kDelimited = 2, kFixed32 = 5;

uint64_t TakeVarint(const std::string& bytes, size_t* at) {
  uint64_t value = 0;
  for (unsigned shift = 0; *at < bytes.size(); shift += 7) {
    const auto byte = static_cast<uint8_t>(bytes[(*at)++]);
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  return value;
}

std::string Tag(unsigned number, unsigned wire_type) { return Varint(number << 3 | wire_type); }

bool IsPacked(const FieldDescriptor& type) { return type.is_packed(); }

size_t ElementSize(const FieldDescriptor& type) {
  if (type.type() == FieldDescriptor::TYPE_FIXED64) return 8;
  return type.type() == FieldDescriptor::TYPE_FIXED32 ? 4 : 1;
}

std::string Unpacked(const Field& field, const FieldDescriptor& type) {
  if (!IsPacked(type)) return {};
  const size_t size = ElementSize(type);
  std::string out;
  for (size_t at = 0; at < field.payload.size(); at += size) {
    const unsigned wire = size == 8 ? kFixed64 : size == 4 ? kFixed32 : kVarint;
    out += Tag(field.number, wire) + field.payload.substr(at, size);
  }
  return out;
}

std::string Chunked(const Field& field, const FieldDescriptor& type) {
  if (!IsPacked(type) || field.payload.size() < 2 * ElementSize(type)) return {};
  Field first = field, second = field;
  first.payload.resize(ElementSize(type));
  second.payload.erase(0, ElementSize(type));
  return first.Encode() + second.Encode();
}

std::string EmptyPackedBeside(const Field& field, const FieldDescriptor& type) {
  if (!IsPacked(type)) return {};
  return field.Encode() + Field{field.number, kDelimited, 0, ""}.Encode();
}

std::string EmptyPacked(const Field& field, const FieldDescriptor& type) {
  if (!IsPacked(type)) return {};
  return Field{field.number, kDelimited, 0, ""}.Encode();
}

std::string Twice(const Field& field, const FieldDescriptor& type) {
  if (type.is_repeated() && !IsPacked(type)) return {};
  return field.Encode() + field.Encode();
}

std::string ExplicitDefault(const Field& field, const FieldDescriptor& type) {
  if (type.is_repeated() || type.has_presence()) return {};
  return Field{field.number, field.wire_type, 0, ""}.Encode();
}

std::string DefaultBefore(const Field& field, const FieldDescriptor& type) {
  if (type.is_repeated() || type.has_presence()) return {};
  return Field{field.number, field.wire_type, 0, ""}.Encode() + field.Encode();
}

std::string LongTag(const Field& field, const FieldDescriptor&) {
  return LongVarint(field.number << 3 | field.wire_type) +
         field.Encode().substr(Tag(field.number, field.wire_type).size());
}

std::string LongValue(const Field& field, const FieldDescriptor&) {
  if (field.wire_type != kVarint) return {};
  return Tag(field.number, kVarint) + LongVarint(field.value);
}

std::string LongLength(const Field& field, const FieldDescriptor&) {
  if (field.wire_type != kDelimited) return {};
  return Tag(field.number, kDelimited) + LongVarint(field.payload.size()) + field.payload;
}

// Protobuf cuts the upper half off.
std::string WiderThanItsType(const Field& field, const FieldDescriptor& type) {
  if (field.wire_type != kVarint || type.type() == FieldDescriptor::TYPE_UINT64) return {};
  return Tag(field.number, kVarint) + Varint(field.value + (uint64_t{1} << 32));
}

std::string BoolTwo(const Field& field, const FieldDescriptor& type) {
  if (type.type() != FieldDescriptor::TYPE_BOOL) return {};
  return Tag(field.number, kVarint) + Varint(2);
}

// What is written in 10 bytes by rights.
std::string MinusOneInFive(const Field& field, const FieldDescriptor& type) {
  const bool is_unsigned =
      type.type() == FieldDescriptor::TYPE_UINT64 || type.type() == FieldDescriptor::TYPE_UINT32;
  if (field.wire_type != kVarint || is_unsigned) return {};
  return Tag(field.number, kVarint) + "\xFF\xFF\xFF\xFF\x0F";
}

std::string MinusOneInTen(const Field& field, const FieldDescriptor& type) {
  if (field.wire_type != kVarint || type.type() == FieldDescriptor::TYPE_UINT64) return {};
  return Tag(field.number, kVarint) + Varint(UINT64_MAX);
}

std::string VarintOfElevenBytes(const Field& field, const FieldDescriptor&) {
  if (field.wire_type != kVarint) return {};
  return Tag(field.number, kVarint) + std::string(10, '\x80') + "\x01";
}

// Protobuf drops what is past the 64th bit.
std::string VarintOfMoreBits(const Field& field, const FieldDescriptor&) {
  if (field.wire_type != kVarint) return {};
  return Tag(field.number, kVarint) + std::string(9, '\xFF') + "\x03";
}

std::string AsVarint(const Field& field, const FieldDescriptor&) {
  return field.wire_type == kVarint ? "" : Tag(field.number, kVarint) + "\x01";
}

std::string AsFixed64(const Field& field, const FieldDescriptor&) {
  return Tag(field.number, kFixed64) + std::string(8, '\1');
}

std::string AsFixed32(const Field& field, const FieldDescriptor&) {
  return Tag(field.number, kFixed32) + std::string(4, '\1');
}

std::string AsBytes(const Field& field, const FieldDescriptor&) {
  return field.wire_type == kDelimited ? "" : Tag(field.number, kDelimited) + std::string("\1a", 2);
}

std::string AsGroup(const Field& field, const FieldDescriptor&) {
  return Tag(field.number, 3) + Tag(field.number, 4);
}

std::string WireTypeSix(const Field& field, const FieldDescriptor&) {
  return Tag(field.number, 6) + "\x01";
}

std::string WithUnknownField(unsigned number, const Field& field) {
  return field.Encode() + Tag(number, kVarint) + "\x01";
}

std::string UnknownBehind(const Field& field, const FieldDescriptor&) {
  return WithUnknownField(19, field);
}

std::string UnknownFarBehind(const Field& field, const FieldDescriptor&) {
  return WithUnknownField(1000, field);
}

std::string FieldZeroBehind(const Field& field, const FieldDescriptor&) {
  return WithUnknownField(0, field);
}

// The message that holds `field`, and the field's place in it, chosen at random.
std::string MutateFields(std::vector<Field> fields, const Descriptor& type, Random* random) {
  if (fields.empty()) return Field{19, kVarint, 1, ""}.Encode();
  const size_t at = random->Below(fields.size()), other = random->Below(fields.size());
  const FieldDescriptor* known = type.FindFieldByNumber(static_cast<int>(fields[at].number));
  switch (random->Below(6)) {
    case 0: std::swap(fields[at], fields[other]); return Join(fields);
    case 1:
      fields.insert(fields.begin() + static_cast<long>(other), fields[at]);
      return Join(fields);
    case 2: fields.erase(fields.begin() + static_cast<long>(at)); return Join(fields);
    case 3:
      fields[at].value =
          random->OneIn(2) ? fields[at].value + random->Below(3) - 1 : random->Word();
      return Join(fields);
    case 4: fields[at].number += static_cast<unsigned>(1 + random->Below(3)); return Join(fields);
    default: break;
  }
  std::string out;
  for (size_t i = 0; i < fields.size(); ++i) {
    const Otherwise& way = Otherwises()[random->Below(Otherwises().size())];
    const std::string encoded = i == at && known != nullptr ? way.encode(fields[i], *known) : "";
    out += encoded.empty() ? fields[i].Encode() : encoded;
  }
  return out;
}

std::string MutateBytes(std::string bytes, Random* random) {
  if (bytes.empty()) return "\x01";
  const size_t at = random->Below(bytes.size());
  const size_t from = random->Below(bytes.size());
  switch (random->Below(5)) {
    case 0: bytes[at] = static_cast<char>(random->Below(256)); break;
    case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random->Below(8))); break;
    case 2: bytes.erase(at, 1 + random->Below(8)); break;
    case 3: bytes.insert(at, bytes.substr(from, 1 + random->Below(16))); break;
    default: bytes.insert(at, 1, static_cast<char>(random->Below(256)));
  }
  return bytes;
}

}  // namespace

std::string Varint(uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  return out + static_cast<char>(value);
}

std::string LongVarint(uint64_t value) {
  std::string out = Varint(value);
  out.back() = static_cast<char>(out.back() | 0x80);
  return out + '\0';
}

std::string Field::Encode() const {
  if (wire_type == kVarint) return Tag(number, kVarint) + Varint(value);
  return Tag(number, kDelimited) + Varint(payload.size()) + payload;
}

std::vector<Field> Fields(const std::string& bytes) {
  std::vector<Field> fields;
  for (size_t at = 0; at < bytes.size();) {
    const uint64_t tag = TakeVarint(bytes, &at);
    Field field{static_cast<unsigned>(tag >> 3), static_cast<unsigned>(tag & 7), 0, ""};
    const uint64_t value = TakeVarint(bytes, &at);
    if (field.wire_type == kVarint) {
      field.value = value;
    } else {
      field.payload = bytes.substr(at, value);
      at += value;
    }
    fields.push_back(field);
  }
  return fields;
}

std::string Join(const std::vector<Field>& fields) {
  std::string out;
  for (const Field& field : fields) out += field.Encode();
  return out;
}

const std::vector<Otherwise>& Otherwises() {
  static const std::vector<Otherwise> ways = {
      {"unpacked", Unpacked},
      {"packed in two chunks", Chunked},
      {"packed, and an empty chunk", EmptyPackedBeside},
      {"packed, empty", EmptyPacked},
      {"twice", Twice},
      {"explicit default", ExplicitDefault},
      {"explicit default before it", DefaultBefore},
      {"tag in a byte more", LongTag},
      {"value in a byte more", LongValue},
      {"length in a byte more", LongLength},
      {"varint wider than its type", WiderThanItsType},
      {"bool 2", BoolTwo},
      {"-1 in 5 bytes", MinusOneInFive},
      {"-1 in 10 bytes", MinusOneInTen},
      {"varint of 11 bytes", VarintOfElevenBytes},
      {"varint of 65 bits", VarintOfMoreBits},
      {"wire type varint", AsVarint},
      {"wire type fixed64", AsFixed64},
      {"wire type fixed32", AsFixed32},
      {"wire type bytes", AsBytes},
      {"wire type group", AsGroup},
      {"wire type 6", WireTypeSix},
      {"unknown field 19 behind it", UnknownBehind},
      {"unknown field 1000 behind it", UnknownFarBehind},
      {"field 0 behind it", FieldZeroBehind},
  };
  return ways;
}

std::string Mutate(const std::string& bytes, const Descriptor& type, Random* random) {
  if (random->OneIn(3)) return MutateBytes(bytes, random);
  std::vector<Field> fields = Fields(bytes);
  std::vector<size_t> messages;
  for (size_t i = 0; i < fields.size(); ++i) {
    const FieldDescriptor* field = type.FindFieldByNumber(static_cast<int>(fields[i].number));
    if (field != nullptr && field->type() == FieldDescriptor::TYPE_MESSAGE) messages.push_back(i);
  }
  if (messages.empty() || random->OneIn(3)) return MutateFields(fields, type, random);
  Field& inner = fields[messages[random->Below(messages.size())]];
  const FieldDescriptor* field = type.FindFieldByNumber(static_cast<int>(inner.number));
  inner.payload = Mutate(inner.payload, *field->message_type(), random);
  return Join(fields);
}

}  // namespace dialgate::mutation
