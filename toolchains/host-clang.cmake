# This machine, with clang++.
# Needs: toolchains/install.sh build test clang
# Use:   cmake -S . -B build/host-clang --toolchain toolchains/host-clang.cmake
set(CMAKE_C_COMPILER clang)
set(CMAKE_CXX_COMPILER clang++)
