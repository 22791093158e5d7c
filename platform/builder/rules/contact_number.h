// A telephone number as a creditor wrote it to the E.164 number that stands in a policy.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_CONTACT_NUMBER_H
#define DIALGATE_PLATFORM_BUILDER_RULES_CONTACT_NUMBER_H

#include <string>
#include <string_view>

#include "dialgate/phone_number.h"

namespace dialgate::builder {

// What a text came to.
struct ContactNumber {
  enum class Flaw {
    kNone,
    kUnreadable,  // libphonenumber reads no number
    kInvalid,     // it reads one that nobody can have
    kExtension,   // behind an extension: the gate could only dial the main line, which nobody
                  // declared
    kNotE164,     // valid, but not of 7 to 15 digits
    kUnstable,    // valid, but its own E.164 form is read as another number
  };

  Flaw flaw = Flaw::kUnreadable;
  PhoneNumber number;        // of kNone
  bool own_country = false;  // it has the calling code of the site's region
};

// For a person: `no number can be read`, ...
const char* Describe(ContactNumber::Flaw flaw);

// Reads numbers by libphonenumber, at 10 to 20 microseconds each. Any number of threads may use
// one.
class ContactNumberReader {
 public:
  // Precondition: IsRegion(site_region).
  explicit ContactNumberReader(std::string site_region);

  // Reads `text`, UTF-8, as it is dialed within `region`, or within the site's if that is empty. In
  // a region that libphonenumber does not know only numbers with `+` can be read.
  ContactNumber Read(std::string_view text, std::string_view region) const;

 private:
  std::string site_region_;
  int site_calling_code_;
};

// Whether libphonenumber knows `region`, an ISO 3166 code in capitals.
bool IsRegion(std::string_view region);

}  // namespace dialgate::builder

#endif
