// What is asked of a running gate by files in its folder, so that nobody on the path of a call is
// asked.
//
//   device/orders/  NAME.order   `kind: number` and `what: ` 16 hexadecimal digits, a line each; or
//                                `kind: receipt` and `what: ` its message SignedReceipt, likewise
//                   NAME.taken   the same, once the gate has taken it
//                   NAME.answer  `done: ` and what was done, or `refused: ` and why
#ifndef DIALGATE_POSIX_ORDERS_H
#define DIALGATE_POSIX_ORDERS_H

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>

#include "dialgate/attempts.h"
#include "dialgate/posix/error.h"

namespace dialgate::posix {

// To withdraw a number, an account or a role: as RecordedGate::Withdraw takes it.
struct WithdrawalOrder {
  WithdrawalKind kind;
  uint64_t what;
};

// To take a receipt: a message SignedReceipt.
struct ReceiptOrder {
  std::string receipt;
};

using Order = std::variant<WithdrawalOrder, ReceiptOrder>;

// Gives `order` to the gate that runs with the folder `device`, and returns what the gate says of
// it (the withdrawal's id; what the receipt binds) once it is in force and durable. An order that
// is not taken within `patience` is taken back. Errors: it was; the gate refused it, or took it and
// gave no answer for as long again; the folder cannot be written.
Result<std::string> GiveOrder(const std::string& device, const Order& order,
                              std::chrono::milliseconds patience = std::chrono::seconds(5));

// A thread for each: a withdrawal does not wait for a receipt.
enum class OrderKind : uint8_t { kWithdrawal, kReceipt };

// For the gate: carries out what lies there of that kind, also what was taken and never answered,
// since twice harms nobody; what is no order is refused with the withdrawals, and what cannot be
// read is left for the next time. `carry_out` gives what the answer says. A line of an order that
// cannot be answered goes to `tell`.
void TakeOrders(const std::string& device, OrderKind kind,
                const std::function<Result<std::string>(const Order&)>& carry_out,
                const std::function<void(const std::string&)>& tell);

}  // namespace dialgate::posix

#endif
