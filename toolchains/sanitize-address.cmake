# This machine under AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer; the first finding ends the program.
# The vptr check is off: it compares type information, which the core, built without RTTI, has none of.
# Needs: toolchains/install.sh build test
# Use:   cmake -S . -B build/sanitize-address --toolchain toolchains/sanitize-address.cmake
set(CMAKE_C_COMPILER gcc)
set(CMAKE_CXX_COMPILER g++)
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(sanitize "-O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all")
set(CMAKE_C_FLAGS_INIT "${sanitize}")
set(CMAKE_CXX_FLAGS_INIT "${sanitize}")
