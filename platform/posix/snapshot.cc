#include "snapshot.h"

#include <string.h>

#include <algorithm>

#include "sealed_blocks.h"

namespace dialgate::posix {
namespace {

constexpr uint64_t kFormat = 2;           // rises with what is written here, or stands in a slot
constexpr uint64_t kNoMore = UINT64_MAX;  // in an index's place
constexpr uint64_t kMostResets = 1 << 16, kMostCaps = 8;

// Writes or reads, by the same list of members.
struct Writing {
  SealedWriter& file;
  template <typename Number>
  void operator()(Number& number) {
    file.Put(static_cast<uint64_t>(number));
  }
  void Words(const uint32_t* words, size_t count) { file.Put(words, count); }
  size_t Count(size_t count, uint64_t) {
    file.Put(count);
    return count;
  }
};

struct Reading {
  SealedReader& file;
  template <typename Number>
  void operator()(Number& number) {
    number = static_cast<Number>(file.Get());
  }
  void Words(uint32_t* words, size_t count) { file.Get(words, count); }
  size_t Count(size_t, uint64_t most) { return static_cast<size_t>(std::min(file.Get(), most)); }
};

template <typename File>
void Each(LogState& state, File each) {
  each(state.place.segment), each(state.place.offset), each(state.first), each(state.next);
  each(state.kept_from);
}

template <typename File>
void Each(GateMemory& memory, File each) {
  each(memory.log), each(memory.oldest), each(memory.carried), each(memory.newest_serial);
  each(memory.newest_record), each(memory.receipted), each(memory.newest_covered);
  each(memory.newest_held), each(memory.newest_reset);
}

template <typename File>
void Each(std::vector<ClockReset>& resets, File each) {
  resets.resize(each.Count(resets.size(), kMostResets));
  for (ClockReset& reset : resets) each(reset.sequence), each(reset.at);
}

template <typename File>
void Each(HistoryNeed& need, File each) {
  for (unsigned role = 0; role < HistoryNeed::kRoles; ++role) {
    each(need.unreached_days[role]);
    need.caps[role].resize(each.Count(need.caps[role].size(), kMostCaps));
    for (Cap& cap : need.caps[role]) {
      each(cap.counts), each(cap.per), each(cap.max), each(cap.days), each(cap.minutes);
    }
  }
}

template <typename File>
void Each(Snapshot& snapshot, File each) {
  each(snapshot.log);
  Each(snapshot.state, each);
  Each(snapshot.memory, each);
  each(snapshot.counters.permits_made), each(snapshot.counters.withdrawals_made);
  each(snapshot.counters.overflowed);
  Each(snapshot.resets, each);
  Each(snapshot.need, each);
}

// What a snapshot must agree in.
template <typename File>
void EachSize(AttemptStorage& sizes, uint64_t& format, File each) {
  each(format), each(sizes.slot_count), each(sizes.words_per_slot), each(sizes.permit_count);
  each(sizes.withdrawal_count);
}

bool AreSame(const AttemptStorage& a, const AttemptStorage& b) {
  return a.slot_count == b.slot_count && a.words_per_slot == b.words_per_slot &&
         a.permit_count == b.permit_count && a.withdrawal_count == b.withdrawal_count;
}

// Places in use have a key in their first two words.
void WritePlaces(const uint32_t* words, uint32_t count, uint32_t size, SealedWriter* file) {
  for (uint64_t i = 0; i < count; ++i, words += size) {
    if ((words[0] | words[1]) == 0) continue;
    file->Put(i);
    file->Put(words, size);
  }
  file->Put(kNoMore);
}

bool ReadPlaces(uint32_t* words, uint32_t count, uint32_t size, SealedReader* file) {
  while (true) {
    const uint64_t index = file->Get();
    if (!file->good()) return false;
    if (index == kNoMore) return true;
    if (index >= count) return false;
    file->Get(words + index * size, size);
  }
}

size_t PermitWords(const Snapshot& snapshot, const AttemptStorage& storage) {
  return size_t{std::min(snapshot.counters.permits_made, storage.permit_count)} * 2;
}

}  // namespace

bool LogState::Take(const Entry& entry, const Record& record, const LogPlace& at) {
  if (next != 0 && record.sequence != next) return false;
  if (first == 0) first = record.sequence;
  next = record.sequence + 1;
  place = {at.segment, at.offset + entry.size};
  if (record.kind == RecordKind::kDropped) kept_from = std::max(kept_from, record.dropped.before);
  return true;
}

Wiped<dialgate::SealKey> SnapshotKey(const PermitKey& permit_key, const SealCrypto& crypto) {
  static constexpr char kName[] = "dialgate snapshot";
  struct Mac {
    uint8_t bytes[64];
  };
  Wiped<Mac> mac;
  crypto.Mac(permit_key, {reinterpret_cast<const uint8_t*>(kName), sizeof kName - 1},
             mac.value.bytes);
  Wiped<dialgate::SealKey> key;
  memcpy(key.value.bytes, mac.value.bytes, sizeof key.value.bytes);
  return key;
}

Result<uint64_t> WriteSnapshot(const std::string& path, const dialgate::SealKey& key,
                               const SealCrypto& crypto, const Snapshot& snapshot,
                               const AttemptStorage& storage) {
  SealedWriter file(path, key, crypto);
  AttemptStorage sizes = storage;
  uint64_t format = kFormat;
  Snapshot copy = snapshot;
  EachSize(sizes, format, Writing{file});
  Each(copy, Writing{file});
  file.Put(storage.permits, PermitWords(snapshot, storage));
  WritePlaces(storage.withdrawals, storage.withdrawal_count, 4, &file);
  WritePlaces(storage.slots, storage.slot_count, storage.words_per_slot, &file);
  return file.Finish();
}

std::optional<Snapshot> ReadSnapshot(const std::string& path, const dialgate::SealKey& key,
                                     const SealCrypto& crypto, const AttemptStorage& storage) {
  SealedReader file(path, key, crypto);
  AttemptStorage sizes;
  uint64_t format = 0;
  EachSize(sizes, format, Reading{file});
  if (!file.good() || format != kFormat || !AreSame(sizes, storage)) return std::nullopt;
  Snapshot snapshot;
  Each(snapshot, Reading{file});
  if (!file.good()) return std::nullopt;
  file.Get(storage.permits, PermitWords(snapshot, storage));
  const bool read =
      ReadPlaces(storage.withdrawals, storage.withdrawal_count, 4, &file) &&
      ReadPlaces(storage.slots, storage.slot_count, storage.words_per_slot, &file);
  if (!read || !file.AtEnd()) return std::nullopt;
  return snapshot;
}

}  // namespace dialgate::posix
