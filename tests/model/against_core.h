// Holds the core against the model.
#ifndef DIALGATE_TESTS_MODEL_AGAINST_CORE_H
#define DIALGATE_TESTS_MODEL_AGAINST_CORE_H

#include <string>
#include <string_view>
#include <vector>

#include "dialgate/gate.h"
#include "model.h"
#include "site.h"

namespace dialgate::model {

// A device for the core, over facts that must outlive it.
class CoreDevice {
 public:
  explicit CoreDevice(const testing::DeviceFacts& facts);
  const Device& device() const { return device_; }

 private:
  std::vector<std::string_view> emergency_;
  Device device_;
};

Call CoreCall(const testing::CallFacts& facts);

// What differs, in words; empty if nothing does.
std::string Compare(const Answer& expected, const Decision& actual);

// A call as a person reads it, bytes escaped.
std::string Describe(const testing::CallFacts& call);
std::string Escape(std::string_view text);

}  // namespace dialgate::model

#endif
