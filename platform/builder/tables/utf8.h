// Whether bytes are text.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_UTF8_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_UTF8_H

#include <cstddef>
#include <string_view>

namespace dialgate::builder {

// Whether there is neither a NUL nor a byte above 0x7F: fast, over whole blocks.
bool IsPlainAscii(const unsigned char* data, size_t size);

// Whether it is UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing above U+10FFFF.
bool IsUtf8(std::string_view text);

}  // namespace dialgate::builder

#endif
