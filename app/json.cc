#include "app/json.h"

#include "text/utf8.h"

namespace lianxi::app {

Json diagnostics_json(const Diagnostics& diagnostics) {
  Json json = Json::array();
  for (const Diagnostic& one : diagnostics) {
    json.push_back(
        {{"file", one.file}, {"line", one.line}, {"code", one.code}, {"text", one.text}});
  }
  return json;
}

void print_json(Shell& shell, const Json& json, bool flush) {
  shell.out << escape_json_controls(json.dump(-1, ' ', false, Json::error_handler_t::replace))
            << '\n';
  if (flush) shell.out.flush();
}

}  // namespace lianxi::app
