# UNICODE_TABLES: tables reduced from the data of Unicode: readings_table.inc, the readings of every
# character; ambiguous_table.inc, the code points of ambiguous width.
find_file(LIANXI_UNIHAN Unihan_Readings.txt.bz2 PATHS /usr/share/unicode)
find_file(LIANXI_EAST_ASIAN_WIDTH EastAsianWidth.txt PATHS /usr/share/unicode)
find_program(LIANXI_BZIP2 bzip2)
foreach(file LIANXI_UNIHAN LIANXI_EAST_ASIAN_WIDTH)
  if(NOT ${file})
    message(FATAL_ERROR "The data of Unicode is missing: install the Debian package unicode-data, "
                        "or name the file with -D${file}=FILE")
  endif()
endforeach()
if(NOT LIANXI_BZIP2)
  message(FATAL_ERROR "bzip2 is missing: install the Debian package bzip2")
endif()

set(tables ${CMAKE_CURRENT_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${tables})
# Makes <name>_table.inc by <name>.awk from what `unpack` prints of `file`.
function(unicode_table name unpack file)
  add_custom_command(
    OUTPUT ${tables}/${name}_table.inc
    COMMAND sh -c "$1 \"$2\" | awk -f \"$3\" >\"$4\"" sh ${unpack} ${file}
            ${CMAKE_CURRENT_SOURCE_DIR}/text/${name}.awk ${tables}/${name}_table.inc
    DEPENDS ${file} ${CMAKE_CURRENT_SOURCE_DIR}/text/${name}.awk
    COMMENT "Reducing the data of Unicode: ${name}"
    VERBATIM)
endfunction()
unicode_table(readings "${LIANXI_BZIP2} -dc" ${LIANXI_UNIHAN})
unicode_table(ambiguous cat ${LIANXI_EAST_ASIAN_WIDTH})
set(UNICODE_TABLES ${tables}/readings_table.inc ${tables}/ambiguous_table.inc)
