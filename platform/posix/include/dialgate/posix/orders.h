// What is asked of a running gate by files in its folder, so that nobody on the path of a call is
// asked.
//
//   device/orders/  NAME.order   `kind: number` and `what: ` 16 hexadecimal digits, a line each
//                   NAME.taken   the same, once the gate has taken it
//                   NAME.answer  `done: ` and the withdrawal's id, or `refused: ` and why
#ifndef DIALGATE_POSIX_ORDERS_H
#define DIALGATE_POSIX_ORDERS_H

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "dialgate/attempts.h"
#include "dialgate/posix/error.h"

namespace dialgate::posix {

// To withdraw a number, an account or a role: as RecordedGate::Withdraw takes it.
struct Order {
  WithdrawalKind kind;
  uint64_t what;
};

// Gives `order` to the gate that runs with the folder `device`, and returns the withdrawal's id
// once it is in force and durable. An order that is not taken within `patience` is taken back.
// Errors: it was; the gate refused it, or took it and gave no answer for as long again; the folder
// cannot be written.
Result<std::string> GiveOrder(const std::string& device, const Order& order,
                              std::chrono::milliseconds patience = std::chrono::seconds(5));

// For the gate: carries out what lies there, also what was taken and never answered, since to
// withdraw twice harms nobody. `carry_out` gives the id. A line of an order that cannot be answered
// goes to `tell`.
void TakeOrders(const std::string& device,
                const std::function<Result<std::string>(const Order&)>& carry_out,
                const std::function<void(const std::string&)>& tell);

}  // namespace dialgate::posix

#endif
