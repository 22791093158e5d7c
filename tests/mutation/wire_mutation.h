// Encodings that say what a message says, or nearly, in another way.
#ifndef DIALGATE_TESTS_MUTATION_WIRE_MUTATION_H
#define DIALGATE_TESTS_MUTATION_WIRE_MUTATION_H

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "random.h"

namespace dialgate::mutation {

std::string Varint(uint64_t value);
// As Varint, in one byte more than it needs.
std::string LongVarint(uint64_t value);

// A field as it stands on the wire.
struct Field {
  unsigned number;
  unsigned wire_type;
  uint64_t value;       // of a varint
  std::string payload;  // of what is length-delimited

  std::string Encode() const;
};

// Precondition: `bytes` is a message without groups and fixed-width fields.
std::vector<Field> Fields(const std::string& bytes);
std::string Join(const std::vector<Field>& fields);

// A way to encode a message otherwise. All of them must be refused, whatever the message says.
struct Otherwise {
  const char* name;
  // `field` is one of the message, `type` what it is there; empty: not to be done to such a field.
  std::string (*encode)(const Field& field, const google::protobuf::FieldDescriptor& type);
};
const std::vector<Otherwise>& Otherwises();

// Changes one random thing of a message or of a message in it: the order, the number, the bytes, or
// the encoding of fields.
std::string Mutate(const std::string& bytes, const google::protobuf::Descriptor& type,
                   testing::Random* random);

}  // namespace dialgate::mutation

#endif
