# Shared by the Cortex-M toolchain files, which set DIALGATE_TARGET and DIALGATE_CPU_FLAGS first.
# The linker script, the startup code and the semihosting are platform/cortex_m's.

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_C_COMPILER arm-none-eabi-gcc)
set(CMAKE_CXX_COMPILER arm-none-eabi-g++)
set(CMAKE_ASM_COMPILER arm-none-eabi-gcc)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)  # without a linker script no program links

set(CMAKE_BUILD_TYPE MinSizeRel CACHE STRING "")  # -Os -DNDEBUG
set(firmware "${DIALGATE_CPU_FLAGS} -mthumb -Os -ffunction-sections -fdata-sections -fno-unwind-tables -fno-asynchronous-unwind-tables")
set(CMAKE_ASM_FLAGS_INIT "${DIALGATE_CPU_FLAGS} -mthumb")
set(CMAKE_C_FLAGS_INIT "${firmware}")
set(CMAKE_CXX_FLAGS_INIT "${firmware} -fno-exceptions -fno-rtti -fno-threadsafe-statics")

# No nosys.specs: firmware that pulls in the heap or stdio does not link, for want of _sbrk or _write.
set(CMAKE_EXE_LINKER_FLAGS_INIT "--specs=nano.specs -nostartfiles -Wl,--gc-sections")

set(CMAKE_CROSSCOMPILING_EMULATOR "${CMAKE_CURRENT_LIST_DIR}/run-cortex-m.sh")
include("${CMAKE_CURRENT_LIST_DIR}/target-libraries.cmake")

# The Linux cross compilers search /usr/include by themselves; this one must be told of tl/expected.hpp.
set(CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES "${DIALGATE_DEPS}/expected/include")
