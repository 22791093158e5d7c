#include "history_reader.h"

#include <utility>

namespace dialgate::posix {

HistoryReader::HistoryReader(const GateConfig& config, const Tagger& tagger, const Clock& clock,
                             const Device& device, uint64_t log, std::vector<ClockReset> resets,
                             const Policy& policy)
    : config_(config),
      policy_(policy),
      resets_(std::move(resets)),
      tables_(config.history),
      attempts_(tables_.storage()),
      gate_({tagger, config.seal_crypto, clock, none_, attempts_}, {}, device) {
  gate_.SetPolicy(&policy);
  gate_.SetClockResets(resets_.data(), resets_.size());
  GateMemory memory = gate_.memory();
  memory.log = log;
  gate_.Resume(memory);
}

Result<void> HistoryReader::ReadOn(unsigned last) {
  const TakeEntry take = [this](const Entry& entry, const Record& record, const LogPlace& at) {
    return record.sequence < ahead_ ? Result<void>() : Take(entry, record, at);
  };
  const Result<LogContents> contents = ReadLog(config_.log, take, files_, last);
  if (!contents) return tl::make_unexpected(contents.error());
  files_ = contents->end;
  if (last != 0) state_.place = files_ = {last + 1, 0};
  return {};
}

Result<void> HistoryReader::ReadOn(std::string_view entries) {
  ByteView rest = {reinterpret_cast<const uint8_t*>(entries.data()), entries.size()};
  while (!rest.empty()) {
    const auto entry = ReadEntry(rest);
    const auto record = entry ? ReadRecord(entry->record) : tl::make_unexpected(entry.error());
    if (!record) {
      return tl::make_unexpected(
          Error{config_.log + ": what was appended is no record: start the gate again"});
    }
    rest.remove_prefix(entry->size);
    if (record->sequence < state_.next) continue;
    const Result<void> taken = Take(*entry, *record, state_.place);
    if (!taken) return taken;
  }
  ahead_ = state_.next;
  return {};
}

Result<void> HistoryReader::Take(const Entry& entry, const Record& record, const LogPlace& at) {
  if (gives_way_()) {
    return tl::make_unexpected(Error{config_.log + ": the reading was put off"});
  }
  if (!state_.Take(entry, record, at)) {
    return tl::make_unexpected(Error{PlaceText(config_.log, at) + ": record " +
                                     std::to_string(record.sequence) +
                                     " is not in its place: bring back the log that this gate "
                                     "wrote, or have the auditor provision the gate again"});
  }
  gate_.Replay(record);
  return {};
}

void HistoryReader::Close() {
  taken_.log = gate_.memory().log;
  taken_.state = state_;
  taken_.memory = gate_.memory();
  taken_.counters = attempts_.counters();
  taken_.resets = resets_;
  taken_.need = NeedOf(policy_);
}

// The resets of the clock must be the same: times were taken by them.
bool HistoryReader::BeginWith(const std::string& path, const dialgate::SealKey& key) {
  const auto snapshot = ReadSnapshot(path, key, config_.seal_crypto, tables_.storage());
  const bool fits = snapshot && snapshot->log == gate_.memory().log &&
                    snapshot->Serves(NeedOf(policy_)) &&
                    snapshot->Knows(resets_.empty() ? 0 : resets_.back().sequence);
  if (!fits) {
    tables_ = AttemptTables(config_.history);
    attempts_ = Attempts(tables_.storage());
    return false;
  }
  attempts_.Resume(snapshot->counters);
  gate_.Resume(snapshot->memory);
  state_ = snapshot->state;
  files_ = state_.place;
  return true;
}

}  // namespace dialgate::posix
