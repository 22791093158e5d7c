// What the program says, and how it ends.
#ifndef DIALGATE_PLATFORM_COMMAND_CONSOLE_H
#define DIALGATE_PLATFORM_COMMAND_CONSOLE_H

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace dialgate::command {

// Exit statuses.
constexpr int kDone = 0;      // or allowed
constexpr int kDenied = 1;    // or verification failed
constexpr int kCouldNot = 2;  // and one line on standard error says why

// Says on one line of standard error what could not be done, and gives kCouldNot.
int Fail(std::string_view message);

// A line on standard error that stops nothing.
void Note(std::string_view line);

// Text on standard output.
void Print(std::string_view text);

// First of all: a standard stream that is closed would be the next file that is opened, and what is
// said would be written into a log or a ledger.
void HoldStreams();

// Brings everything to standard output: false, it cannot be written.
bool IsDelivered();

// Likewise, once a command has ended. Gives `status`, or kCouldNot where it cannot be written: an
// answer that nobody got is none.
int Finish(int status);

// 1,234,567.
std::string Grouped(uint64_t number);

}  // namespace dialgate::command

#endif
