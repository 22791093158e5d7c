#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <new>
#include <thread>

#include "dialgate/posix/gate.h"
#include "dialgate/sodium_crypto.h"
#include "platform/command/commands.h"
#include "platform/command/console.h"
#include "platform/command/early_lines.h"
#include "platform/command/request_line.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string policy, keys, log;
  uint32_t history_keys = posix::HistorySizes{}.keys;
};

constexpr size_t kMaxLine = 64 * 1024;

// The signals that a gate answers to, as a file to read; other threads must not get them, so it is
// made before there are any.
int OpenSignals() {
  signal(SIGPIPE, SIG_IGN);  // a write says so itself
  signal(SIGXFSZ, SIG_IGN);
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGHUP, SIGTERM, SIGINT}) sigaddset(&set, number);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return signalfd(-1, &set, SFD_CLOEXEC);
}

// Loads policies in a thread of its own: calls go on meanwhile.
class Reloading {
 public:
  Reloading(posix::Gate& gate, std::string policy)
      : gate_(gate), policy_(std::move(policy)), loading_([this] { LoadWhenAsked(); }) {}
  ~Reloading() {
    Tell(&ended_);
    loading_.join();
  }
  void Ask() { Tell(&asked_); }

 private:
  void Tell(bool* what) {
    const std::lock_guard<std::mutex> lock(mutex_);
    *what = true;
    told_.notify_one();
  }
  void LoadWhenAsked() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      told_.wait(lock, [this] { return asked_ || ended_; });
      if (ended_) return;
      asked_ = false;
      lock.unlock();
      const auto loaded = gate_.Load(policy_);
      Note(loaded ? policy_ + ": is in force"
                  : "dialgate: " + loaded.error().message + "; the policy before stays in force");
      lock.lock();
    }
  }

  posix::Gate& gate_;
  const std::string policy_;
  std::mutex mutex_;
  std::condition_variable told_;
  bool asked_ = false, ended_ = false;
  std::thread loading_;
};

// Cuts what is read into lines.
class Lines {
 public:
  using Take = std::function<void(std::string_view)>;
  explicit Lines(Take take) : take_(std::move(take)) {}
  void GoOnTo(Take take) { take_ = std::move(take); }

  void Add(std::string_view bytes) {
    for (size_t end; (end = bytes.find('\n')) != std::string_view::npos;) {
      Extend(bytes.substr(0, end));
      Give();
      bytes.remove_prefix(end + 1);
    }
    Extend(bytes);
  }
  void End() {
    if (!line_.empty()) Give();
  }

 private:
  // One that is too long is kept as long as makes it no JSON.
  void Extend(std::string_view bytes) {
    line_ += bytes.substr(0, line_.size() < kMaxLine ? kMaxLine - line_.size() : 0);
  }
  void Give() {
    take_(line_);
    line_.clear();
  }

  Take take_;
  std::string line_;
};

// Until standard input ends or a signal says so: false; or until `event` can be read (-1: none).
bool Serve(int signals, int event, Lines& lines, const std::function<void()>& reload) {
  pollfd files[3] = {{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}, {event, POLLIN, 0}};
  char bytes[64 * 1024];
  while (true) {
    if (poll(files, 3, -1) < 0 && errno != EINTR) return false;
    if (files[1].revents != 0) {
      signalfd_siginfo got;
      if (read(signals, &got, sizeof got) != sizeof got) return false;
      if (got.ssi_signo != SIGHUP) return false;
      reload();
    }
    if (files[0].revents != 0) {
      const ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) {
        lines.End();
        return false;
      }
      lines.Add({bytes, static_cast<size_t>(count)});
    }
    if (files[2].revents != 0) return true;  // behind what was there by then
  }
}

// Something to poll for.
class Event {
 public:
  Event() = default;
  Event(const Event&) = delete;
  ~Event() {
    if (file_ >= 0) close(file_);
  }
  void Signal() { eventfd_write(file_, 1); }
  int file() const { return file_; }  // negative: there is none

 private:
  const int file_ = eventfd(0, EFD_CLOEXEC);
};

using Opened = tl::expected<std::unique_ptr<posix::Gate>, posix::LogError>;

// Opens a gate in a thread of its own, and signals `done` however that ends.
std::future<Opened> BeginToOpen(const posix::GateConfig& config, Event& done) {
  return std::async(std::launch::async, [&config, &done]() -> Opened {
    struct AtEnd {
      Event& done;
      ~AtEnd() { done.Signal(); }
    } at_end{done};
    return posix::Gate::Open(config);
  });
}

// What libraries throw is an error like any other: lines wait for their answers.
Opened Get(std::future<Opened>& opening) {
  const auto failed = [](const std::string& why) {
    return tl::make_unexpected(posix::LogError{"the gate cannot be opened: " + why});
  };
  try {
    return opening.get();
  } catch (const std::bad_alloc&) {
    return failed("there is no memory for its history: have it remember less (--history-keys)");
  } catch (const std::exception& error) {
    return failed(std::string(error.what()) + ": mend that and start it again");
  }
}

void WriteAnswers(std::string_view text) {
  Print(text);
  std::fflush(stdout);
}

int RunGate(const Options& options) {
  const int signals = OpenSignals();
  Event done;
  if (signals < 0 || done.file() < 0) {
    return Fail("too many files are open: raise the limit (ulimit -n) and start the gate again");
  }
  const SodiumCrypto crypto;
  posix::GateConfig config = {options.keys, options.log, options.policy, crypto, crypto};
  config.history.keys = options.history_keys;
  config.tell = [](const std::string& line) { Note("dialgate: " + line); };
  auto keys = posix::ReadGateKeys(options.keys);
  if (!keys) return Fail(keys.error().message);
  EarlyLines early(std::move(*keys), crypto, WriteAnswers);
  Lines lines([&early](std::string_view line) { early.Take(line); });
  std::future<Opened> opening = BeginToOpen(config, done);
  bool reload = false;
  const bool goes_on = Serve(signals, done.file(), lines, [&reload] { reload = true; });
  const Opened opened = Get(opening);
  if (!opened) {
    early.Deny();
    return Fail(opened.error().message);
  }
  posix::Gate& gate = **opened;
  {
    Reloading reloading(gate, options.policy);
    RequestLine requests(gate, WriteAnswers);
    early.GiveTo(requests);
    lines.GoOnTo([&requests](std::string_view line) { requests.Take(line); });
    if (reload) reloading.Ask();
    if (goes_on) Serve(signals, -1, lines, [&reloading] { reloading.Ask(); });
  }
  if (!gate.trouble().empty()) return kCouldNot;
  if (gate.End()) return kDone;
  return Fail(options.log + ": the gate's end cannot be recorded: make room on its disk, or mend "
                            "it, before the next start");
}

}  // namespace

void AddRun(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "run", "Runs a gate: JSON lines in (calls, and what came of them), an answer for each out");
  command->add_option("--policy", options->policy, "the policy's file; SIGHUP takes it anew")
      ->required();
  command->add_option("--keys", options->keys, "the gate's folder")->required();
  command->add_option("--log", options->log, "the folder of its log; a new gate makes it")
      ->required();
  command
      ->add_option("--history-keys", options->history_keys,
                   "how many numbers, accounts and debtors are remembered, 512 bytes each")
      ->check(CLI::Range(64u, 1u << 28));
  command->footer(
      R"(In: {"id":1,"dialed":"...","account":"...","purpose":"collect","mode":"manual",)"
      R"("disclosures":["debt"]}, or {"id":2,"permit":"...","outcome":"no_answer"}. )"
      "Answers come in the order of the lines, but for emergency calls, which wait for nothing. "
      "Ends in order on the end of its input and SIGTERM.");
  command->callback([options, &run] { run = [options] { return RunGate(*options); }; });
}

}  // namespace dialgate::command
