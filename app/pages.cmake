# Manual pages, made from the option tables and app/man, and completions of shells; and where both
# are installed.
include(GNUInstallDirs)

add_executable(lianxi-pages pages.cc pages_main.cc)
target_compile_definitions(lianxi-pages PRIVATE LIANXI_PAGES_DATE="November 27, 2026")
target_link_libraries(lianxi-pages PRIVATE lianxi_app lianxi_options lianxi_fmt)

set(PAGES_DIR ${CMAKE_CURRENT_BINARY_DIR}/man)
set(PACKED_PAGES_DIR ${CMAKE_CURRENT_BINARY_DIR}/man-packed)  # as systems have them
file(GLOB PAGE_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/man/*)
add_custom_command(OUTPUT ${PAGES_DIR}/made
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${PAGES_DIR}
  COMMAND lianxi-pages ${PAGES_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/man
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${PACKED_PAGES_DIR}
  COMMAND ${CMAKE_COMMAND} -E copy_directory ${PAGES_DIR} ${PACKED_PAGES_DIR}
  COMMAND gzip -9nr ${PACKED_PAGES_DIR}
  COMMAND ${CMAKE_COMMAND} -E touch ${PAGES_DIR}/made
  DEPENDS lianxi-pages ${PAGE_SOURCES}
  VERBATIM)
add_custom_target(pages ALL DEPENDS ${PAGES_DIR}/made)

install(DIRECTORY ${PACKED_PAGES_DIR}/ DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES completions/lianxi.bash
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME lianxi)
# Debian's zsh looks below /usr for what packages bring, below /usr/local for all else.
foreach(folder site-functions vendor-completions)
  install(FILES completions/_lianxi DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${folder})
endforeach()
install(FILES completions/lianxi.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
