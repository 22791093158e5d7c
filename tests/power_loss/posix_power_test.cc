// The power goes behind every operation of a gate on its files, and again behind every one of the
// start after that; what was not synced then is lost, torn or out of order.
//   posix_power_test              every cut, and a seeded part of its ways and of the second cuts
//   posix_power_test --all        every way, and a second cut behind each but those at a byte
//   posix_power_test --seed N     another part
//   posix_power_test --case ID    one case, as a failure names it, of the same seed and --all
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "disk.h"
#include "posix_day.h"

namespace dialgate::testing {
namespace {

bool all = false;
uint64_t seed = 1;
std::string only;

// Where the power went: behind so many operations, and what of the others came.
struct PowerCut {
  size_t operations;
  FolderImage image;
  std::string id;  // OPERATIONS.WAY
  bool at_a_byte;  // of a write
};

bool CutsAtAByte(const std::vector<Survival>& way) {
  return std::any_of(way.begin(), way.end(), [](const Survival& survival) {
    return survival.kind == Survival::Kind::kCutAt;
  });
}

// Each image once, with the latest cut that may leave it: by then most was answered.
std::vector<PowerCut> CutsOf(const FolderImage& before,
                             const std::vector<FileOperation>& operations, bool every,
                             uint64_t seed_of_ways) {
  Disk disk(before);
  std::map<FolderImage, PowerCut> latest;
  for (size_t done = 0; done <= operations.size(); ++done) {
    if (done > 0) disk.Apply(operations[done - 1]);
    Random random(seed_of_ways * 1000 + done);
    const auto ways = WaysToSurvive(disk.pending(), every, &random);
    for (size_t way = 0; way < ways.size(); ++way) {
      FolderImage image = disk.After(ways[way]);
      std::string id = std::to_string(done) + "." + std::to_string(way);
      latest[image] = {done, image, std::move(id), CutsAtAByte(ways[way])};
    }
  }
  std::vector<PowerCut> cuts;
  for (auto& [image, cut] : latest) cuts.push_back(std::move(cut));
  return cuts;
}

std::vector<Answer> Until(const std::vector<Answer>& answers, size_t operations) {
  std::vector<Answer> by_then;
  for (const Answer& answer : answers) {
    if (answer.after <= operations) by_then.push_back({0, answer.line});
  }
  return by_then;
}

class PosixPower : public ::testing::Test {
 protected:
  // Of a day that went well, with `name` before the numbers of its cases.
  void CutEverywhere(const std::string& name, const Day& day) {
    std::cout << "--seed " << seed << (all ? " --all" : "") << "\n";
    if (only.compare(0, name.size(), name) == 0) List(day);
    ASSERT_EQ(day.wrong, "");
    ASSERT_GT(day.operations.size(), 60u);
    Random random(seed);
    for (const PowerCut& cut : CutsOf(day.before, day.operations, all, seed)) {
      std::vector<Answer> answered = Until(day.answers, cut.operations);
      answered.insert(answered.end(), day.answered.begin(), day.answered.end());
      const std::string id = name + "/" + cut.id;
      const Day first = Hold(cut, answered, day.starts + 1, id);
      const bool twice = all ? !cut.at_a_byte : random.OneIn(12);
      if (first.operations.empty() || !(twice || only.size() > id.size())) continue;
      for (const PowerCut& again : CutsOf(cut.image, first.operations, false, seed)) {
        std::vector<Answer> since = Until(first.answers, again.operations);
        since.insert(since.end(), answered.begin(), answered.end());
        Hold(again, since, day.starts + 2, id + "/" + again.id);
      }
    }
    std::cout << day.operations.size() << " operations, " << cases_ << " cases, " << wrong_
              << " wrong\n";
    EXPECT_EQ(wrong_, 0u);
  }

  PowerSite site_;

 private:
  static void List(const Day& day) {
    for (size_t i = 0; i < day.operations.size(); ++i) {
      std::cout << i + 1 << ": " << Text(day.operations[i]) << "\n";
    }
  }
  Day Hold(const PowerCut& cut, const std::vector<Answer>& answered, unsigned start,
           const std::string& id) {
    if (!only.empty() && only.compare(0, id.size(), id) != 0) return {};
    ++cases_;
    Day day = StartAgain(site_, cut.image, answered, start);
    if (day.wrong.empty() || (!only.empty() && id != only)) return day;
    if (++wrong_ <= 10) ADD_FAILURE() << day.wrong << "\n  --case " << id;
    return day;
  }

  unsigned cases_ = 0, wrong_ = 0;
};

TEST_F(PosixPower, NothingThatWasAnsweredIsLostAndWorkGoesOn) {
  CutEverywhere("day", PlayDay(site_));
}

TEST_F(PosixPower, NothingIsForgottenWhereWhatIsHeldIsDropped) {
  CutEverywhere("drop", PlayDrop(&site_));
}

}  // namespace
}  // namespace dialgate::testing

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const bool more = i + 1 < argc;
    if (std::strcmp(argv[i], "--all") == 0) {
      dialgate::testing::all = true;
    } else if (std::strcmp(argv[i], "--seed") == 0 && more) {
      dialgate::testing::seed = std::strtoull(argv[++i], nullptr, 10);
    } else if (std::strcmp(argv[i], "--case") == 0 && more) {
      dialgate::testing::only = argv[++i];
    } else {
      std::cerr << "usage: posix_power_test [--all] [--seed N] [--case ID]\n";
      return 2;
    }
  }
  // In memory, where there is such a folder: what a disk would keep is only supposed here.
  if (std::filesystem::is_directory("/dev/shm")) setenv("TMPDIR", "/dev/shm", 0);
  return RUN_ALL_TESTS();
}
