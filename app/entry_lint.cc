#include "app/entry_lint.h"

#include <fmt/format.h>

#include <set>

#include "app/lookup.h"
#include "store/entries.h"

namespace lianxi::app {

std::vector<Finding> new_findings(Db& db, const std::string& before, const std::string& text,
                                  const std::string& name) {
  const store::CollectionLexicon words(db);
  const auto findings = [&](const std::string& of) {
    return lint({read_lint_file(of, name)}, words);
  };
  std::set<std::string> known;
  if (!before.empty()) {
    for (const Finding& finding : findings(before)) known.insert(finding.code + finding.text);
  }
  std::vector<Finding> fresh = findings(text);
  std::erase_if(
      fresh, [&](const Finding& finding) { return known.contains(finding.code + finding.text); });
  return fresh;
}

void refuse_findings(const std::vector<Finding>& findings, const std::string& hint, Shell& shell) {
  for (const Finding& finding : findings) shell.err << shell.safe(to_string(finding)) << '\n';
  if (findings.empty()) return;
  throw Error(ErrorKind::input,
              fmt::format("{}; nothing was changed", counted(std::ssize(findings), "finding")),
              hint);
}

}  // namespace lianxi::app
