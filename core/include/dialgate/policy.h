// A signed policy, read in place: rules, dial plan, zones, accounts and contacts of one site.
#ifndef DIALGATE_POLICY_H
#define DIALGATE_POLICY_H

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "dialgate/bytes.h"
#include "dialgate/calendar.h"
#include "dialgate/crypto.h"
#include "dialgate/dial_plan.h"
#include "dialgate/rules.h"
#include "dialgate/tags.h"

namespace dialgate {

class WireReader;

// Why a policy did not load. The numbers stand in sealed logs: they never change.
enum class PolicyError : uint8_t {
  kMisaligned = 1,  // the image does not begin at a multiple of Policy::kAlignment
  kTruncated = 2,   // it ends before it is complete
  kMalformed = 3,  // it is not the one encoding of a policy: order, duplicates, unknown fields, ...
  kFormatUnknown = 4,     // it was made by a newer dialgate
  kOutOfRange = 5,        // a field's value is outside what core/policy.proto states for it
  kOtherSite = 6,         // it is for another site than the device
  kOtherLookupKey = 7,    // its tags were made under another key than the device holds
  kHistoryTooSmall = 8,   // its rules need a device to remember more events a key than this one can
  kSignatureMissing = 9,  // a required issuer has not signed it
  kSignatureForeign = 10,    // somebody signed it who is not an issuer of this device
  kSignatureInvalid = 11,    // a signature does not verify
  kTablesAltered = 12,       // the tables are not those that were signed
  kSerialBelowHighest = 13,  // a newer policy was already in force
  kSerialReused = 14,        // the serial is that of the policy last in force, the content is not
  kNotValidNow = 15,         // it is not valid now, and the one in force is
};

// What a device was provisioned with, that a policy is held against. Views must outlive the call
// they go to.
struct Trust {
  std::string_view site;               // empty: of any site
  const IssuerKey* issuers = nullptr;  // each of them must have signed
  uint8_t issuer_count = 0;            // 1 to 3; with 0 no policy loads
  bool others_may_sign = false;  // a trial takes a policy that others signed, too, and names them
  uint8_t history_events = 28;   // events a key that this device remembers: 12 or 28
};

// An account as the policy lists it.
struct Account {
  enum class Stopped : uint8_t {
    kNo = 0,
    kCease = 1,
    kDispute = 2,
    kInsolvency = 3,
    kGrievance = 4,
    kAttorney = 5,
  };

  uint64_t debtor;  // 48-bit tag
  int32_t due_day;  // days since 1970-01-01: the oldest unpaid due date
  bool has_due_date;
  Stopped stopped;
};

// A number as the policy lists it under an account.
struct Contact {
  Role role;
  bool consent;
  bool withdrawn;
  uint16_t zone_set;  // index, for Policy::ZonesOf
};

// The zones of a contact, 1 to 4, and their places in the policy. The first is the primary one.
struct ZoneSet {
  static constexpr uint8_t kMaxZones = 4;
  Zone zones[kMaxZones];
  uint8_t index[kMaxZones];
  uint8_t count;
};

// An issuer's signature of a policy's header. A view into the policy.
struct Signature {
  const IssuerKey& issuer;
  const uint8_t (&bytes)[64];
};

// A policy that loaded. A view: the image must outlive it and must not change. It is read by any
// number of threads.
//
// Whatever of it was not read when it loaded (the tables, which may have tens of millions of
// entries) is checked as it is read: what is out of range then is kDamaged, and denies.
class Policy {
 public:
  // A cache line: so that no entry of a table straddles two.
  static constexpr size_t kAlignment = 64;
  static constexpr size_t kDigestSize = 32;

  // Loads the policy whose bytes `image` is, or says why not; nothing is kept of one that does not
  // load. Takes time in proportion to the header, plus the digest of the tables and the signatures.
  // Errors, of which the first that applies is given: kMisaligned; kTruncated, kMalformed,
  // kFormatUnknown and kOutOfRange as they are met from the first byte on; kOtherSite;
  // kOtherLookupKey; kHistoryTooSmall; kSignatureMissing; kSignatureForeign; kSignatureInvalid;
  // kTablesAltered.
  static tl::expected<Policy, PolicyError> Open(ByteView image, const Trust& trust,
                                                const Tagger& tagger, const Crypto& crypto);

  std::string_view issuer() const { return issuer_; }
  std::string_view site() const { return site_; }
  uint64_t serial() const { return serial_; }
  int64_t not_before() const { return not_before_; }  // the first second of its validity
  int64_t not_after() const { return not_after_; }    // the first one past it
  bool ValidAt(int64_t now) const { return not_before_ <= now && now < not_after_; }
  uint64_t lookup_key_id() const { return lookup_key_id_; }
  uint16_t receipt_within_hours() const { return receipt_within_hours_; }  // 0: none asked
  uint8_t history_events() const { return history_events_; }
  TextList profiles() const { return profiles_; }  // names of those it was composed of
  const DialPlan& dial_plan() const { return dial_plan_; }
  FieldList signatures() const { return signatures_; }             // ReadSignature reads an item
  ByteView header() const { return {image_.data, header_size_}; }  // what is signed
  ByteView accounts() const { return accounts_; }                  // the tables, in their buckets
  ByteView contacts() const { return contacts_; }

  // The digest of the header: two policies with the same one differ in signatures at most.
  void Identity(const Crypto& crypto, uint8_t (&digest)[kDigestSize]) const {
    crypto.Digest(header(), digest);
  }

  // Why an entry was not found.
  enum class Lookup : uint8_t {
    kUnlisted = 1,
    kDamaged = 2,  // it stands there, but is out of range
  };

  // By tags of Tagger::Account and Tagger::Contact. Errors: kUnlisted; kDamaged.
  tl::expected<Account, Lookup> FindAccount(const Tag& tag) const;
  tl::expected<Contact, Lookup> FindContact(const Tag& tag) const;

  // Has the memory bring what FindAccount and FindContact are going to read: whoever asks for both
  // before he looks up either waits once.
  void PrefetchAccount(const Tag& tag) const { Prefetch(accounts_, tag); }
  void PrefetchContact(const Tag& tag) const { Prefetch(contacts_, tag); }

  // Errors: kUnlisted, also for an id that is not 1 to 64 bytes; kDamaged.
  tl::expected<Account, Lookup> FindAccount(const Tagger& tagger, std::string_view id) const {
    return FindAccount(tagger.Account(id));
  }

  // Errors: kUnlisted; kDamaged.
  tl::expected<Contact, Lookup> FindContact(const Tagger& tagger, std::string_view account,
                                            PhoneNumber number) const {
    return FindContact(tagger.Contact(tagger.Account(account), number));
  }

  // Whether `number` is one of the site's own lines.
  bool IsExempt(PhoneNumber number) const;

  // The rules of `role`, held to the floor.
  // Precondition: a role of a contact of this policy.
  const RoleRules& RulesOf(Role role) const { return roles_[static_cast<unsigned>(role) - 1]; }

  // Precondition: a zone_set of a contact of this policy.
  ZoneSet ZonesOf(const Contact& contact) const;

  unsigned zone_count() const { return zones_.count; }
  // Precondition: index < zone_count().
  Zone ZoneAt(unsigned index) const;

  // The withdrawals of devices that end with this policy: records of their logs.
  struct Restore {
    uint64_t log;
    uint64_t sequence;
  };
  unsigned restore_count() const {
    return static_cast<unsigned>(restores_.size / (2 * sizeof(uint64_t)));
  }
  // Precondition: index < restore_count().
  Restore RestoreAt(unsigned index) const;

  unsigned closed_date_count() const {
    return static_cast<unsigned>(closed_dates_.size / sizeof(uint32_t));
  }
  // Precondition: index < closed_date_count().
  int32_t ClosedDate(unsigned index) const;
  // The place of `day` among the closed dates, or closed_date_count().
  unsigned FindClosedDate(int32_t day) const;

 private:
  Policy() = default;
  PolicyError Read(ByteView image);
  void ReadHeader(WireReader& in);
  void ReadPlan(WireReader& in);
  void ReadZones(WireReader& in);
  void ReadRoles(WireReader& in);
  static ByteView ReadTable(WireReader& in, unsigned pad_field);
  PolicyError HoldAgainst(const Trust& trust, const Tagger& tagger) const;
  PolicyError VerifySignatures(const Trust& trust, const Crypto& crypto) const;
  PolicyError VerifyTables(const Crypto& crypto) const;
  // Inlined, or GCC drops its calls: it sees that nothing comes of them.
  [[gnu::always_inline]] static void Prefetch(ByteView table, const Tag& tag) {
    const auto buckets = static_cast<uint32_t>(table.size / kAlignment);
    __builtin_prefetch(table.data + kAlignment * tag.first_bucket(buckets));
    __builtin_prefetch(table.data + kAlignment * tag.second_bucket(buckets));
  }

  ByteView image_;
  size_t header_size_ = 0;
  std::string_view issuer_;
  std::string_view site_;
  uint64_t serial_ = 0;
  int64_t not_before_ = 0;
  int64_t not_after_ = 0;
  uint64_t lookup_key_id_ = 0;
  DialPlan dial_plan_;
  FieldList zones_;
  ByteView zone_sets_;
  ByteView closed_dates_;
  TextList exempt_numbers_;
  TextList profiles_;
  ByteView restores_;
  RoleRules roles_[4];
  uint16_t receipt_within_hours_ = 0;
  uint8_t history_events_ = 0;
  const uint8_t* accounts_digest_ = nullptr;
  const uint8_t* contacts_digest_ = nullptr;
  FieldList signatures_;
  ByteView accounts_;
  ByteView contacts_;
};

// Reads an item of RoleRules::hours or RoleRules::caps of a policy that loaded.
Hours ReadHours(ByteView item);
Cap ReadCap(ByteView item);

// Reads an item of Policy::signatures().
Signature ReadSignature(ByteView item);

}  // namespace dialgate

#endif
