# READINGS_TABLE: a file with the readings of every character, reduced from the Unihan database.
find_file(LIANXI_UNIHAN Unihan_Readings.txt.bz2 PATHS /usr/share/unicode)
find_program(LIANXI_BZIP2 bzip2)
if(NOT LIANXI_UNIHAN)
  message(FATAL_ERROR "Unihan_Readings.txt.bz2 is missing: install the Debian package unicode-data, "
                      "or name the file with -DLIANXI_UNIHAN=FILE")
endif()
if(NOT LIANXI_BZIP2)
  message(FATAL_ERROR "bzip2 is missing: install the Debian package bzip2")
endif()

set(READINGS_TABLE ${CMAKE_CURRENT_BINARY_DIR}/generated/readings_table.inc)
add_custom_command(
  OUTPUT ${READINGS_TABLE}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/generated
  COMMAND sh -c "\"$1\" -dc \"$2\" | awk -f \"$3\" >\"$4\"" sh ${LIANXI_BZIP2} ${LIANXI_UNIHAN}
          ${CMAKE_CURRENT_LIST_DIR}/readings.awk ${READINGS_TABLE}
  DEPENDS ${LIANXI_UNIHAN} ${CMAKE_CURRENT_LIST_DIR}/readings.awk
  COMMENT "Reducing the Unihan database to the readings of characters"
  VERBATIM)
