#include "dialgate/posix/orders.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include "dialgate/posix/files.h"
#include "dialgate/posix/receipt_text.h"
#include "file_descriptor.h"

namespace dialgate::posix {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLook{10};
constexpr char kDone[] = "done: ";
constexpr char kRefused[] = "refused: ";
constexpr struct {
  WithdrawalKind kind;
  const char* name;
} kKinds[] = {{WithdrawalKind::kNumber, "number"},
              {WithdrawalKind::kAccount, "account"},
              {WithdrawalKind::kRole, "role"}};

std::string OrderText(const std::string& kind, const std::string& what) {
  return "kind: " + kind + "\nwhat: " + what + "\n";
}

std::string FormatOrder(const Order& order) {
  if (const auto* receipt = std::get_if<ReceiptOrder>(&order)) {
    const ByteView bytes = BytesOf(receipt->receipt);
    return OrderText("receipt", Hex(bytes.data, bytes.size));
  }
  const auto& withdrawal = std::get<WithdrawalOrder>(order);
  std::string name;
  for (const auto& kind : kKinds) {
    if (kind.kind == withdrawal.kind) name = kind.name;
  }
  uint8_t bytes[8];
  for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<uint8_t>(withdrawal.what >> 8 * (7 - i));
  return OrderText(name, Hex(bytes, sizeof bytes));
}

std::optional<Order> ParseReceipt(const std::string& digits) {
  std::string bytes(digits.size() / 2, '\0');
  if (bytes.empty() || bytes.size() > kMaxSignedReceiptSize) return std::nullopt;
  if (!ParseHex(digits, reinterpret_cast<uint8_t*>(bytes.data()), bytes.size())) {
    return std::nullopt;
  }
  return ReceiptOrder{bytes};
}

std::optional<Order> ParseWithdrawal(WithdrawalKind kind, const std::string& digits) {
  uint8_t bytes[8];
  if (!ParseHex(digits, bytes, sizeof bytes)) return std::nullopt;
  WithdrawalOrder order = {kind, 0};
  for (const uint8_t byte : bytes) order.what = order.what << 8 | byte;
  return order;
}

std::optional<Order> ParseOrder(const std::string& text) {
  const size_t line = text.find('\n');
  if (line == std::string::npos || text.compare(0, 6, "kind: ") != 0) return std::nullopt;
  const std::string name = text.substr(6, line - 6), rest = text.substr(line + 1);
  if (rest.size() < 7 || rest.compare(0, 6, "what: ") != 0 || rest.back() != '\n') {
    return std::nullopt;
  }
  const std::string what = rest.substr(6, rest.size() - 7);
  if (name == "receipt") return ParseReceipt(what);
  for (const auto& kind : kKinds) {
    if (name == kind.name) return ParseWithdrawal(kind.kind, what);
  }
  return std::nullopt;
}

// The answer, once it is there.
std::optional<Result<std::string>> ReadAnswer(const std::string& path) {
  const Result<std::string> text = ReadText(path);
  if (!text) return std::nullopt;
  unlink(path.c_str());
  const std::string line = text->substr(0, text->find('\n'));
  if (line.compare(0, sizeof kDone - 1, kDone) == 0) {
    return Result<std::string>(line.substr(sizeof kDone - 1));
  }
  const bool refused = line.compare(0, sizeof kRefused - 1, kRefused) == 0;
  return Result<std::string>(
      tl::make_unexpected(Error{refused ? line.substr(sizeof kRefused - 1)
                                        : path + ": is no answer of a gate: was it changed?"}));
}

std::optional<Result<std::string>> WaitForAnswer(const std::string& path,
                                                 std::chrono::milliseconds patience) {
  const auto end = steady_clock::now() + patience;
  while (true) {
    auto answer = ReadAnswer(path);
    if (answer || steady_clock::now() >= end) return answer;
    std::this_thread::sleep_for(kLook);
  }
}

std::string Folder(const std::string& device) { return device + "/orders"; }

void Answer(const std::string& taken, const std::string& text,
            const std::function<void(const std::string&)>& tell) {
  const std::string base = taken.substr(0, taken.rfind('.'));
  const Result<void> written = ReplaceFile(base + ".answer", text + "\n");
  if (!written) {
    tell(base + ": the order cannot be answered: " + written.error().message);
  }
  unlink(taken.c_str());
}

OrderKind KindOf(const std::optional<Order>& order) {
  return order && std::holds_alternative<ReceiptOrder>(*order) ? OrderKind::kReceipt
                                                               : OrderKind::kWithdrawal;
}

void CarryOut(const std::string& taken, const std::optional<Order>& order,
              const std::function<Result<std::string>(const Order&)>& carry_out,
              const std::function<void(const std::string&)>& tell) {
  if (!order) {
    Answer(taken, std::string(kRefused) + taken + ": is no order: give it by dialgate withdraw, "
                                                      "or dialgate audit accept",
           tell);
    return;
  }
  const Result<std::string> done = carry_out(*order);
  Answer(taken, done ? kDone + *done : kRefused + done.error().message, tell);
}

}  // namespace

Result<std::string> GiveOrder(const std::string& device, const Order& order,
                              std::chrono::milliseconds patience) {
  const std::string folder = Folder(device);
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return SystemError(folder, errno);
  uint8_t id[8];
  randombytes_buf(id, sizeof id);
  const std::string base = folder + "/" + Hex(id, sizeof id);
  const Result<void> given = ReplaceFile(base + ".order", FormatOrder(order));
  if (!given) return tl::make_unexpected(given.error());
  auto answer = WaitForAnswer(base + ".answer", patience);
  if (answer) return *answer;
  if (unlink((base + ".order").c_str()) == 0) {
    return tl::make_unexpected(
        Error{"the gate that runs on this log did not take the order in time, so it was taken back "
              "and nothing changed: is that gate's folder " + device +
              "? If so, stop it and give the order again"});
  }
  answer = WaitForAnswer(base + ".answer", patience);  // it was just taken
  if (answer) return *answer;
  return tl::make_unexpected(
      Error{base + ": the gate took the order and has not answered: it may be carried out or not; "
                   "look whether the gate runs, and give it again: twice does no harm"});
}

void TakeOrders(const std::string& device, OrderKind kind,
                const std::function<Result<std::string>(const Order&)>& carry_out,
                const std::function<void(const std::string&)>& tell) {
  std::vector<std::string> found;
  std::error_code failed;
  for (std::filesystem::directory_iterator file(Folder(device), failed), end;
       !failed && file != end; file.increment(failed)) {
    found.push_back(file->path().string());
  }
  std::sort(found.begin(), found.end());
  for (const std::string& path : found) {
    const bool is_new = std::filesystem::path(path).extension() == ".order";
    if (!is_new && std::filesystem::path(path).extension() != ".taken") continue;
    const Result<std::string> text = ReadText(path);
    if (!text) continue;  // not now: that may pass
    const auto order = ParseOrder(*text);
    if (KindOf(order) != kind) continue;
    const std::string taken = is_new ? path.substr(0, path.size() - 6) + ".taken" : path;
    const bool there = is_new ? rename(path.c_str(), taken.c_str()) == 0
                              : access(taken.c_str(), F_OK) == 0;
    if (there) CarryOut(taken, order, carry_out, tell);  // not if it was taken back
  }
}

}  // namespace dialgate::posix
