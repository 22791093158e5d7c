// Every bound of core/policy.proto, in policies that are otherwise whole, and signed.
#include "bounds.h"

#include <gtest/gtest.h>

#include <set>

#include "oracle.h"
#include "seed_policy.h"

namespace dialgate::mutation {
namespace {

std::vector<Bound> AllBounds() {
  std::vector<Bound> all;
  for (const auto* bounds : {&HeaderBounds(), &ListBounds(), &PlanBounds(), &ZoneBounds(),
                             &RoleBounds(), &TimeBounds()}) {
    all.insert(all.end(), bounds->begin(), bounds->end());
  }
  return all;
}

// What the core says of a whole policy with this header; a failure if Protobuf reads another one.
std::string OutcomeOf(const Header& header, const std::string& name) {
  const std::string image =
      testing::Assemble(testing::Encode(header), testing::TablesOf(FullSite()));
  const testing::AlignedBytes bytes(image);
  const auto policy = Open(bytes);
  if (policy) {
    EXPECT_EQ(Disagreement(image, *policy), "") << name;
  }
  return Outcome(image);
}

TEST(Bounds, WhatIsInsideLoadsAndWhatIsOutsideDoesNot) {
  for (const Bound& bound : AllBounds()) {
    const std::string name = std::string(bound.field) + ": " + bound.what;
    Header header = FullHeader();
    bound.set(&header);
    const std::string outcome = OutcomeOf(header, name);
    EXPECT_EQ(outcome == "accepted", bound.accepted) << name << ": " << outcome;
  }
}

void AddPaths(const google::protobuf::Descriptor& type, const std::string& path,
              std::set<std::string>* paths) {
  for (int i = 0; i < type.field_count(); ++i) {
    const auto* field = type.field(i);
    if (path.empty() && field->number() >= 22) continue;  // behind the header
    paths->insert(path + field->name());
    if (field->message_type() != nullptr) {
      AddPaths(*field->message_type(), path + field->name() + ".", paths);
    }
  }
}

TEST(Bounds, NoFieldIsForgotten) {
  std::set<std::string> fields, tested;
  AddPaths(*Header::descriptor(), "", &fields);
  for (const Bound& bound : AllBounds()) tested.insert(bound.field);
  EXPECT_EQ(tested, fields);
}

// Fields 22 to 26.
TEST(Bounds, Signatures) {
  const testing::Site site = FullSite();
  EXPECT_EQ(Outcome(testing::MakePolicy(site, {})), "malformed");
  EXPECT_EQ(Outcome(testing::MakePolicy(site, {0, 1, 2})), "accepted");
  EXPECT_EQ(Outcome(testing::MakePolicy(site, {2, 0})), "accepted");
  EXPECT_EQ(Outcome(testing::MakePolicy(site, {0, 1, 2, 3})), "out_of_range");
  EXPECT_EQ(Outcome(testing::MakePolicy(site, {0, 0})), "out_of_range");
  EXPECT_EQ(Outcome(testing::MakePolicy(site, {1})), "signature_missing");
}

std::string WithSignature(size_t key_size, size_t signature_size) {
  proto::Signature message;
  message.set_issuer_key(std::string(key_size, 'k'));
  message.set_signature(std::string(signature_size, 's'));
  proto::Policy field;
  *field.add_signatures() = message;
  const std::string header = testing::Encode(FullHeader());
  return Outcome(testing::Assemble(header,
                                   testing::SignatureField(header, 0) + testing::Encode(field),
                                   testing::TablesOf(FullSite())));
}

TEST(Bounds, SizesOfKeysAndSignatures) {
  EXPECT_EQ(WithSignature(32, 64), "signature_invalid");
  for (size_t size : {0, 31, 33, 64})
    EXPECT_NE(WithSignature(size, 64), "signature_invalid") << size;
  for (size_t size : {0, 32, 63, 65})
    EXPECT_NE(WithSignature(32, size), "signature_invalid") << size;
}

std::string WithTables(const testing::Tables& tables) {
  Header header = FullHeader();
  testing::SetDigests(tables, &header);
  return Outcome(testing::Assemble(testing::Encode(header), tables));
}

TEST(Bounds, Tables) {
  const std::string bucket(64, '\0');
  EXPECT_EQ(WithTables({bucket, bucket}), "accepted");
  EXPECT_EQ(WithTables({bucket + bucket, bucket}), "accepted");
  for (const std::string& table : {std::string(), bucket.substr(8), bucket + bucket.substr(8)}) {
    EXPECT_NE(WithTables({table, bucket}), "accepted") << table.size();
    EXPECT_NE(WithTables({bucket, table}), "accepted") << table.size();
  }
}

// Pads of another size, or of other bytes.
TEST(Bounds, Pads) {
  const std::string image = testing::MakePolicy(FullSite());
  proto::Policy policy;
  ASSERT_TRUE(policy.ParseFromString(image));
  for (int change : {-1, 1, 64}) {
    proto::Policy changed = policy;
    changed.mutable_accounts_pad()->resize(policy.accounts_pad().size() + 64 + change, '\0');
    EXPECT_NE(Outcome(testing::Encode(changed)), "accepted") << change;
    changed = policy;
    changed.mutable_contacts_pad()->resize(policy.contacts_pad().size() + 64 + change, '\0');
    EXPECT_NE(Outcome(testing::Encode(changed)), "accepted") << change;
  }
  for (std::string* pad : {policy.mutable_accounts_pad(), policy.mutable_contacts_pad()}) {
    ASSERT_FALSE(pad->empty());
    for (char& byte : *pad) {
      byte = 1;
      EXPECT_EQ(Outcome(testing::Encode(policy)), "malformed");
      byte = 0;
    }
  }
  EXPECT_EQ(Outcome(testing::Encode(policy)), "accepted");
}

}  // namespace
}  // namespace dialgate::mutation
