#include <algorithm>
#include <charconv>
#include <sstream>

#include "dialgate/posix/gate_folder.h"
#include "dialgate/words.h"

namespace dialgate::posix {
namespace {

constexpr Mode kModes[] = {Mode::kManual, Mode::kAutomated, Mode::kPrerecorded};

std::string Join(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : " ") + item;
  return text;
}

std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> items;
  std::istringstream words(text);
  for (std::string word; words >> word;) items.push_back(word);
  return items;
}

std::string JoinModes(Modes modes) {
  std::vector<std::string> names;
  for (const Mode mode : kModes) {
    if (modes.Contains(mode)) names.emplace_back(Name(mode));
  }
  return Join(names);
}

bool ReadModes(const std::string& text, Modes* modes) {
  for (const std::string& name : Split(text)) {
    const std::optional<Mode> mode = ParseMode(name);
    if (!mode) return false;
    *modes = modes->With(*mode);
  }
  return true;
}

bool ReadSeconds(const std::string& text, int64_t* seconds) {
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), *seconds);
  return failed == std::errc() && end == text.data() + text.size();
}

// One line of gate.txt; false if it is none.
bool ReadLine(const std::string& name, const std::string& value, GateSettings* settings) {
  if (name == "site")
    settings->site = value;
  else if (name == "gate")
    settings->gate = value;
  else if (name == "log")
    settings->log = value;
  else if (name == "region")
    settings->region = value;
  else if (name == "emergency")
    settings->emergency = Split(value);
  else if (name == "outside_line")
    settings->outside_line = value;
  else if (name == "modes")
    return ReadModes(value, &settings->modes);
  else if (name == "clock")
    settings->synchronised_clock = value == "synchronised";
  else if (name == "provisioned")
    return ReadSeconds(value, &settings->provisioned);
  else
    return false;
  return true;
}

bool AllDigits(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsName(const std::string& text) {
  const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
  return !text.empty() && text.size() <= 64 && text.front() != ' ' && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), printable);
}

bool IsRegion(const std::string& text) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.empty() || (text.size() == 2 && std::all_of(text.begin(), text.end(), capital));
}

bool IsLogId(const std::string& text) {
  const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == 16 && std::all_of(text.begin(), text.end(), hex);
}

bool IsEmergency(const std::string& text) {
  return text.size() >= 3 && text.size() <= 6 && AllDigits(text);
}

}  // namespace

std::string FormatSettings(const GateSettings& settings) {
  std::string text;
  const auto line = [&text](const char* name, const std::string& value) {
    if (!value.empty()) text += std::string(name) + ": " + value + "\n";
  };
  line("site", settings.site);
  line("gate", settings.gate);
  line("log", settings.log);
  line("region", settings.region);
  line("emergency", Join(settings.emergency));
  line("outside_line", settings.outside_line);
  line("modes", JoinModes(settings.modes));
  line("clock", settings.synchronised_clock ? "synchronised" : "");
  line("provisioned", std::to_string(settings.provisioned));
  return text;
}

Result<GateSettings> ParseSettings(const std::string& text, const std::string& path) {
  GateSettings settings;
  std::istringstream lines(text);
  size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const size_t colon = line.find(": ");
    if (colon == std::string::npos ||
        !ReadLine(line.substr(0, colon), line.substr(colon + 2), &settings)) {
      return tl::make_unexpected(Error{path + ":" + std::to_string(number) +
                                       ": is no setting of a gate: provision the gate again"});
    }
  }
  if (const std::optional<std::string> problem = Problem(settings)) {
    return tl::make_unexpected(Error{path + ": " + *problem + ": provision the gate again"});
  }
  if (FormatSettings(settings) != text) {
    return tl::make_unexpected(
        Error{path + ": is not as it was provisioned (order, a line twice, or spaces): provision "
                     "the gate again"});
  }
  return settings;
}

std::optional<std::string> Problem(const GateSettings& settings) {
  if (!IsName(settings.site)) {
    return "the site must be 1 to 64 printable ASCII characters, without a space at either end";
  }
  if (!IsName(settings.gate)) {
    return "the gate's name must be 1 to 64 printable ASCII characters, without a space at either "
           "end";
  }
  if (!IsLogId(settings.log)) return "the log's id must be 16 hexadecimal digits";
  if (!IsRegion(settings.region)) return "the region must be two capital letters, as CN or US";
  if (settings.emergency.size() > 128 ||
      !std::all_of(settings.emergency.begin(), settings.emergency.end(), IsEmergency)) {
    return "emergency numbers must be at most 128, of 3 to 6 digits each";
  }
  if (settings.outside_line.size() > 4 || !AllDigits(settings.outside_line)) {
    return "the outside line must be up to 4 digits";
  }
  if (settings.modes.bits == 0) return "a gate must have a mode: manual, automated or prerecorded";
  return std::nullopt;
}

}  // namespace dialgate::posix
