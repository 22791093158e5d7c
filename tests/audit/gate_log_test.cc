// The log of a gate that ran, some hundred records of every kind that it writes: whatever is done
// to it is found at the record that was touched, and what is not found without a receipt is shown.
#include "gate_log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "dialgate/posix/seal_slots.h"
#include "platform/audit/log_walk.h"
#include "random.h"

namespace dialgate::audit {
namespace {

using testing::MadeLog;
using testing::SealedGate;
using testing::WriteLog;

constexpr unsigned kTurns = 12;

// One gate for all of these tests: what they change are copies of its log.
class GateLog : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    ran_ = new SealedGate;
    ASSERT_TRUE(ran_->Start());
    for (unsigned turn = 0; turn < kTurns; ++turn) {
      ran_->Work(turn);
      if (turn % 4 == 1) ran_->TakeReceipt();
      if (turn % 5 < 3) continue;
      if (turn % 5 == 3) (void)ran_->gate().End();
      ASSERT_TRUE(ran_->Start());
    }
    ran_->Stop();
    log_ = new MadeLog(ran_->Entries());
    AddCarried(log_);
  }
  static void TearDownTestSuite() {
    delete ran_;
    delete log_;
    ran_ = nullptr;
    log_ = nullptr;
  }

  // As a gate seals them when it shortens its log.
  static void AddCarried(MadeLog* log) {
    Record record;
    record.at = 1794100000;
    record.carried = {{{1, 2, 3, Role::kDebtor}, 9, 1794000000, 28800}, Outcome::kVoicemail};
    record.carried_withdrawal = {9, WithdrawalKind::kWrongParty, 77, 0x77, 5};
    record.dropped = {9, 0x77, 7, 1794000000, 1794000000, 8, 8};
    for (RecordKind kind : {RecordKind::kCarried, RecordKind::kCarriedWithdrawal,
                            RecordKind::kDropped, RecordKind::kCarried}) {
      record.sequence = log->entries.size() + 1;
      record.kind = kind;
      log->Add(record);
    }
  }

  static size_t count() { return log_->entries.size(); }
  static const std::vector<std::string>& entries() { return log_->entries; }

  // The first bad record; 0: verified.
  uint64_t BadIn(const std::vector<std::string>& entries, const SealedGate& gate = *ran_) {
    WriteLog(changed(), entries, 100);
    return Bad(changed(), gate);
  }
  static uint64_t Bad(const std::string& log, const SealedGate& gate = *ran_) {
    const auto walked = WalkLog(log, &gate.auditor(), [](const Record&, uint64_t, uint64_t) {});
    EXPECT_TRUE(walked) << (walked ? "" : walked.error().message);
    return walked && walked->fault ? walked->fault->sequence : 0;
  }
  std::string changed() const { return ran_->folder() + "/changed"; }

  // The log with records from `from` on as someone else would have them, sealed from `key` on.
  static std::vector<std::string> Rebuilt(size_t from, const SealKey& key) {
    MadeLog rebuilt;
    rebuilt.keys.push_back(key);
    std::vector<std::string> entries = log_->entries;
    for (size_t n = from; n <= count(); ++n) {
      rebuilt.Add(testing::TestRecord(n, testing::TestStart(5), 1));
      entries[n - 1] = rebuilt.entries.back();
    }
    return entries;
  }

  static SealedGate* ran_;
  static MadeLog* log_;
};

SealedGate* GateLog::ran_ = nullptr;
MadeLog* GateLog::log_ = nullptr;

Record RecordIn(const std::string& entry) {
  return *ReadRecord(
      ReadEntry({reinterpret_cast<const uint8_t*>(entry.data()), entry.size()})->record);
}

// Where the fields of an entry are, those of the messages in it, too: tags, sizes and values.
void FindFields(const std::string& entry, size_t begin, size_t end, unsigned depth,
                std::vector<std::pair<size_t, size_t>>* fields) {
  const auto varint = [&](size_t* at) {
    uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<uint8_t>(entry[(*at)++]);
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
  };
  for (size_t at = begin; at < end;) {
    const size_t start = at;
    const uint64_t tag = varint(&at);
    fields->emplace_back(start, at);
    const size_t value = at;
    if ((tag & 7) == 0) varint(&at);
    if ((tag & 7) == 1) at += 8;
    if ((tag & 7) == 2) {
      const size_t size = varint(&at);
      fields->emplace_back(value, at);
      const bool message = depth < 3 && !(depth == 1 && tag >> 3 == 2);
      if (message) FindFields(entry, at, at + size, depth + 1, fields);
      if (!message) fields->emplace_back(at, at + size);
      at += size;
    } else {
      fields->emplace_back(value, at);
    }
  }
}

TEST_F(GateLog, HoldsEveryKindOfRecordAndIsVerified) {
  std::map<RecordKind, unsigned> kinds;
  std::set<Reason> reasons;
  for (const std::string& entry : entries()) {
    const Record record = RecordIn(entry);
    ++kinds[record.kind];
    if (record.kind == RecordKind::kDecided) reasons.insert(record.decided.reason);
  }
  EXPECT_EQ(kinds.size(), 11u);
  EXPECT_GE(reasons.size(), 6u);
  EXPECT_GT(count(), 200u);
  EXPECT_EQ(BadIn(entries()), 0u);
  std::cout << count() << " records\n";
}

TEST_F(GateLog, ABitInEveryFieldOfEveryRecordIsHeldAndEveryBitOfOneOfEachKind) {
  WriteLog(changed(), entries(), SIZE_MAX);
  std::fstream file(changed() + "/" + posix::SegmentName(1),
                    std::ios::in | std::ios::out | std::ios::binary);
  testing::Random random(1);
  std::set<RecordKind> seen;
  std::streamoff place = 0;
  const auto put = [&](size_t at, char byte) {
    file.seekp(place + static_cast<std::streamoff>(at)).put(byte).flush();
  };
  for (size_t n = 1; n <= count(); ++n) {
    const std::string& entry = entries()[n - 1];
    const auto flip = [&](size_t at, unsigned bit) {
      put(at, static_cast<char>(entry[at] ^ 1 << bit));
      ASSERT_EQ(Bad(changed()), n) << "byte " << at << ", bit " << bit;
      put(at, entry[at]);
    };
    std::vector<std::pair<size_t, size_t>> fields;
    FindFields(entry, 0, entry.size(), 0, &fields);
    for (const auto& [begin, end] : fields) {
      flip(begin + random.Below(end - begin), static_cast<unsigned>(random.Below(8)));
    }
    if (seen.insert(RecordIn(entry).kind).second) {
      for (size_t bit = 0; bit < 8 * entry.size(); ++bit) flip(bit / 8, bit % 8);
    }
    place += static_cast<std::streamoff>(entry.size());
  }
  EXPECT_EQ(Bad(changed()), 0u);
}

TEST_F(GateLog, ARecordThatIsDroppedChangedWithTheNextOrPutInTwiceIsFound) {
  for (size_t n = 1; n <= count(); ++n) {
    const auto at = static_cast<std::ptrdiff_t>(n - 1);
    auto twice = entries();
    twice.insert(twice.begin() + at, twice[n - 1]);
    ASSERT_EQ(BadIn(twice), n + 1);
    if (n == count()) break;
    auto dropped = entries();
    dropped.erase(dropped.begin() + at);
    ASSERT_EQ(BadIn(dropped), n);
    auto swapped = entries();
    std::swap(swapped[n - 1], swapped[n]);
    ASSERT_EQ(BadIn(swapped), n);
  }
}

TEST_F(GateLog, WhatWasSealedBeforeAKeyWasTakenCannotBeSealedAnewWithIt) {
  testing::Random random(2);
  for (size_t held = 2; held <= count(); ++held) {
    for (size_t from : {size_t{1}, held - 1, static_cast<size_t>(1 + random.Below(held - 1))}) {
      ASSERT_EQ(BadIn(Rebuilt(from, log_->keys[held - 1])), from) << "key of record " << held;
    }
  }
}

TEST_F(GateLog, WithoutAReceiptWhoTookAKeyWritesWhatHeLikesFromItsRecordOn) {
  for (size_t held = 2; held <= count(); held += 7) {
    EXPECT_EQ(BadIn(Rebuilt(held, log_->keys[held - 1])), 0u);
  }
}

TEST_F(GateLog, WithoutAReceiptATailThatIsCutBetweenRecordsIsNotSeen) {
  for (size_t kept = 1; kept < count(); ++kept) {
    const auto end = entries().begin() + static_cast<std::ptrdiff_t>(kept);
    ASSERT_EQ(BadIn({entries().begin(), end}), 0u);
  }
}

}  // namespace
}  // namespace dialgate::audit
