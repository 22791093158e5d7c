# Bare-metal Cortex-M0+ (ARMv6-M, no division, no unaligned access); tests run on QEMU's microbit.
# Needs: toolchains/install.sh build cortex-m; toolchains/libsodium.sh cortex-m0plus
# Use:   cmake -S . -B build/cortex-m0plus --toolchain toolchains/cortex-m0plus.cmake
set(DIALGATE_TARGET cortex-m0plus)
set(DIALGATE_CPU_FLAGS "-mcpu=cortex-m0plus")
include("${CMAKE_CURRENT_LIST_DIR}/cortex-m.cmake")
