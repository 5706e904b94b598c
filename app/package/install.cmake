# Where `cmake --install` and the package put things. The program finds lianxi-read and the decks from
# where it stands itself (app/installed.cc), so the whole tree may be carried elsewhere.

include(GNUInstallDirs)
set(PACKAGE_FOLDER ${CMAKE_CURRENT_LIST_DIR})

install(TARGETS lianxi RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS lianxi-read RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/lianxi)
install(DIRECTORY decks DESTINATION ${CMAKE_INSTALL_DATADIR}/lianxi)
install(FILES README.md ${PACKAGE_FOLDER}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The package: `cpack --config build/release/CPackConfig.cmake`. What is linked by name alone
# (app/input_line.cc) is no dependency that a tool could see.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lianxi)
set(CPACK_PACKAGE_CONTACT "the lianxi authors <authors@lianxi.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "spaced repetition of Mandarin in the shell")
set(CPACK_PACKAGE_DESCRIPTION
"Dictionary entries (senses, example sentences, contrasts with near-synonyms)
become cards: what a word means, how it is read, which word fills this blank,
which of two look-alikes fits here. SM-2 or FSRS-6 says when each comes back;
every answer is kept in one SQLite file, and everything works offline.
Decks for beginners are part of the package.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES TRUE)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ
    GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS libedit2)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS espeak-ng)

# The changelog as Debian has it, packed without the time so that the same source is the same package.
set(CHANGELOG ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz)
add_custom_command(OUTPUT ${CHANGELOG} DEPENDS ${PACKAGE_FOLDER}/changelog
                   COMMAND gzip -9nc ${PACKAGE_FOLDER}/changelog > ${CHANGELOG} VERBATIM)
add_custom_target(changelog ALL DEPENDS ${CHANGELOG})
install(FILES ${CHANGELOG} DESTINATION ${CMAKE_INSTALL_DOCDIR})
include(CPack)
