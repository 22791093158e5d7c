# 32-bit ARM Linux, hard float (Debian armhf); tests run under qemu-arm.
# Needs: toolchains/install.sh build test arm; toolchains/libsodium.sh armhf
# Use:   cmake -S . -B build/armhf --toolchain toolchains/armhf.cmake
set(DIALGATE_TARGET armhf)
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_C_COMPILER arm-linux-gnueabihf-gcc)
set(CMAKE_CXX_COMPILER arm-linux-gnueabihf-g++)
set(CMAKE_FIND_ROOT_PATH /usr/arm-linux-gnueabihf)

# Named here, since the kernel cannot be relied on to start foreign programs by itself (binfmt_misc).
set(CMAKE_CROSSCOMPILING_EMULATOR "qemu-arm;-L;/usr/arm-linux-gnueabihf")
include("${CMAKE_CURRENT_LIST_DIR}/target-libraries.cmake")
