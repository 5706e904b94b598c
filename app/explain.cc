#include "app/explain.h"

#include <fmt/format.h>

namespace lianxi::app {

void print_blanks(const std::vector<ExplainedBlank>& blanks, Shell& shell) {
  for (const ExplainedBlank& blank : blanks) {
    shell.out << shell.safe(fmt::format("  {} {}: {}", to_string(blank.card.kind),
                                        blank.card.target, blank.prompt))
              << '\n';
    for (const Rival& rival : blank.rivals) {
      shell.out << shell.safe(fmt::format("    also {}: {}", rival.text, rival.evidence)) << '\n';
    }
  }
}

Json blanks_json(const std::vector<ExplainedBlank>& blanks) {
  Json json = Json::array();
  for (const ExplainedBlank& blank : blanks) {
    Json rivals = Json::array();
    for (const Rival& rival : blank.rivals) {
      rivals.push_back(
          {{"word", rival.text}, {"readings", rival.readings}, {"evidence", rival.evidence}});
    }
    json.push_back({{"card", to_hex(blank.card.key)},
                    {"kind", std::string(to_string(blank.card.kind))},
                    {"target", blank.card.target},
                    {"prompt", blank.prompt},
                    {"rivals", rivals}});
  }
  return json;
}

}  // namespace lianxi::app
