// Opening a policy, deciding and asking for retry_at touch no heap: every allocator of the C
// library is replaced by one that counts.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <memory>

#include "against_core.h"
#include "policy_maker.h"
#include "random_site.h"

namespace {

bool counting = false;
unsigned allocations = 0;

void Count() {
  if (counting) ++allocations;
}

}  // namespace

// operator new of libstdc++ comes here, too.
extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* memory, size_t size);
void* __libc_memalign(size_t alignment, size_t size);

void* malloc(size_t size) {
  Count();
  return __libc_malloc(size);
}
void* calloc(size_t count, size_t size) {
  Count();
  return __libc_calloc(count, size);
}
void* realloc(void* memory, size_t size) {
  Count();
  return __libc_realloc(memory, size);
}
void* aligned_alloc(size_t alignment, size_t size) {
  Count();
  return __libc_memalign(alignment, size);
}
}

namespace dialgate::model {
namespace {

template <typename Action>
unsigned AllocationsOf(const Action& action) {
  allocations = 0;
  counting = true;
  action();
  counting = false;
  return allocations;
}

TEST(NoAllocation, TheCounterCounts) {
  void* volatile memory = nullptr;
  EXPECT_EQ(AllocationsOf([&] { memory = std::malloc(1); }), 1u);
  std::free(memory);
  std::unique_ptr<std::string> text;
  EXPECT_EQ(AllocationsOf([&] { text = std::make_unique<std::string>(); }), 1u);
  EXPECT_EQ(AllocationsOf([] {}), 0u);
}

// Decides some random calls by `policy`; how many allocations that took.
unsigned Decisions(const testing::Site& site, const Policy& policy, testing::Random* random) {
  unsigned count = 0;
  for (unsigned i = 0; i < 200; ++i) {
    const RandomCall made = MakeRandomCall(site, random);
    const testing::DeviceFacts facts = RandomDevice(site, made.now, random);
    const CoreDevice device(facts);
    const NoHistory history;
    const Situation situation{&policy, testing::TestTagger(), device.device(), history, made.now};
    const Call call = CoreCall(made.call);
    count += AllocationsOf([&] { (void)dialgate::Decide(situation, call); });
    count += AllocationsOf([&] { (void)dialgate::RetryAt(situation, call); });
  }
  return count;
}

TEST(NoAllocation, OpenAndDecideAndRetryAtTakeNone) {
  const IssuerKey issuer = testing::TestIssuer(0);
  Trust trust;
  trust.issuers = &issuer;
  trust.issuer_count = 1;
  for (unsigned seed = 0; seed < 50; ++seed) {
    testing::Random random(seed);
    const testing::Site site = RandomSite(&random);
    const testing::AlignedBytes image(testing::MakePolicy(site));
    const Tagger& tagger = testing::TestTagger();
    const Crypto& crypto = testing::TestCrypto();
    EXPECT_EQ(AllocationsOf([&] { (void)Policy::Open(image.view(), trust, tagger, crypto); }), 0u);
    const ByteView cut{image.view().data, image.size() / 2};
    EXPECT_EQ(AllocationsOf([&] { (void)Policy::Open(cut, trust, tagger, crypto); }), 0u);
    const auto policy = Policy::Open(image.view(), trust, tagger, crypto);
    ASSERT_TRUE(policy) << seed;
    EXPECT_EQ(Decisions(site, *policy, &random), 0u) << "seed " << seed;
  }
}

}  // namespace
}  // namespace dialgate::model
