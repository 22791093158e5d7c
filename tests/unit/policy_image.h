// Policies for unit tests, written byte by byte without Protobuf, so that they can be made on every
// target.
#ifndef DIALGATE_TESTS_POLICY_IMAGE_H
#define DIALGATE_TESTS_POLICY_IMAGE_H

#include <cstdint>
#include <string>
#include <vector>

#include "dialgate/policy.h"
#include "fake_crypto.h"

namespace dialgate::testing {

// The bytes of a Protobuf message, field by field.
class Message {
 public:
  Message& Number(unsigned field, uint64_t value);           // left out if 0, as Protobuf does
  Message& Signed(unsigned field, int32_t value);            // sint32
  Message& Bytes(unsigned field, const std::string& value);  // there even if empty
  Message& Text(unsigned field, const std::string& value) {
    return value.empty() ? *this : Bytes(field, value);
  }
  Message& Raw(const std::string& bytes) {
    bytes_ += bytes;
    return *this;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  void Varint(uint64_t value);
  std::string bytes_;
};

// Little-endian words.
std::string Word32(uint32_t value);
std::string Word64(uint64_t value);

struct HoursText {
  unsigned weekdays, from, to;
};
struct CapText {
  Counts counts;
  unsigned max, days, minutes;
  Per per;
};
struct RoleText {
  Role role;
  bool suspended = false;
  std::string purposes = {1}, modes = {1}, disclosures = {};
  bool consent_required = false;
  unsigned unreached_days = 0, unreached_per_day = 0;
  std::vector<std::pair<Mode, int32_t>> min_days = {};
  bool any_time = true;
  std::vector<HoursText> hours = {};
  std::vector<CapText> caps = {};
};
struct ZoneText {
  std::string name;
  int32_t utc_offset;
  std::vector<std::pair<uint32_t, int32_t>> transitions = {};
};
std::string WriteZone(const ZoneText& zone);

struct AccountText {
  std::string id, debtor;
  int32_t due_day = -1;  // -1: none
  unsigned stopped = 0;
};
struct ContactText {
  std::string account, digits;
  Role role;
  unsigned zone_set = 0;
  bool consent = false, withdrawn = false;
};

// A site in China as it stands here, to be changed before it is written. At most 4 accounts and 8
// contacts: a bucket each.
struct PolicyText {
  std::string issuer = "Example Bank", site = "shenzhen-3";
  uint64_t serial = 7;
  int64_t not_before = 1793491200, not_after = 1796083200;  // 2026-11-01 to 2026-12-01
  Message dial_plan;
  std::vector<ZoneText> zones = {{"Asia/Shanghai", 8 * 3600}};
  std::vector<uint64_t> zone_sets = {1};
  std::vector<uint32_t> closed_dates;
  std::vector<std::string> exempt_numbers;
  std::vector<RoleText> roles = {{Role::kDebtor}};
  unsigned receipt_within_hours = 0, history_events = 0;
  std::vector<std::pair<uint64_t, uint64_t>> restores;  // log and sequence
  std::vector<AccountText> accounts = {{"L-1042", "D-7"}};
  std::vector<ContactText> contacts = {{"L-1042", "8613800138000", Role::kDebtor}};
  std::vector<uint8_t> signers = {1};  // key n is 32 bytes of n
  PolicyText();
};

IssuerKey TestKey(uint8_t n);
inline constexpr LookupKey kTestLookupKey{{1, 2, 3}};

// What `text` says, signed; at an address that is a multiple of Policy::kAlignment.
class PolicyImage {
 public:
  explicit PolicyImage(const PolicyText& text) : PolicyImage(Write(text)) {}
  explicit PolicyImage(const std::string& bytes);
  static std::string Write(const PolicyText& text);
  ByteView view() const { return {start_, size_}; }
  uint8_t* data() { return start_; }

 private:
  std::vector<uint8_t> storage_;
  uint8_t* start_;
  size_t size_;
};

// A policy that loaded, and all that it needs.
struct OpenPolicy {
  FakeCrypto crypto;
  Tagger tagger{kTestLookupKey, crypto};
  PolicyImage image;
  IssuerKey issuers[1] = {TestKey(1)};
  tl::expected<Policy, PolicyError> policy;

  explicit OpenPolicy(const PolicyText& text);
};

}  // namespace dialgate::testing

#endif
