# This machine under ThreadSanitizer; a race makes the program exit with 66.
# Needs: toolchains/install.sh build test
# Use:   cmake -S . -B build/sanitize-thread --toolchain toolchains/sanitize-thread.cmake
set(CMAKE_C_COMPILER gcc)
set(CMAKE_CXX_COMPILER g++)
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(sanitize "-O1 -fno-omit-frame-pointer -fsanitize=thread")
set(CMAKE_C_FLAGS_INIT "${sanitize}")
set(CMAKE_CXX_FLAGS_INIT "${sanitize}")
