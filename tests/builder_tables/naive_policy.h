// Reads a policy as core/policy.proto says it is, with Protobuf and without the core's reader.
#ifndef DIALGATE_TESTS_BUILDER_TABLES_NAIVE_POLICY_H
#define DIALGATE_TESTS_BUILDER_TABLES_NAIVE_POLICY_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialgate/tags.h"
#include "policy.pb.h"

namespace dialgate::builder {

struct NaiveAccount {
  uint64_t debtor;  // 48-bit tag
  int32_t due_day;  // -1: none
  unsigned stopped;
};

struct NaiveContact {
  std::vector<std::string> zones;
  bool consent;
  bool withdrawn;
  unsigned role;
};

class NaivePolicy {
 public:
  NaivePolicy(const std::string& bytes, const Tagger& tagger);

  const proto::Policy& message() const { return message_; }

  std::optional<NaiveAccount> FindAccount(std::string_view id) const;
  // Of a number in E.164 without `+`.
  std::optional<NaiveContact> FindContact(std::string_view account, std::string_view digits) const;

  // Entries that stand in the tables.
  size_t accounts() const;
  size_t contacts() const;

 private:
  // The place of the one entry with this tag among the words, in steps of `entry_words`.
  std::optional<int> Find(const Tag& tag, const google::protobuf::RepeatedField<uint64_t>& words,
                          int entry_words) const;

  proto::Policy message_;
  const Tagger& tagger_;
};

}  // namespace dialgate::builder

#endif
