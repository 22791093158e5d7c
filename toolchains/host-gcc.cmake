# This machine, with g++.
# Needs: toolchains/install.sh build test
# Use:   cmake -S . -B build/host-gcc --toolchain toolchains/host-gcc.cmake
set(CMAKE_C_COMPILER gcc)
set(CMAKE_CXX_COMPILER g++)
