// Orders to a gate, by files in its folder.
#include "dialgate/posix/orders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "recording_gate.h"

namespace dialgate::posix {
namespace {

using ::testing::HasSubstr;
using testing::OneADay;
using testing::ReadFile;
using testing::RecordingGate;
using testing::WriteFile;

class GateOrders : public ::testing::Test {
 protected:
  // Or opens it again.
  void Open() {
    if (policy_.empty()) policy_ = gate_.folder.Write(OneADay());
    ASSERT_TRUE(gate_.Open(policy_)) << gate_.error;
  }

  RecordingGate gate_;
  std::string policy_;
};

TEST_F(GateOrders, AnOrderIsCarriedOutWhileItRuns) {
  Open();
  const uint64_t account = gate_.gate->tagger().Account("L-1042").value;
  const auto id =
      GiveOrder(gate_.folder.device(), WithdrawalOrder{WithdrawalKind::kAccount, account});
  ASSERT_TRUE(id) << id.error().message;
  EXPECT_EQ(*id, gate_.gate->settings().log + ":3");
  EXPECT_EQ(gate_.Answer(), Reason::kAccountStopped);
  Open();
  EXPECT_EQ(gate_.Answer(), Reason::kAccountStopped);
  EXPECT_TRUE(std::filesystem::is_empty(gate_.folder.device() + "/orders"));
}

TEST_F(GateOrders, AnOrderThatNobodyTakesIsTakenBack) {
  const auto id = GiveOrder(gate_.folder.device(), WithdrawalOrder{WithdrawalKind::kRole, 1},
                            std::chrono::milliseconds(50));
  ASSERT_FALSE(id);
  EXPECT_THAT(id.error().message, HasSubstr("taken back"));
  EXPECT_TRUE(std::filesystem::is_empty(gate_.folder.device() + "/orders"));
  Open();
  EXPECT_EQ(gate_.Answer(), Reason::kDeclaredContact);
}

TEST_F(GateOrders, AnOrderThatWasTakenAndNeverAnsweredIsCarriedOutAtTheNextStart) {
  std::filesystem::create_directories(gate_.folder.device() + "/orders");
  WriteFile(gate_.folder.device() + "/orders/x.taken", "kind: role\nwhat: 0000000000000001\n");
  Open();
  const std::string answer = gate_.folder.device() + "/orders/x.answer";
  while (!std::filesystem::exists(answer)) std::this_thread::yield();
  EXPECT_EQ(ReadFile(answer), "done: " + gate_.gate->settings().log + ":3\n");
  EXPECT_EQ(gate_.Answer(), Reason::kRoleSuspended);
}

// As while too many files are open.
TEST_F(GateOrders, OneThatCannotBeReadIsLeftForTheNextTime) {
  const std::string orders = gate_.folder.device() + "/orders", order = orders + "/x.order";
  std::filesystem::create_directories(orders);
  std::filesystem::create_symlink("x.order", order);
  unsigned carried_out = 0;
  const auto take = [&] {
    const auto carry_out = [&](const Order&) {
      ++carried_out;
      return Result<std::string>("done");
    };
    TakeOrders(gate_.folder.device(), OrderKind::kWithdrawal, carry_out,
               [](const std::string& line) { ADD_FAILURE() << line; });
  };
  take();
  EXPECT_EQ(carried_out, 0u);
  ASSERT_TRUE(std::filesystem::is_symlink(order));
  std::filesystem::remove(order);
  WriteFile(order, "kind: role\nwhat: 0000000000000001\n");
  take();
  EXPECT_EQ(carried_out, 1u);
  EXPECT_EQ(ReadFile(orders + "/x.answer"), "done: done\n");
}

}  // namespace
}  // namespace dialgate::posix
