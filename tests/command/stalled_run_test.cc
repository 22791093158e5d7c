// `dialgate run` on a disk that stands still: the answer to an emergency call is there before it
// goes on.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <string>

#include "platform/command/commands.h"
#include "stalled_disk.h"
#include "trial_site.h"

namespace dialgate::command {
namespace {

using testing::DiskCall;
using testing::StalledDisk;

constexpr int kLongest = 60000;  // milliseconds: an answer that is not there then does not come
constexpr char kEmergency[] = R"({"id":"e","dialed":"110"})";
constexpr char kCall[] = R"({"id":"c","dialed":"+8613800138000","account":"L-1",)"
                         R"("purpose":"collect","mode":"manual"})";

constexpr char kDenied[] = R"({"id":"d","dialed":"+8613800138000","account":"L-9",)"
                           R"("purpose":"collect","mode":"manual"})";

// The command, in a child of this program: the disk of both is one.
class RunningGate {
 public:
  explicit RunningGate(const std::string& folder) {
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) + pipe2(out, O_CLOEXEC) != 0) abort();
    child_ = fork();
    if (child_ == 0) {
      dup2(in[0], STDIN_FILENO);
      dup2(out[1], STDOUT_FILENO);
      for (const int file : {in[0], in[1], out[0], out[1]}) close(file);
      if (chdir(folder.c_str()) != 0) _exit(9);
      _exit(RunHere());
    }
    close(in[0]);
    close(out[1]);
    in_ = in[1];
    out_ = out[0];
  }
  ~RunningGate() {
    if (child_ > 0) End();
    close(out_);
  }

  void Send(const std::string& line) {
    const std::string text = line + "\n";
    ASSERT_EQ(write(in_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void Reload() { kill(child_, SIGHUP); }
  // Of the next line; empty: there is none.
  std::string Reason() {
    for (size_t end; (end = text_.find('\n')) == std::string::npos;) {
      pollfd file = {out_, POLLIN, 0};
      char bytes[4096];
      const ssize_t count = poll(&file, 1, kLongest) > 0 ? read(out_, bytes, sizeof bytes) : 0;
      if (count <= 0) return "";
      text_.append(bytes, static_cast<size_t>(count));
    }
    const auto answer = nlohmann::json::parse(text_.substr(0, text_.find('\n')));
    text_.erase(0, text_.find('\n') + 1);
    return answer["reason"];
  }
  int End() {
    close(in_);
    int status = 0;
    waitpid(std::exchange(child_, -1), &status, 0);
    return WEXITSTATUS(status);
  }

 private:
  static int RunHere() {
    CLI::App app;
    Run run;
    AddRun(app, run);
    app.parse("run --policy policy.dgp --keys trial/device --log log");
    return run();
  }

  pid_t child_;
  int in_ = -1, out_ = -1;
  std::string text_;
};

constexpr char kCap[] = "counts: COUNTS_DIALED max: 8 minutes: 10080 per: PER_NUMBER";

class StalledRun : public ::testing::Test {
 protected:
  void SetUp() override { site_.Make(-1, kCap, {{"L-1", "+8613800138000"}}); }

  // The next policy, which asks for more of the past.
  void MakeStricter() {
    std::string rules = site_.Read("rules.txtpb");
    const auto replace = [&rules](const std::string& text, const std::string& by) {
      rules.replace(rules.find(text), text.size(), by);
    };
    replace("serial: 1", "serial: 2");
    replace(kCap, "counts: COUNTS_RANG max: 9 days: 30 per: PER_ACCOUNT");
    testing::WriteFile(site_ / "rules.txtpb", rules);
    ASSERT_EQ(site_.Shell("build --rules rules.txtpb --accounts accounts.csv --contacts "
                          "contacts.csv --keys trial/issuer --out policy.dgp"),
              0)
        << site_.Read("errors.txt");
  }

  testing::TrialSite site_;
};

TEST_F(StalledRun, AnEmergencyCallIsAnsweredBeforeTheCallThatWaitsForTheDisk) {
  RunningGate gate(site_.path());
  gate.Send(kCall);
  ASSERT_EQ(gate.Reason(), "declared_contact") << "it has started";
  StalledDisk disk(DiskCall::kSync);
  gate.Send(kCall);
  disk.WaitUntilReached();
  gate.Send(kEmergency);
  EXPECT_EQ(gate.Reason(), "emergency");
  disk.LetGo();
  EXPECT_EQ(gate.Reason(), "declared_contact");
  EXPECT_EQ(gate.End(), 0);
}

TEST_F(StalledRun, AnEmergencyCallIsAnsweredWhileAPolicyWaitsForTheDisk) {
  RunningGate gate(site_.path());
  gate.Send(kCall);
  ASSERT_EQ(gate.Reason(), "declared_contact");
  MakeStricter();
  StalledDisk disk(DiskCall::kSync);
  gate.Send(kCall);
  disk.WaitUntilReached();
  gate.Reload();
  constexpr unsigned kRounds = 200;
  for (unsigned i = 0; i < kRounds && !HasFailure(); ++i) {
    gate.Send(kDenied);  // it waits for the gate, if that is held
    gate.Send(kEmergency);
    EXPECT_EQ(gate.Reason(), "emergency");
    usleep(5000);  // the policy gets on meanwhile
  }
  disk.LetGo();
  EXPECT_EQ(gate.Reason(), "declared_contact");
  for (unsigned i = 0; i < kRounds && !HasFailure(); ++i) {
    EXPECT_EQ(gate.Reason(), "account_unknown");
  }
  EXPECT_EQ(gate.End(), 0);
}

TEST_F(StalledRun, AnEmergencyCallIsAnsweredBeforeTheGateHasStarted) {
  StalledDisk disk(DiskCall::kSync);
  RunningGate gate(site_.path());
  gate.Send(kCall);
  gate.Send(kEmergency);
  EXPECT_EQ(gate.Reason(), "emergency");
  disk.WaitUntilReached();
  disk.LetGo();
  EXPECT_EQ(gate.Reason(), "declared_contact");
  EXPECT_EQ(gate.End(), 0);
  EXPECT_EQ(site_.Shell("audit show log --json", "shown"), 0);
  EXPECT_NE(site_.Read("shown").find("\"emergency\""), std::string::npos) << "it is recorded, too";
}

// A dialer that does not wait must not fill the memory: what is not kept is denied at once.
TEST_F(StalledRun, MoreLinesThanAreKeptBeforeTheStartAreDenied) {
  StalledDisk disk(DiskCall::kSync);
  RunningGate gate(site_.path());
  constexpr unsigned kLines = 300;
  for (unsigned i = 0; i < kLines; ++i) gate.Send(kDenied + std::string(60000, ' '));
  gate.Send(kEmergency);
  unsigned denied = 0;
  std::string reason;
  while ((reason = gate.Reason()) == "audit_unavailable") ++denied;
  EXPECT_EQ(reason, "emergency");
  EXPECT_GT(denied, 0u);
  EXPECT_LT(denied, kLines);
  disk.LetGo();
  for (unsigned i = denied; i < kLines && !HasFailure(); ++i) {
    EXPECT_EQ(gate.Reason(), "account_unknown") << "it waited for the start";
  }
  EXPECT_EQ(gate.End(), 0);
}

}  // namespace
}  // namespace dialgate::command
