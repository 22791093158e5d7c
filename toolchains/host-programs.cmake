# dialgate_host_program(VARIABLE TARGET PATH): a program of this project that runs on this machine while another is built for.
# VARIABLE becomes its file. In a build for this machine that is TARGET itself; in a cross build TARGET is built apart, with
# everything that it needs, in DIALGATE_HOST_BUILD, where it stands at PATH.
if(CMAKE_CROSSCOMPILING)
  set(DIALGATE_HOST_BUILD "${CMAKE_BINARY_DIR}/host" CACHE PATH "A build for this machine, in which a cross build makes the programs that it runs here")
endif()

function(dialgate_host_program variable target path)
  if(NOT CMAKE_CROSSCOMPILING)
    set(${variable} $<TARGET_FILE:${target}> PARENT_SCOPE)
    return()
  endif()
  set(program ${DIALGATE_HOST_BUILD}/${path})
  # Always asked, since only the other build knows what is new; a program that did not change makes nothing anew.
  add_custom_target(host_${target}
    COMMAND ${CMAKE_COMMAND} -S ${PROJECT_SOURCE_DIR} -B ${DIALGATE_HOST_BUILD} -G ${CMAKE_GENERATOR}
      -DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}
    COMMAND ${CMAKE_COMMAND} --build ${DIALGATE_HOST_BUILD} --target ${target}
    BYPRODUCTS ${program}
    COMMENT "Building ${target} for this machine" USES_TERMINAL VERBATIM)
  # One after the other: they share a folder.
  get_property(before GLOBAL PROPERTY dialgate_host_programs)
  if(before)
    add_dependencies(host_${target} ${before})
  endif()
  set_property(GLOBAL PROPERTY dialgate_host_programs host_${target})
  set(${variable} ${program} PARENT_SCOPE)
endfunction()
