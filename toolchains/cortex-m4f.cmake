# Bare-metal Cortex-M4F (hard float); tests run on QEMU's mps2-an386.
# Needs: toolchains/install.sh build cortex-m; toolchains/libsodium.sh cortex-m4f
# Use:   cmake -S . -B build/cortex-m4f --toolchain toolchains/cortex-m4f.cmake
set(DIALGATE_TARGET cortex-m4f)
set(DIALGATE_CPU_FLAGS "-mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard")
include("${CMAKE_CURRENT_LIST_DIR}/cortex-m.cmake")
