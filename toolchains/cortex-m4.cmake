# Bare-metal Cortex-M4 without its FPU (soft float); tests run on QEMU's mps2-an386.
# Needs: toolchains/install.sh build cortex-m; toolchains/libsodium.sh cortex-m4
# Use:   cmake -S . -B build/cortex-m4 --toolchain toolchains/cortex-m4.cmake
set(DIALGATE_TARGET cortex-m4)
set(DIALGATE_CPU_FLAGS "-mcpu=cortex-m4 -mfloat-abi=soft")
include("${CMAKE_CURRENT_LIST_DIR}/cortex-m.cmake")
