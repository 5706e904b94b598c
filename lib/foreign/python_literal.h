#pragma once

// Values as Python writes them down for itself: "[('f', 'Front'), ('b', 'Back')]". Mnemosyne keeps
// lists and dictionaries in this form and runs them as program text to get them back; here they are
// only read.
// Source: The Python Language Reference, "Literals".

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lianxi {

struct PythonLiteral {
  enum class Kind { none, number, text, list, dictionary };
  Kind kind = Kind::none;
  std::string text;                  ///< of a number as it is written; 1 and 0 for True and False
  std::vector<PythonLiteral> items;  ///< of a dictionary its keys and values by turns

  /// What a dictionary holds under a key; null where it holds nothing.
  const PythonLiteral* find(std::string_view key) const;
  /// The texts of a list, whatever else it holds left out.
  std::vector<std::string> texts() const;
};

/// Nothing where the text is anything else: a call, a name, or lists more than twenty deep.
std::optional<PythonLiteral> read_python_literal(std::string_view text);

}  // namespace lianxi
