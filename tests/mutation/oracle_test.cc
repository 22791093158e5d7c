// What the core accepts, Protobuf reads the same, and would write the same: on whole policies, on
// other encodings of the same policy, and on random mutations, all of them signed.
#include "oracle.h"

#include <gtest/gtest.h>

#include <functional>
#include <iostream>
#include <map>

#include "against_core.h"
#include "options.h"
#include "random_site.h"
#include "seed_policy.h"
#include "wire_mutation.h"

namespace dialgate::mutation {
namespace {

using Outcomes = std::map<std::string, std::map<std::string, unsigned>>;

void Print(const Outcomes& outcomes) {
  for (const auto& [name, counts] : outcomes) {
    std::cout << "  " << name << ":";
    for (const auto& [outcome, count] : counts) std::cout << " " << outcome << " " << count;
    std::cout << "\n";
  }
}

// The outcome, and a failure if it was accepted and Protobuf disagrees.
std::string Judge(const std::string& image, const std::string& what) {
  const testing::AlignedBytes bytes(image);
  const auto policy = Open(bytes);
  if (!policy) return Outcome(image);
  EXPECT_EQ(Disagreement(image, *policy), "") << what;
  return "accepted";
}

TEST(Oracle, AgreesOnWholePolicies) {
  for (const testing::Site& site : {SmallSite(), FullSite()}) {
    EXPECT_EQ(Judge(testing::MakePolicy(site), "a seed policy"), "accepted");
  }
  const unsigned count = options.all ? 2000 : 100;
  for (unsigned i = 0; i < count; ++i) {
    testing::Random random(options.seed + i);
    const std::string image = testing::MakePolicy(model::RandomSite(&random), {0, 1, 2});
    EXPECT_EQ(Judge(image, "--seed " + std::to_string(options.seed + i)), "accepted");
  }
}

// Calls `visit` with every encoding of the message that spoils one field of it, or of a message in
// it.
using Visit =
    std::function<void(const std::string& spoiled, const std::string& where, const char* how)>;
void VisitOtherwise(const std::string& bytes, const google::protobuf::Descriptor& type,
                    const std::string& path, const Visit& visit) {
  const std::vector<Field> fields = Fields(bytes);
  for (size_t i = 0; i < fields.size(); ++i) {
    const auto* field = type.FindFieldByNumber(static_cast<int>(fields[i].number));
    const std::string before = Join({fields.begin(), fields.begin() + static_cast<long>(i)});
    const std::string behind = Join({fields.begin() + static_cast<long>(i) + 1, fields.end()});
    const std::string here = path + field->name();
    for (const Otherwise& way : Otherwises()) {
      const std::string spoiled = way.encode(fields[i], *field);
      if (!spoiled.empty()) visit(before + spoiled + behind, here, way.name);
    }
    if (field->type() != google::protobuf::FieldDescriptor::TYPE_MESSAGE) continue;
    VisitOtherwise(fields[i].payload, *field->message_type(), here + ".",
                   [&](const std::string& inner, const std::string& where, const char* how) {
                     Field outer = fields[i];
                     outer.payload = inner;
                     visit(before + outer.Encode() + behind, where, how);
                   });
  }
}

TEST(Oracle, EveryOtherEncodingOfTheHeaderIsRefused) {
  const testing::Tables tables = testing::TablesOf(FullSite());
  Outcomes outcomes;
  VisitOtherwise(testing::Encode(FullHeader()), *proto::Policy::descriptor(), "",
                 [&](const std::string& header, const std::string& where, const char* how) {
                   const std::string outcome = Outcome(testing::Assemble(header, tables));
                   EXPECT_NE(outcome, "accepted") << where << ", " << how;
                   ++outcomes[how][outcome];
                 });
  EXPECT_EQ(outcomes.size(), Otherwises().size());
  Print(outcomes);
}

TEST(Oracle, EveryOtherEncodingOfSignaturesIsRefused) {
  const testing::Tables tables = testing::TablesOf(FullSite());
  const std::string header = testing::Encode(FullHeader());
  const std::string signature = testing::SignatureField(header, 0);
  EXPECT_EQ(Outcome(testing::Assemble(header, signature, tables)), "accepted");
  VisitOtherwise(signature, *proto::Policy::descriptor(), "",
                 [&](const std::string& spoiled, const std::string& where, const char* how) {
                   EXPECT_NE(Outcome(testing::Assemble(header, spoiled, tables)), "accepted")
                       << where << ", " << how;
                 });
}

// The tables behind a valid header and signature. Their fields cannot move without moving the pads,
// so whatever is spoiled here is spoiled twice.
TEST(Oracle, EveryOtherEncodingOfTablesIsRefused) {
  const std::string image = testing::MakePolicy(FullSite());
  const std::vector<Field> fields = Fields(image);
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].number < 23) continue;
    const auto* field =
        proto::Policy::descriptor()->FindFieldByNumber(static_cast<int>(fields[i].number));
    for (const Otherwise& way : Otherwises()) {
      const std::string spoiled = way.encode(fields[i], *field);
      if (spoiled.empty()) continue;
      const std::string before = Join({fields.begin(), fields.begin() + static_cast<long>(i)});
      const std::string behind = Join({fields.begin() + static_cast<long>(i) + 1, fields.end()});
      EXPECT_NE(Outcome(before + spoiled + behind), "accepted") << field->name() << way.name;
    }
  }
}

TEST(Oracle, AgreesOnSignedMutations) {
  const testing::Tables tables = testing::TablesOf(FullSite());
  const std::string header = testing::Encode(FullHeader());
  Outcomes outcomes;
  const unsigned count = options.all ? 200000 : 5000;
  for (unsigned i = 0; i < count; ++i) {
    testing::Random random(options.seed * 1000003 + i);
    std::string mutated = header;
    for (uint64_t n = 1 + random.Below(2); n > 0; --n) {
      // What is no message any more is mutated as bytes alone.
      proto::Policy parsed;
      const bool whole = parsed.ParseFromString(mutated) && testing::Encode(parsed) == mutated;
      mutated = whole ? Mutate(mutated, *proto::Policy::descriptor(), &random) : mutated + "\x01";
    }
    const std::string what = "--seed " + std::to_string(options.seed) + " mutation " +
                             std::to_string(i) + "\n" + model::Escape(mutated);
    ++outcomes["mutations"][Judge(testing::Assemble(mutated, tables), what)];
    if (HasFailure()) break;
  }
  EXPECT_GT(outcomes["mutations"]["accepted"], count / 100);
  Print(outcomes);
}

}  // namespace
}  // namespace dialgate::mutation
