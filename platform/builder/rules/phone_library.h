// libphonenumber, as the builder asks it. All of it may be called from any number of threads.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_PHONE_LIBRARY_H
#define DIALGATE_PLATFORM_BUILDER_RULES_PHONE_LIBRARY_H

#include <phonenumbers/phonenumberutil.h>

#include <string>
#include <string_view>
#include <vector>

namespace dialgate::builder {

namespace phone = ::i18n::phonenumbers;

// The library, which prints nothing.
const phone::PhoneNumberUtil& PhoneLibrary();

// The digits of `number` in E.164, without `+`.
std::string E164Digits(const phone::PhoneNumber& number);

// The number of calling code `calling_code` whose national number is `national`, up to 17 digits.
phone::PhoneNumber MakeNumber(int calling_code, std::string_view national);

// What the library reads `text` as in `region`: the digits of a valid number in E.164, or nothing.
std::string ReadValid(const std::string& text, const std::string& region);

// Whether the number of `digits` can stand in a policy: it has 7 to 15 digits, is valid, and is
// read as itself.
bool CanStand(const std::string& digits);

// Every region that shares the calling code of `region`, itself included, ascending.
std::vector<std::string> RegionsSharingCode(const std::string& region);

// The national numbers that the library gives as examples for `region`, one a type, ascending.
std::vector<std::string> NationalExamples(const std::string& region);

}  // namespace dialgate::builder

#endif
