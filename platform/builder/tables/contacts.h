// contacts.csv: read on every processor, remembered in the order of its rows.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_CONTACTS_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_CONTACTS_H

#include <functional>
#include <string>
#include <tl/expected.hpp>

#include "platform/builder/tables/accounts.h"
#include "platform/builder/tables/chunked.h"
#include "platform/builder/tables/contact_row.h"
#include "platform/builder/tables/output_file.h"
#include "platform/builder/tables/zone_sets.h"

namespace dialgate::builder {

// Where rows go.
struct Contacts {
  Chunked<ContactRow> rows;  // every row of the file
  ZoneSets* zone_sets;       // those that rows ask for are added
  Spool* evidence;           // of the rows that have one, in their order; null: nobody wants it
};

struct ContactsSource {
  std::string path;
  const ContactRules* rules;
  unsigned threads;
  std::function<void(uint64_t rows, uint64_t bytes)>
      progress;  // on the caller's thread; may be none
};

// Reads all of contacts.csv. The result does not depend on the number of threads. Errors: the first
// in the order of the lines; within a row those of ContactRowReader before those of its zones.
tl::expected<InputDigest, Problem> ReadContacts(const ContactsSource& source, Contacts* contacts);

}  // namespace dialgate::builder

#endif
