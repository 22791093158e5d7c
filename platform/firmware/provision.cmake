# dialgate_provision(FOLDER HEADER): what `dialgate provision` wrote for one gate becomes constants
# of its firmware. FOLDER has policy.pub (one to three issuers' keys, one a line), receipt.pub (the
# auditor's), lookup.key, permit.key, checkpoint.key and gate.txt, as platform/posix reads them.
# HEADER then holds three keys that are secret: keep it, and the program, as carefully as the
# folder. The key that the log starts from (log.key) is not among them: it goes into the flash of
# the log (firmware_flash.cc), where the gate erases it.
function(dialgate_provision folder header)
  foreach(file policy.pub receipt.pub lookup.key permit.key checkpoint.key gate.txt)
    if(NOT EXISTS ${folder}/${file})
      message(FATAL_ERROR "${folder} has no ${file}: name a gate's folder, as `dialgate provision` makes it")
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${file})
  endforeach()

  file(STRINGS ${folder}/policy.pub keys REGEX "^[0-9a-f]+$")
  set(issuers "")
  foreach(key ${keys})
    dialgate_key_bytes(${key} 64 ${folder}/policy.pub bytes)
    string(APPEND issuers "    {{${bytes}}},\n")
  endforeach()
  dialgate_key(${folder}/lookup.key 32 lookup_key)
  dialgate_key(${folder}/permit.key 64 permit_key)
  dialgate_key(${folder}/checkpoint.key 64 checkpoint_key)
  dialgate_key(${folder}/receipt.pub 64 auditor)

  dialgate_setting(${folder}/gate.txt site site)
  dialgate_setting(${folder}/gate.txt gate gate)
  dialgate_setting(${folder}/gate.txt log log)
  dialgate_setting(${folder}/gate.txt provisioned provisioned)
  dialgate_setting(${folder}/gate.txt outside_line outside_line)
  dialgate_setting(${folder}/gate.txt emergency numbers)
  string(REGEX REPLACE "([0-9]+) ?" "\"\\1\", " emergency "112 911 ${numbers}")
  dialgate_setting(${folder}/gate.txt modes words)
  set(modes "dialgate::Modes{}")
  string(REPLACE " " ";" words "${words}")
  foreach(word ${words})
    string(SUBSTRING ${word} 0 1 first)
    string(SUBSTRING ${word} 1 -1 rest)
    string(TOUPPER ${first} first)
    string(APPEND modes ".With(dialgate::Mode::k${first}${rest})")
  endforeach()
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/provisioned.h.in ${header} @ONLY)
endfunction()

# The key in a file of one, as the bytes of an initializer.
function(dialgate_key file digits variable)
  file(STRINGS ${file} key LIMIT_COUNT 1)
  dialgate_key_bytes("${key}" ${digits} ${file} bytes)
  set(${variable} "${bytes}" PARENT_SCOPE)
endfunction()

# `digits` hexadecimal digits as the bytes of an initializer.
function(dialgate_key_bytes key digits file variable)
  string(LENGTH "${key}" length)
  if(NOT key MATCHES "^[0-9a-f]+$" OR NOT length EQUAL digits)
    message(FATAL_ERROR "${file}: a key has ${digits} hexadecimal digits: restore it from a backup")
  endif()
  string(REGEX REPLACE "(..)" "0x\\1, " bytes ${key})
  string(REGEX REPLACE ", $" "" bytes "${bytes}")
  set(${variable} "${bytes}" PARENT_SCOPE)
endfunction()

# The value of a line `name: value`; empty where there is none.
function(dialgate_setting file name variable)
  file(STRINGS ${file} line REGEX "^${name}: ")
  string(REGEX REPLACE "^${name}: " "" value "${line}")
  set(${variable} "${value}" PARENT_SCOPE)
endfunction()
