# 64-bit ARM Linux (Debian arm64); tests run under qemu-aarch64.
# Needs: toolchains/install.sh build test arm; toolchains/libsodium.sh aarch64
# Use:   cmake -S . -B build/aarch64 --toolchain toolchains/aarch64.cmake
set(DIALGATE_TARGET aarch64)
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_FIND_ROOT_PATH /usr/aarch64-linux-gnu)

# Named here, since the kernel cannot be relied on to start foreign programs by itself (binfmt_misc).
set(CMAKE_CROSSCOMPILING_EMULATOR "qemu-aarch64;-L;/usr/aarch64-linux-gnu")
include("${CMAKE_CURRENT_LIST_DIR}/target-libraries.cmake")
