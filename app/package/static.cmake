# A folder to carry (LIANXI_STATIC): says which libraries are here only as shared ones, and installs
# those beside lianxi-read with all that they need. What belongs to glibc stays the system's: its
# parts must be of one version.

set(LIBRARY_FOLDER ${CMAKE_INSTALL_LIBEXECDIR}/lianxi)
set(LIBRARIES_lianxi ${SQLite3_LIBRARIES} ${UTF8PROC_LINK_LIBRARIES} ${MD_LINK_LIBRARIES})
set(LIBRARIES_lianxi-read ${ZIP_LINK_LIBRARIES} ${ZLIB_LINK_LIBRARIES} ${GUMBO_LINK_LIBRARIES}
    ${ZSTD_LINK_LIBRARIES} ${PUGIXML_LINK_LIBRARIES} ${LIBRARIES_lianxi})
set(PATH_lianxi $ORIGIN/../${LIBRARY_FOLDER})
set(PATH_lianxi-read $ORIGIN)
foreach(program lianxi lianxi-read)
  list(FILTER LIBRARIES_${program} INCLUDE REGEX "\\.so$")
  if(LIBRARIES_${program})
    list(JOIN LIBRARIES_${program} ", " ONLY_SHARED)
    message(STATUS "${program}: no static library of ${ONLY_SHARED}; copies are installed")
    # An RPATH, not a RUNPATH: what these libraries need themselves is found by it, too.
    set_target_properties(${program} PROPERTIES INSTALL_RPATH "${PATH_${program}}")
    target_link_options(${program} PRIVATE LINKER:--disable-new-dtags)
  endif()
endforeach()
if(LIBEDIT MATCHES "\\.so$")
  message(STATUS "lianxi: no static library of ${LIBEDIT}; the system's is loaded on use")
endif()
# A shared library uses the copies that it brings, not those in the program.
target_link_options(lianxi-read PRIVATE -static-libstdc++ -static-libgcc -Wl,--gc-sections
                    LINKER:--exclude-libs,ALL)

# Copies under the names that the programs ask for: a stick may know no symbolic links.
install(CODE "
  file(GET_RUNTIME_DEPENDENCIES EXECUTABLES $<TARGET_FILE:lianxi> $<TARGET_FILE:lianxi-read>
       RESOLVED_DEPENDENCIES_VAR libraries
       PRE_EXCLUDE_REGEXES [[^lib(c|m|dl|pthread|resolv|rt)\\.so]] ^ld-linux)
  foreach(library IN LISTS libraries)
    get_filename_component(name \${library} NAME)
    set(copy \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${LIBRARY_FOLDER}/\${name})
    message(STATUS \"Installing: \${copy}\")
    file(COPY_FILE \${library} \${copy} ONLY_IF_DIFFERENT)
  endforeach()")
