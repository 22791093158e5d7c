# This machine with clang's libFuzzer, under AddressSanitizer and UndefinedBehaviorSanitizer (without vptr, see sanitize-address.cmake).
# Needs: toolchains/install.sh build test clang
# Use:   cmake -S . -B build/fuzz --toolchain toolchains/fuzz.cmake
# Everything is instrumented; a fuzzer itself (LLVMFuzzerTestOneInput) gets its main with
#   target_link_options(a_fuzzer PRIVATE ${DIALGATE_FUZZER_LINK_OPTIONS})
set(CMAKE_C_COMPILER clang)
set(CMAKE_CXX_COMPILER clang++)
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(sanitize "-O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all")
set(CMAKE_C_FLAGS_INIT "${sanitize}")
set(CMAKE_CXX_FLAGS_INIT "${sanitize}")
set(DIALGATE_FUZZER_LINK_OPTIONS -fsanitize=fuzzer)
