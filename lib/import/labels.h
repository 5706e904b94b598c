#pragma once

// What labels and headings say, on a page or in a deck: long or short form, any case.

#include <string_view>

namespace lianxi {

enum class Label {
  none,
  // of a sentence
  pinyin,
  english,
  analysis,
  also,
  form,
  reading,
  source,
  // of a group of sentences
  example,
  wrong,
  right,
  why,
  when,
  // of the entry or one of its readings
  keywords,
  summary,
  part_of_speech,
  level,
  definition,
  nutshell,
  traditional,
  gloss,
  measure_word,
  separable,
  also_pronounced,
  audio,
  licence,
  tags,
  // of the characters
  combination,
};

/// What a label (plain, without its colon) means. A remark in brackets does not count:
/// "Pinyin (with tone marks)", "Example 1 (as xíng - okay)".
Label label_of(std::string_view label);

/// Pinyin, English, Analysis, Also, Form, Reading, Source.
bool is_sentence_label(Label label);
/// What stands between the title and the first section, in either form.
bool is_metadata_label(Label label);

/// The sections of an entry. Quick Summary and Core Meaning are both `metadata`.
enum class Section {
  none,
  metadata,
  characters,
  culture,
  usage,
  examples,
  contrasts,
  related,
};

/// The section a heading opens, from any heading that names one.
Section section_of(std::string_view heading);

/// The section of a line that is a page's own heading, word for word: what a view leaves of a
/// heading once its marks are gone.
Section section_of_bare_line(std::string_view line);

}  // namespace lianxi
