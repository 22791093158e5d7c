#include "policy_image.h"

#include <cstring>

namespace dialgate::testing {
namespace {

std::string Join(const std::vector<uint64_t>& words) {
  std::string bytes;
  for (uint64_t word : words) bytes += Word64(word);
  return bytes;
}

std::string WriteRole(const RoleText& role) {
  Message message;
  message.Number(1, static_cast<unsigned>(role.role)).Number(2, role.suspended);
  message.Text(3, role.purposes).Text(4, role.modes).Text(5, role.disclosures);
  message.Number(6, role.consent_required);
  if (role.unreached_days != 0) {
    message.Bytes(
        7, Message().Number(1, role.unreached_days).Number(2, role.unreached_per_day).bytes());
  }
  for (const auto& [mode, days] : role.min_days) {
    message.Bytes(8, Message().Number(1, static_cast<unsigned>(mode)).Signed(2, days).bytes());
  }
  message.Number(9, role.any_time);
  for (const HoursText& hours : role.hours) {
    message.Bytes(
        10, Message().Number(1, hours.weekdays).Number(2, hours.from).Number(3, hours.to).bytes());
  }
  for (const CapText& cap : role.caps) {
    message.Bytes(11, Message()
                          .Number(1, static_cast<unsigned>(cap.counts))
                          .Number(2, cap.max)
                          .Number(3, cap.days)
                          .Number(4, cap.minutes)
                          .Number(5, static_cast<unsigned>(cap.per))
                          .bytes());
  }
  return message.bytes();
}

std::string WriteAccounts(const PolicyText& text, const Tagger& tagger) {
  std::vector<uint64_t> words(8);
  for (size_t i = 0; i < text.accounts.size(); ++i) {
    const AccountText& account = text.accounts[i];
    words[2 * i] =
        tagger.Account(account.id).short_value() << 16 | static_cast<uint16_t>(account.due_day + 1);
    words[2 * i + 1] = tagger.Debtor(account.debtor).short_value() << 16 | 8 | account.stopped;
  }
  return Join(words);
}

std::string WriteContacts(const PolicyText& text, const Tagger& tagger) {
  std::vector<uint64_t> words(8);
  for (size_t i = 0; i < text.contacts.size(); ++i) {
    const ContactText& contact = text.contacts[i];
    const Tag tag =
        tagger.Contact(tagger.Account(contact.account), PhoneNumber::FromDigits(contact.digits));
    words[i] = tag.short_value() << 16 | (contact.zone_set + 1) << 4 | contact.consent << 3 |
               contact.withdrawn << 2 | (static_cast<unsigned>(contact.role) - 1);
  }
  return Join(words);
}

std::string Digest(const std::string& bytes) {
  uint8_t digest[32];
  FakeCrypto().Digest({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, digest);
  return {reinterpret_cast<const char*>(digest), sizeof digest};
}

std::string WriteHeader(const PolicyText& text, const Tagger& tagger, const std::string& accounts,
                        const std::string& contacts) {
  Message header;
  header.Number(1, 1).Text(2, text.issuer).Text(3, text.site).Number(4, text.serial);
  header.Number(5, static_cast<uint64_t>(text.not_before))
      .Number(6, static_cast<uint64_t>(text.not_after));
  header.Bytes(7, Word64(tagger.KeyId())).Bytes(8, text.dial_plan.bytes());
  for (const ZoneText& zone : text.zones) header.Bytes(9, WriteZone(zone));
  header.Text(10, Join(text.zone_sets));
  std::string closed_dates;
  for (uint32_t day : text.closed_dates) closed_dates += Word32(day);
  header.Text(11, closed_dates);
  for (const std::string& number : text.exempt_numbers) header.Bytes(12, number);
  for (const RoleText& role : text.roles) header.Bytes(13, WriteRole(role));
  header.Number(14, text.receipt_within_hours).Number(15, text.history_events);
  std::string restores;
  for (const auto& [log, sequence] : text.restores) restores += Word64(log) + Word64(sequence);
  header.Text(17, restores);
  header.Bytes(20, Digest(accounts)).Bytes(21, Digest(contacts));
  return header.bytes();
}

// Behind `size` bytes, `field` of zeros so that a table of one bucket in the next field begins at a
// multiple of 64.
Message Pad(size_t size, unsigned field) {
  const size_t tags = 3 + 3;  // two bytes of tag and one of length, for the pad and for the table
  return Message().Bytes(field, std::string((64 - (size + tags) % 64) % 64, '\0'));
}

}  // namespace

void Message::Varint(uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
  bytes_ += static_cast<char>(value);
}

Message& Message::Number(unsigned field, uint64_t value) {
  if (value == 0) return *this;
  Varint(field << 3);
  Varint(value);
  return *this;
}

Message& Message::Signed(unsigned field, int32_t value) {
  return Number(field, static_cast<uint32_t>(value) << 1 ^ static_cast<uint32_t>(value >> 31));
}

Message& Message::Bytes(unsigned field, const std::string& value) {
  Varint(field << 3 | 2);
  Varint(value.size());
  bytes_ += value;
  return *this;
}

std::string Word32(uint32_t value) { return {reinterpret_cast<const char*>(&value), sizeof value}; }
std::string Word64(uint64_t value) { return {reinterpret_cast<const char*>(&value), sizeof value}; }

std::string WriteZone(const ZoneText& zone) {
  Message message;
  message.Bytes(1, zone.name).Signed(2, zone.utc_offset);
  for (const auto& [after, offset] : zone.transitions) {
    message.Bytes(3, Message().Number(1, after).Signed(2, offset).bytes());
  }
  return message.bytes();
}

PolicyText::PolicyText() {
  dial_plan.Bytes(1, "CN").Bytes(2, "86").Bytes(3, "00").Bytes(4, "0").Number(5, 1);
  dial_plan.Bytes(8, {7, 8, 9, 10, 11, 12}).Bytes(10, "2XXX").Bytes(11, "110");
}

IssuerKey TestKey(uint8_t n) {
  IssuerKey key;
  std::memset(key.bytes, n, sizeof key.bytes);
  return key;
}

std::string PolicyImage::Write(const PolicyText& text) {
  const FakeCrypto crypto;
  const Tagger tagger(kTestLookupKey, crypto);
  const std::string accounts = WriteAccounts(text, tagger), contacts = WriteContacts(text, tagger);
  Message image;
  image.Raw(WriteHeader(text, tagger, accounts, contacts));
  const std::string header = image.bytes();
  for (uint8_t n : text.signers) {
    const IssuerKey key = TestKey(n);
    uint8_t signature[64];
    crypto.Sign(key, {reinterpret_cast<const uint8_t*>(header.data()), header.size()}, signature);
    image.Bytes(22, Message()
                        .Bytes(1, {reinterpret_cast<const char*>(key.bytes), 32})
                        .Bytes(2, {reinterpret_cast<const char*>(signature), 64})
                        .bytes());
  }
  image.Raw(Pad(image.bytes().size(), 23).bytes()).Bytes(24, accounts);
  image.Raw(Pad(image.bytes().size(), 25).bytes()).Bytes(26, contacts);
  return image.bytes();
}

PolicyImage::PolicyImage(const std::string& bytes)
    : storage_(bytes.size() + Policy::kAlignment), size_(bytes.size()) {
  const auto address = reinterpret_cast<uintptr_t>(storage_.data());
  start_ = storage_.data() + (Policy::kAlignment - address % Policy::kAlignment);
  std::memcpy(start_, bytes.data(), bytes.size());
}

OpenPolicy::OpenPolicy(const PolicyText& text)
    : image(text), policy(Policy::Open(image.view(), {text.site, issuers, 1}, tagger, crypto)) {}

}  // namespace dialgate::testing
