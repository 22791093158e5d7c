#include <filesystem>
#include <memory>

#include "dialgate/posix/log_folder.h"
#include "dialgate/words.h"
#include "platform/builder/tables/problem_text.h"
#include "platform/command/call_file.h"
#include "platform/command/call_words.h"
#include "platform/command/commands.h"
#include "platform/command/console.h"
#include "platform/command/progress_bar.h"
#include "platform/command/simulation.h"
#include "platform/command/times.h"

namespace dialgate::command {
namespace {

constexpr size_t kBatch = 1 << 20;          // bytes of answers that wait for their records together
constexpr int64_t kLatest = 4294967295;     // what a record holds
constexpr uint64_t kShortestRow = 22;       // a time, a comma and the end of the line
constexpr uint64_t kUnknownSize = 1 << 24;  // calls of what is no file, such as a pipe

struct Options {
  std::string policy, keys, calls, audit;
};

// Where nobody asked for a log.
struct NoLog final : LogWriter {
  bool HasRoom() const override { return true; }
  bool Append(ByteView) override { return true; }
};

// More calls than the file can have, without reading it twice.
uint64_t MostCalls(const std::string& path) {
  std::error_code failed;
  const uintmax_t size = std::filesystem::file_size(path, failed);
  return failed || !std::filesystem::is_regular_file(path) ? kUnknownSize : size / kShortestRow + 1;
}

Read<Outcome> ReadOutcome(std::string_view word) {
  if (word.empty()) return Outcome::kUnknown;
  const std::optional<Outcome> outcome = ParseOutcome(word);
  if (outcome) return *outcome;
  return tl::make_unexpected(
      builder::Quoted(word) +
      " is no outcome: use not_dialed, not_connected, no_answer, voicemail, answered, "
      "conversation, wrong_party or refused, or leave it empty");
}

// Plays rows to a gate, and prints their answers once their records are in the log.
class Player {
 public:
  Player(const Trial& trial, uint64_t calls, posix::LogFolder* folder)
      : folder_(folder),
        first_at_(trial.policy().not_before()),
        simulation_(trial, calls, folder != nullptr ? static_cast<LogWriter&>(*folder) : no_log_) {}

  Read<void> Take(const CallRow& row) {
    if (row.at < 0 || row.at > kLatest) {
      return tl::make_unexpected("at: " + UtcText(row.at) + " is not between 1970 and 2106");
    }
    if (begun_ && row.at < newest_) {
      return tl::make_unexpected("at: " + UtcText(row.at) + " is before " + UtcText(newest_) +
                                 " of the row before it: sort the rows by their time");
    }
    const Read<Outcome> outcome = ReadOutcome(row.outcome);
    if (!outcome) return tl::make_unexpected("outcome: " + outcome.error());
    newest_ = row.at;
    return Play(row, *outcome);
  }

  // Prints what waits, and ends the log if all rows were taken.
  Read<void> Finish(bool ended) {
    if (ended && !begun_ && !Begin(first_at_)) return NotTaken();
    if (ended && !simulation_.End()) return NotTaken();
    return Flush();
  }

 private:
  bool Begin(int64_t at) { return begun_ = simulation_.Begin(at); }

  Read<void> Play(const CallRow& row, Outcome outcome) {
    if (!begun_ && !Begin(row.at)) return NotTaken();
    if (folder_ != nullptr && !folder_->HasRoom()) folder_->MakeRoom();
    if (folder_ != nullptr && !folder_->HasRoom()) return NotTaken();
    const std::optional<Answer> answer = simulation_.Play(row.at, row.call, outcome);
    if (!answer) return NotTaken();
    answers_ += JsonLine(*answer);
    bar_.Show(0, 0, ++rows_);
    return answers_.size() < kBatch ? Read<void>{} : Flush();
  }

  Read<void> Flush() {
    if (folder_ != nullptr) {
      const posix::Result<void> synced = folder_->Sync();
      if (!synced) return tl::make_unexpected(synced.error().message);
    }
    Print(answers_);
    answers_.clear();
    return {};
  }

  // The folder says why, if it is not for want of room.
  Read<void> NotTaken() {
    const posix::Result<void> synced = folder_->Sync();
    return tl::make_unexpected(synced ? folder_->folder() +
                                            ": the disk has no room for the log: "
                                            "make room, and simulate anew"
                                      : synced.error().message);
  }

  NoLog no_log_;
  posix::LogFolder* const folder_;
  const int64_t first_at_;  // of a log of no calls
  Simulation simulation_;
  std::string answers_;
  int64_t newest_ = 0;
  bool begun_ = false;
  uint64_t rows_ = 0;
  ProgressBar bar_;
};

int Simulate(const Options& options) {
  const auto trial = Trial::Open(options.policy, options.keys);
  if (!trial) return Fail(trial.error());
  NoteForeignSigners(**trial, options.policy, options.keys);
  std::unique_ptr<posix::LogFolder> folder;
  if (!options.audit.empty()) {
    auto created = posix::LogFolder::Create(options.audit);
    if (!created) return Fail(created.error().message);
    folder = std::move(*created);
  }
  Player player(**trial, MostCalls(options.calls), folder.get());
  const auto read =
      ReadCalls(options.calls, [&player](const CallRow& row) { return player.Take(row); });
  const Read<void> finished = player.Finish(read.has_value());
  if (!read) return Fail(read.error());
  return finished ? kDone : Fail(finished.error());
}

}  // namespace

void AddSimulate(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "simulate", "Plays the calls of a file to a gate that remembers: what its caps would do");
  command->add_option("--policy", options->policy, "the policy's file")->required();
  command
      ->add_option("--keys", options->keys,
                   "a gate's folder, or any with policy.pub and lookup.key")
      ->required();
  command
      ->add_option("--calls", options->calls,
                   "calls.csv: rows in the order of their time, and what came of each (outcome)")
      ->required();
  command->add_option("--audit", options->audit,
                      "a new folder for a sealed log of it, marked as simulated");
  command->footer(
      "One JSON object a row. An allowed call is placed, and its outcome reported at once; without "
      "one nothing is reported, and the call counts at its worst. Status: 0 whatever the verdicts; "
      "2 could not do it.");
  command->callback([options, &run] { run = [options] { return Simulate(*options); }; });
}

}  // namespace dialgate::command
