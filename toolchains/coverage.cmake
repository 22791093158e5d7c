# This machine with clang's source-based coverage: which regions the tests execute.
# Needs: toolchains/install.sh build test clang
# Use:   cmake -S . -B build/coverage --toolchain toolchains/coverage.cmake
# Report, after ctest, from the build folder:
#   llvm-profdata merge -o tests.profdata profiles/*.profraw
#   llvm-cov report PROGRAM -object=OTHER_PROGRAM -instr-profile=tests.profdata ../../core
set(CMAKE_C_COMPILER clang)
set(CMAKE_CXX_COMPILER clang++)
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
# %m: one file for each program, merged under a lock, so that parallel tests do not overwrite each other's.
set(coverage "-O0 -fcoverage-mapping -fprofile-instr-generate=${CMAKE_BINARY_DIR}/profiles/%m.profraw")
set(CMAKE_C_FLAGS_INIT "${coverage}")
set(CMAKE_CXX_FLAGS_INIT "${coverage}")
