#include "entry/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <type_traits>

#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

// What an entry consists of. A visitor sees each part once, in order; the same description reads
// and sets.

/// Joined or spaced, with or without apostrophes or stray marks, a reading is the same. The key of
/// a key is the key.
std::string reading_key(const Reading& reading) {
  std::string folded = fold(reading.pinyin);
  auto syllables = parse_pinyin(reading.pinyin);
  if (!syllables) syllables = parse_pinyin(folded);
  return syllables ? to_numbers(*syllables) : folded;
}

std::string pair_key(const SentencePair& pair) {
  return fold(pair.wrong.chinese) + "|" + fold(pair.right.chinese);
}

std::string sentence_name(const Sentence& sentence) { return fold(sentence.chinese); }

constexpr auto describe_sentence = [](auto& sentence, auto& v) {
  v.name("chinese", sentence.chinese);
  v.text("pinyin", sentence.pinyin);
  v.text("english", sentence.english);
  v.text("analysis", sentence.analysis);
  v.spans("bold", sentence.bold);
  v.text("form", sentence.form);
  v.names("also", sentence.also);
  v.text("reading", sentence.reading);
  v.text("source", sentence.source);
};

struct DescribeCharacter {
  void operator()(auto& character, auto& v) const {
    v.name("character", character.character);
    v.text("reading", character.reading);
    v.text("note", character.note);
    v.list("parts", character.parts, &Character::character, *this);
  }
};

constexpr auto describe_phrase = [](auto& phrase, auto& v) {
  v.name("chinese", phrase.chinese);
  v.text("pinyin", phrase.pinyin);
  v.text("gloss", phrase.gloss);
};

constexpr auto describe_usage = [](auto& usage, auto& v) {
  v.name("title", usage.title);
  v.text("text", usage.text);
  v.list("sentences", usage.sentences, sentence_name, describe_sentence);
  v.list("phrases", usage.phrases, &Phrase::chinese, describe_phrase);
};

constexpr auto describe_pair = [](auto& pair, auto& v) {
  v.part("wrong", pair.wrong, describe_sentence);
  v.part("right", pair.right, describe_sentence);
  v.text("why", pair.why);
  v.text("when", pair.when);
};

constexpr auto describe_contrast = [](auto& contrast, auto& v) {
  v.name("word", contrast.word);
  v.text("reading", contrast.reading);
  v.names("notes", contrast.notes);
  v.list("pairs", contrast.pairs, pair_key, describe_pair);
};

constexpr auto describe_reading = [](auto& reading, auto& v) {
  v.name("pinyin", reading.pinyin);
  v.names("also", reading.also);
  v.text("part of speech", reading.part_of_speech);
  v.text("level", reading.level);
  v.text("definition", reading.definition);
  v.text("nutshell", reading.nutshell);
};

constexpr auto describe_note = [](auto& note, auto& v) {
  v.name("title", note.title);
  v.names("lines", note.lines);
};

constexpr auto describe_related = [](auto& related, auto& v) {
  v.name("word", related.word);
  v.text("reading", related.reading);
  v.text("gloss", related.gloss);
};

constexpr auto describe_entry = [](auto& entry, auto& v) {
  v.name("headword", entry.headword);
  v.text("traditional", entry.traditional);
  v.list("readings", entry.readings, reading_key, describe_reading);
  v.text("gloss", entry.gloss);
  v.text("summary", entry.summary);
  v.names("keywords", entry.keywords);
  v.names("measure words", entry.measure_words);
  v.flag("separable", entry.separable);
  v.text("audio", entry.audio);
  v.text("source", entry.source);
  v.text("licence", entry.licence);
  v.names("tags", entry.tags);
  v.list("characters", entry.characters, &Character::character, DescribeCharacter{});
  v.text("characters note", entry.characters_note);
  v.names("culture", entry.culture);
  v.text("usage intro", entry.usage_intro);
  v.list("usages", entry.usages, &Usage::title, describe_usage);
  v.list("examples", entry.examples, sentence_name, describe_sentence);
  v.list("contrasts", entry.contrasts, &Contrast::word, describe_contrast);
  v.list("notes", entry.notes, &Remark::title, describe_note);
  v.list("related", entry.related, &Related::word, describe_related);
  v.names("question", entry.question);
  v.names("answer", entry.answer);
};

constexpr auto describe_nothing = [](auto&, auto&) {};

// Paths.

std::string escaped(std::string_view segment) {
  std::string text;
  for (const char c : segment) {
    if (c == '%') {
      text += "%25";
    } else if (c == '/') {
      text += "%2F";
    } else {
      text += c;
    }
  }
  return text;
}

std::string unescaped(std::string_view segment) {
  std::string text;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const std::string_view code = segment.substr(i, 3);
    text += code == "%25" ? '%' : code == "%2F" ? '/' : segment[i];
    if (code == "%25" || code == "%2F") i += 2;
  }
  return text;
}

/// A name without the number that tells it from others: "联系 #2" -> "联系".
std::string_view without_number(std::string_view name) {
  const std::size_t mark = name.rfind(" #");
  if (mark == std::string_view::npos || mark + 2 == name.size()) return name;
  const bool digits = name.find_first_not_of("0123456789", mark + 2) == std::string_view::npos;
  return digits ? name.substr(0, mark) : name;
}

/// Names within one list: a second item of a name gets a number, and so does the first of one that
/// looks as if it had one.
class UniqueNames {
 public:
  std::string next(std::string name) {
    const int count = ++counts_[name];
    const bool plain = count == 1 && without_number(name) == name;
    return plain ? name : fmt::format("{} #{}", name, count);
  }

 private:
  std::map<std::string, int> counts_;
};

std::string text_of(const std::vector<Span>& spans) {
  std::string text;
  for (const Span span : spans) {
    text += fmt::format("{}{}+{}", text.empty() ? "" : " ", span.begin, span.size);
  }
  return text;
}

std::vector<Span> spans_of(std::string_view text) {
  std::vector<Span> spans;
  for (const std::string_view piece : split(text, ' ')) {
    const char* const end = piece.data() + piece.size();
    Span span;
    const auto begin = std::from_chars(piece.data(), end, span.begin);
    if (begin.ptr == end || *begin.ptr != '+') continue;
    if (std::from_chars(begin.ptr + 1, end, span.size).ec == std::errc{}) spans.push_back(span);
  }
  return spans;
}

const std::string& itself(const std::string& text) { return text; }

/// Puts every field down, in order.
class FieldReader {
 public:
  std::vector<Field> take() { return std::move(fields_); }

  void name(std::string_view label, const std::string& text) {
    put(label, text, Field::Kind::name);
  }
  void text(std::string_view label, const std::string& text) {
    put(label, text, Field::Kind::text);
  }
  void flag(std::string_view label, bool value) { text(label, value ? "yes" : ""); }
  void spans(std::string_view label, const std::vector<Span>& spans) {
    text(label, text_of(spans));
  }
  void names(std::string_view label, const std::vector<std::string>& names) {
    list(label, names, itself, describe_nothing);
  }
  template <typename T, typename Describe>
  void part(std::string_view label, const T& item, Describe describe) {
    inside(label, item, describe);
  }
  template <typename T, typename NameOf, typename Describe>
  void list(std::string_view label, const std::vector<T>& items, NameOf name_of,
            Describe describe) {
    UniqueNames names;
    std::string place = "^";
    for (const T& item : items) {
      const std::string own = names.next(std::invoke(name_of, item));
      const std::string segment = fmt::format("{}/{}", label, escaped(own));
      fields_.push_back({prefix_ + segment, place, Field::Kind::item});
      inside(segment, item, describe);
      place = "+" + own;
    }
  }

 private:
  void put(std::string_view label, const std::string& text, Field::Kind kind) {
    if (!text.empty()) fields_.push_back({prefix_ + std::string(label), text, kind});
  }
  template <typename T, typename Describe>
  void inside(std::string_view segment, const T& item, Describe describe) {
    const std::size_t size = prefix_.size();
    prefix_ += fmt::format("{}/", segment);
    describe(item, *this);
    prefix_.resize(size);
  }

  std::string prefix_;
  std::vector<Field> fields_;
};

/// Gives a new item its name, by which its fields will find it.
class NameSetter {
 public:
  explicit NameSetter(std::string_view name) : name_(name) {}

  void name(std::string_view, std::string& value) { value = name_; }
  void text(std::string_view, std::string&) {}
  void flag(std::string_view, bool&) {}
  void spans(std::string_view, std::vector<Span>&) {}
  void names(std::string_view, std::vector<std::string>&) {}
  /// Of a pair each half has its part of the name.
  template <typename T, typename Describe>
  void part(std::string_view, T& item, Describe describe) {
    const std::size_t end = std::min(name_.find('|'), name_.size());
    NameSetter half(name_.substr(0, end));
    describe(item, half);
    name_.remove_prefix(std::min(end + 1, name_.size()));
  }
  template <typename T, typename NameOf, typename Describe>
  void list(std::string_view, std::vector<T>&, NameOf, Describe) {}

 private:
  std::string_view name_;
};

/// Finds the field of one path and sets it.
class FieldSetter {
 public:
  FieldSetter(std::string_view path, std::string_view text) : text_(text) {
    for (const std::string_view segment : split(path, '/')) path_.push_back(unescaped(segment));
  }
  bool done() const { return done_; }

  void name(std::string_view label, std::string& value) { text(label, value); }
  void text(std::string_view label, std::string& value) {
    if (is_here(label)) value = text_;
  }
  void flag(std::string_view label, bool& value) {
    if (is_here(label)) value = !text_.empty();
  }
  void spans(std::string_view label, std::vector<Span>& value) {
    if (is_here(label)) value = spans_of(text_);
  }
  void names(std::string_view label, std::vector<std::string>& value) {
    list(label, value, itself, describe_nothing);
  }
  template <typename T, typename Describe>
  void part(std::string_view label, T& item, Describe describe) {
    if (leads_into(label)) inside(1, item, describe);
  }
  template <typename T, typename NameOf, typename Describe>
  void list(std::string_view label, std::vector<T>& items, NameOf name_of, Describe describe) {
    if (!leads_into(label)) return;
    const std::size_t found = find(items, name_of, path_[at_ + 1]);
    if (at_ + 2 == path_.size()) {
      place(items, name_of, describe, found);
      done_ = true;
    } else if (found < items.size()) {
      inside(2, items[found], describe);
    }
  }

 private:
  bool is_here(std::string_view label) {
    const bool here = at_ + 1 == path_.size() && path_[at_] == label;
    done_ |= here;
    return here;
  }
  bool leads_into(std::string_view label) const {
    return at_ + 1 < path_.size() && path_[at_] == label;
  }
  template <typename T, typename Describe>
  void inside(std::size_t segments, T& item, Describe describe) {
    at_ += segments;
    describe(item, *this);
    at_ -= segments;
  }

  template <typename T, typename NameOf>
  static std::size_t find(const std::vector<T>& items, NameOf name_of, const std::string& wanted) {
    UniqueNames names;
    const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) {
      return names.next(std::invoke(name_of, item)) == wanted;
    });
    return static_cast<std::size_t>(found - items.begin());
  }

  template <typename T, typename NameOf, typename Describe>
  void place(std::vector<T>& items, NameOf name_of, Describe describe, std::size_t found) {
    const auto position = [&](std::size_t index) {
      return items.begin() + static_cast<std::ptrdiff_t>(std::min(index, items.size()));
    };
    if (text_.empty()) {
      if (found < items.size()) items.erase(position(found));
      return;
    }
    if (found < items.size()) return;
    T item{};
    if constexpr (std::is_same_v<T, std::string>) {
      item = without_number(path_.back());
    } else {
      NameSetter names(without_number(path_.back()));
      describe(item, names);
    }
    const std::size_t before = text_ == "^" ? 0
                               : text_ == "+"
                                   ? items.size()
                                   : find(items, name_of, std::string(text_.substr(1))) + 1;
    items.insert(position(before), std::move(item));
  }

  std::vector<std::string> path_;
  std::size_t at_ = 0;
  std::string_view text_;
  bool done_ = false;
};

}  // namespace

std::vector<Field> fields_of(const Entry& entry) {
  FieldReader reader;
  describe_entry(entry, reader);
  return reader.take();
}

std::vector<Field> fields_of(const Sentence& sentence) {
  FieldReader reader;
  describe_sentence(sentence, reader);
  return reader.take();
}

bool set_field(Entry& entry, std::string_view path, std::string_view text) {
  FieldSetter setter(path, text);
  describe_entry(entry, setter);
  return setter.done();
}

bool set_field(Sentence& sentence, std::string_view path, std::string_view text) {
  FieldSetter setter(path, text);
  describe_sentence(sentence, setter);
  return setter.done();
}

std::string field_name(std::string_view path) {
  const auto segments = split(path, '/');
  if (segments.size() == 1) return std::string(path);
  const std::string owner = unescaped(segments[segments.size() - 2]);
  const std::string last = unescaped(segments.back());
  if (segments.size() == 2) return fmt::format("{}: {}", owner, last);  // one of a list
  std::string label = last == "english" ? "English" : last;
  // Of a reading the sound says nothing where there is one.
  if (segments[0] == "readings") return label;
  return fmt::format("{} of {}", label, owner);
}

}  // namespace lianxi
