// `dialgate run`, killed at any moment: what was answered is in its log, and no cap is exceeded.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <thread>

#include "dialgate/permit.h"
#include "dialgate/posix/files.h"
#include "dialgate/posix/log_reader.h"
#include "dialgate/sodium_crypto.h"
#include "trial_site.h"

namespace dialgate {
namespace {

constexpr unsigned kAccounts = 200, kMost = 4, kCalls = 60;

unsigned FromEnvironment(const char* name, unsigned otherwise) {
  const char* text = getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(strtoul(text, nullptr, 10));
}

class KillTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<std::pair<std::string, std::string>> debtors;
    for (unsigned i = 0; i < kAccounts; ++i) debtors.emplace_back("L-" + std::to_string(i), Number(i));
    site_.Make(-1,
               "counts: COUNTS_DIALED max: " + std::to_string(kMost) +
                   " minutes: 10080 per: PER_NUMBER",
               debtors);
  }

  static std::string Number(unsigned account) {
    return "+861380013" + std::to_string(8000 + account);
  }

  // Runs a gate, asks it `kCalls` times as fast as it takes them, and kills it after a while; what
  // it answered goes to `answered`.
  void Round(std::mt19937& random) {
    int in[2], out[2];
    ASSERT_EQ(pipe2(in, O_CLOEXEC) + pipe2(out, O_CLOEXEC), 0);
    const pid_t gate = fork();
    if (gate == 0) {
      dup2(in[0], STDIN_FILENO);
      dup2(out[1], STDOUT_FILENO);
      if (chdir(site_.path().c_str()) != 0) _exit(9);
      execl(DIALGATE_PROGRAM, "dialgate", "run", "--policy", "policy.dgp", "--keys", "trial/device",
            "--log", "log", nullptr);
      _exit(9);
    }
    close(in[0]);
    close(out[1]);
    const unsigned wait = random() % 60000, first = random();
    std::thread killer([&] {
      std::this_thread::sleep_for(std::chrono::microseconds(wait));
      kill(gate, SIGKILL);
    });
    std::thread reader([&] { ReadAnswers(out[0], in[1]); });
    for (unsigned i = 0; i < kCalls; ++i) {
      const unsigned account = (first + i * 7) % kAccounts;
      Send(in[1], "{\"dialed\":\"" + Number(account) + "\",\"account\":\"L-" +
                      std::to_string(account) +
                      "\",\"purpose\":\"collect\",\"mode\":\"manual\"}\n");
    }
    killer.join();
    reader.join();
    close(in[1]);
    close(out[0]);
    ASSERT_EQ(waitpid(gate, nullptr, 0), gate);
  }
  static void Send(int file, const std::string& line) {
    if (write(file, line.data(), line.size()) < 0) return;  // it is dead
  }
  // Each allow is reported at once: an odd one as not_dialed, which does not lift the cap.
  void ReadAnswers(int out, int in) {
    std::string text;
    char bytes[4096];
    for (ssize_t count; (count = read(out, bytes, sizeof bytes)) > 0;) {
      text.append(bytes, static_cast<size_t>(count));
      for (size_t end; (end = text.find('\n')) != std::string::npos; text.erase(0, end + 1)) {
        const auto answer = nlohmann::json::parse(text.substr(0, end));
        if (answer.contains("permit")) {
          const std::string permit = answer["permit"];
          answered_.push_back(permit);
          Send(in, "{\"id\":\"" + permit + "\",\"permit\":\"" + permit +
                       "\",\"outcome\":\"not_dialed\"}\n");
        }
        if (answer.contains("ok")) reported_.push_back(answer["id"]);
      }
    }
  }
  uint64_t SequenceOf(const std::string& text) {
    Permit permit;
    EXPECT_TRUE(posix::ParseHex(text, permit.bytes, Permit::kSize));
    const auto key = posix::ReadSecretKey<PermitKey>(site_ / "trial/device/permit.key");
    const auto attempt = ReadPermit(permit, key->value, SodiumCrypto());
    EXPECT_TRUE(attempt);
    return attempt ? attempt->sequence : 0;
  }

  testing::TrialSite site_;
  std::vector<std::string> answered_, reported_;
};

TEST_F(KillTest, WhatWasAnsweredIsInTheLogAndNoCapIsExceeded) {
  signal(SIGPIPE, SIG_IGN);
  const unsigned seed = FromEnvironment("DIALGATE_SEED", 1);
  const unsigned rounds = FromEnvironment("DIALGATE_ROUNDS", 30);
  std::cout << "DIALGATE_SEED=" << seed << " DIALGATE_ROUNDS=" << rounds << "\n";
  std::mt19937 random(seed);
  for (unsigned round = 0; round < rounds; ++round) Round(random);
  ASSERT_EQ(site_.Shell("run --policy policy.dgp --keys trial/device --log log </dev/null"), 0)
      << "it starts again";

  std::set<uint64_t> allowed, reported;
  std::map<uint64_t, unsigned> calls;
  const auto read = posix::ReadLog(
      site_ / "log", [&](const Entry&, const Record& record, const posix::LogPlace&) {
        if (record.kind == RecordKind::kReported) reported.insert(record.reported.attempt.sequence);
        if (record.kind != RecordKind::kDecided) return posix::Result<void>();
        if (record.decided.reason != Reason::kDeclaredContact) return posix::Result<void>();
        allowed.insert(record.sequence);
        ++calls[record.decided.key.number];
        return posix::Result<void>();
      });
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->torn, 0u);
  for (const std::string& permit : answered_) EXPECT_EQ(allowed.count(SequenceOf(permit)), 1u);
  for (const std::string& permit : reported_) EXPECT_EQ(reported.count(SequenceOf(permit)), 1u);
  for (const auto& [number, count] : calls) EXPECT_LE(count, kMost) << number;
  std::cout << answered_.size() << " allows answered, " << allowed.size() << " in the log, "
            << reported_.size() << " reports answered\n";
  EXPECT_GT(answered_.size(), 20u) << "or nothing was tried";
  EXPECT_EQ(site_.Shell("audit verify log --keys trial/auditor"), 0);
}

}  // namespace
}  // namespace dialgate
