# dialgate_embed(TARGET NAME FILE): the bytes of a file as kNAME and kNAMESize (namespace
# dialgate::vectors, header NAME.h), at a multiple of 64, so that a program without files has them.
function(dialgate_embed target name file)
  get_filename_component(path ${file} ABSOLUTE)
  set(stem ${CMAKE_CURRENT_BINARY_DIR}/${name})
  add_custom_command(
    OUTPUT ${stem}.cc ${stem}.h
    COMMAND ${CMAKE_COMMAND} -D NAME=${name} -D FILE=${path} -D STEM=${stem} -P ${DIALGATE_EMBED_SCRIPT}
    DEPENDS ${path} ${DIALGATE_EMBED_SCRIPT}
    VERBATIM)
  target_sources(${target} PRIVATE ${stem}.cc ${stem}.h)
  target_include_directories(${target} PUBLIC ${CMAKE_CURRENT_BINARY_DIR})
endfunction()

set(DIALGATE_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE} CACHE INTERNAL "what turns a file into an array")

if(CMAKE_SCRIPT_MODE_FILE AND DEFINED STEM)
  file(READ ${FILE} hex HEX)
  file(SIZE ${FILE} size)
  string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  file(WRITE ${STEM}.h "#pragma once\n#include <stddef.h>\nnamespace dialgate::vectors {\n"
    "extern const unsigned char k${NAME}[];\nextern const size_t k${NAME}Size;\n}\n")
  file(WRITE ${STEM}.cc "#include \"${NAME}.h\"\nnamespace dialgate::vectors {\n"
    "alignas(64) extern const unsigned char k${NAME}[] = {\n${bytes}};\nextern const size_t k${NAME}Size = ${size};\n}\n")
endif()
