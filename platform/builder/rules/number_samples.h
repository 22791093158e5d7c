// Valid numbers by which a dial plan is tried out: made by rule, so that they are the same in every
// build.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_NUMBER_SAMPLES_H
#define DIALGATE_PLATFORM_BUILDER_RULES_NUMBER_SAMPLES_H

#include <cstdint>
#include <string>
#include <vector>

namespace dialgate::builder {

// Valid national numbers of the calling code of `region`, ascending and unique: of each of
// `lengths`, every beginning of 3 digits with two endings, or of 4 with one, and every example of
// the library's with each digit but the last two replaced by each other.
std::vector<std::string> ValidNationalNumbers(const std::string& region,
                                              const std::vector<uint32_t>& lengths);

// Valid numbers of other calling codes than `calling_code`, in E.164 without `+`, ascending:
// examples of every region and of every calling code that belongs to none.
std::vector<std::string> ForeignNumbers(int calling_code);

// Up to `count` of `all`, evenly spread.
std::vector<std::string> Spread(const std::vector<std::string>& all, size_t count);

}  // namespace dialgate::builder

#endif
