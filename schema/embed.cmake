# cmake -DNAME=migrations -DOUTPUT=file.cc "-DFILES=001_a.sql;002_b.sql" -P embed.cmake
set(rows "")
foreach(file IN LISTS FILES)
  file(READ ${file} sql)
  string(APPEND rows "    R\"sql(${sql})sql\",\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"schema.h\"

namespace lianxi {

const std::vector<const char*>& ${NAME}() {
  static const std::vector<const char*> all = {
${rows}  };
  return all;
}

}  // namespace lianxi
")
