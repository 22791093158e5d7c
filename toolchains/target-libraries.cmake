# What a cross target may find: its own libraries under DIALGATE_DEPS/<target>, and never the host's.
# A toolchain file sets DIALGATE_TARGET, then includes this. libsodium.sh fills that folder.

if(NOT DIALGATE_DEPS)
  if(DEFINED ENV{DIALGATE_DEPS})
    set(DIALGATE_DEPS "$ENV{DIALGATE_DEPS}")
  else()
    get_filename_component(DIALGATE_DEPS "${CMAKE_CURRENT_LIST_DIR}/../build/deps" ABSOLUTE)
  endif()
endif()
set(DIALGATE_DEPS "${DIALGATE_DEPS}" CACHE PATH "Where toolchains/libsodium.sh puts the targets' libraries")
set(DIALGATE_SODIUM_ROOT "${DIALGATE_DEPS}/${DIALGATE_TARGET}" CACHE PATH "The target's libsodium: include/sodium.h, lib/libsodium.a")

# tl::expected is one header, the same for every target. A folder of its own, since /usr/include itself
# would bring glibc's headers into firmware.
file(MAKE_DIRECTORY "${DIALGATE_DEPS}/expected/include")
file(CREATE_LINK /usr/include/tl "${DIALGATE_DEPS}/expected/include/tl" SYMBOLIC)

list(APPEND CMAKE_FIND_ROOT_PATH "${DIALGATE_SODIUM_ROOT}" "${DIALGATE_DEPS}/expected")
list(APPEND CMAKE_PREFIX_PATH "${DIALGATE_SODIUM_ROOT}" "${DIALGATE_DEPS}/expected")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)  # protoc and the like run on the host
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} "${DIALGATE_SODIUM_ROOT}/lib/pkgconfig")  # or pkg-config answers with the host's

# CMake's own small test builds read the toolchain file again: they must see the same folder.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES DIALGATE_DEPS)
