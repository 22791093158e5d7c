// What must hold of any bytes. Each is called by a fuzzer and, over the corpus in the tree, by a
// test; it ends the program with a message where it does not hold.
#ifndef DIALGATE_TESTS_FUZZ_PROPERTIES_H
#define DIALGATE_TESTS_FUZZ_PROPERTIES_H

#include <cstddef>
#include <cstdint>

namespace dialgate::fuzz {

// The first byte chooses a dial plan, the rest is dialed: the core reads it as the model does.
void DialedTextProperty(const uint8_t* data, size_t size);

// An image that is taken for signed. Whatever loads, Protobuf reads the same, and any call is
// answered.
void PolicyProperty(const uint8_t* data, size_t size);

// A call, a device and a time, over a fixed policy: the core decides as the model does.
void DecideProperty(const uint8_t* data, size_t size);

// The first byte says what the rest is: a log, a record, a receipt or a checkpoint, which the core
// reads as Protobuf does and writes again as it was; or values for a record, which is read as it
// was written.
void LogProperty(const uint8_t* data, size_t size);

// Segments of a log in a folder: they are read in order, nothing is skipped, a gate goes on where
// they end, and an auditor verifies what lies there under its seals, and nothing else.
void LogFolderProperty(const uint8_t* data, size_t size);

}  // namespace dialgate::fuzz

#endif
