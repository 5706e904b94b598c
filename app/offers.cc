#include "app/offers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <utility>

#include "app/cli.h"
#include "app/columns.h"
#include "app/command_table.h"
#include "app/config_file.h"
#include "cards/card.h"
#include "import/notes.h"
#include "session/backup.h"
#include "store/completions.h"
#include "store/entries.h"
#include "store/migrate.h"
#include "store/query_filters.h"
#include "store/settings.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// Of words and tags; more are no help to anybody.
constexpr int kMostOffers = 100;
/// Columns of what is said about one.
constexpr int kMeaningWidth = 60;

/// Whether what a shell shows is what the program would get.
bool is_plain_text(std::string_view text) { return !text.empty() && safe_display(text) == text; }

/// "auto, yes or no" names its values one by one; of "0 to 9999" no part does.
std::vector<std::string> values_in(std::string_view allowed) {
  std::vector<std::string> values;
  for (const std::string_view part : split(allowed, ',')) {
    std::string_view rest = trim(part);
    for (auto between = rest.find(" or "); between != rest.npos; between = rest.find(" or ")) {
      values.emplace_back(trim(rest.substr(0, between)));
      rest = rest.substr(between + 4);
    }
    if (rest.starts_with("or ")) rest.remove_prefix(3);
    values.emplace_back(rest.substr(0, rest.find(" (")));
  }
  std::erase_if(values, [](const std::string& value) { return value.find(' ') != value.npos; });
  return values;
}

/// What a command does not share with every other, and so is offered first.
bool is_of_command(const OptionInfo& option) {
  return option.group != kEveryCommand && option.names[0] != "-h";
}

/// Where in a word the term begins that is being typed: behind spaces and parentheses that stand in
/// no quotation, and behind minus signs.
std::size_t begin_of_term(std::string_view word) {
  std::size_t begin = 0;
  bool in_quotes = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == '"') in_quotes = !in_quotes;
    if (!in_quotes && (word[i] == ' ' || word[i] == '(')) begin = i + 1;
  }
  while (begin < word.size() && word[begin] == '-') ++begin;
  return begin;
}

/// A term as a query is to have it, quoted where it must be; nothing where it cannot be said.
std::optional<std::string> spelled(std::string_view filter, std::string_view value,
                                   const store::Term& term) {
  for (const char* quote : {"", "\""}) {
    const std::string text = fmt::format("{}{}{}{}", filter, quote, value, quote);
    try {
      if (store::parse_query(text) == store::Query{store::Query::Op::term, {}, term}) return text;
    } catch (const Error&) {
      // The next one, then.
    }
  }
  return std::nullopt;
}

/// One word that is being typed, and what has been found for it.
class Offering {
 public:
  explicit Offering(Shell& shell) : shell_(shell) {}

  void offer(const std::vector<std::string>& words) {
    std::vector<std::string> earlier(words.begin(), words.end() - 1);
    typed_ = words.back();
    const std::size_t at = command_index(earlier);
    if (at < earlier.size()) {
      command_ = find_command(earlier[at]);
      if (!command_) return;
      earlier.erase(earlier.begin() + static_cast<std::ptrdiff_t>(at));
    }
    options_ = options_of(command_, shell_);
    std::stable_partition(options_.begin(), options_.end(), is_of_command);
    const OptionInfo* wanting = read(earlier);
    if (wanting) return offer_value(*wanting);
    if (const auto equals = typed_.find('=');
        !ended_ && typed_.starts_with("--") && equals != typed_.npos) {
      const OptionInfo* option = option_named(std::string_view(typed_).substr(0, equals));
      lead_ = typed_.substr(0, equals + 1);
      typed_.erase(0, equals + 1);
      if (option && !option->value.empty()) offer_value(*option);
      return;
    }
    if (!ended_ && typed_.starts_with('-')) {
      offer_options();
      if (typed_ == "-" || typed_.starts_with("--")) return;
    }
    command_ ? offer_argument() : offer_commands();
  }
  Offers take() { return std::move(offers_); }

 private:
  // What stands before ------------------------------------------------------------------------

  /// Takes in the words before the one that is typed; gives the option whose value that one is.
  const OptionInfo* read(const std::vector<std::string>& earlier) {
    const OptionInfo* wanting = nullptr;
    for (const std::string& word : earlier) {
      if (wanting) {
        note_value(*wanting, word);
        wanting = nullptr;
      } else if (ended_ || word.size() < 2 || word[0] != '-' || is_negated_term(word)) {
        arguments_.push_back(word);
      } else if (word == "--") {
        ended_ = true;
      } else {
        wanting = read_option(word);
      }
    }
    return wanting;
  }

  const OptionInfo* read_option(const std::string& word) {
    const auto equals = word.find('=');
    const OptionInfo* option = option_named(std::string_view(word).substr(0, equals));
    if (!option) return nullptr;
    given_.push_back(option);
    if (option->value.empty()) return nullptr;
    if (equals == word.npos) return option;
    note_value(*option, word.substr(equals + 1));
    return nullptr;
  }

  void note_value(const OptionInfo& option, std::string value) {
    if (option.names.back() != "--collection") return;
    const auto home = shell_.env("HOME");
    if (value.starts_with("~/") && home) value.replace(0, 1, *home);
    shell_.options.collection = std::move(value);
  }

  const OptionInfo* option_named(std::string_view name) const {
    const auto found = std::ranges::find_if(options_, [&](const OptionInfo& option) {
      return !option.is_argument && std::ranges::find(option.names, name) != option.names.end();
    });
    return found == options_.end() ? nullptr : &*found;
  }

  /// The collection, if it is there and can be read at once.
  Db* collection() {
    if (!std::exchange(asked_, true)) {
      std::error_code error;
      const std::string path = shell_.collection_path();
      if (std::filesystem::is_regular_file(path, error)) {
        db_.emplace(store::glance_at_collection(path));
      }
    }
    return db_ ? &*db_ : nullptr;
  }

  // What may follow ---------------------------------------------------------------------------

  void add(std::string text, std::string_view meaning) {
    if (!is_plain_text(text)) return;
    const auto same = [&](const Offer& offer) { return offer.text == text; };
    if (std::ranges::any_of(offers_.words, same)) return;
    offers_.words.push_back({std::move(text), shortened(safe_display(meaning), kMeaningWidth)});
  }

  /// One whose whole text is known beforehand.
  void suggest(std::string_view value, std::string_view meaning = "") {
    if (!value.empty() && value.starts_with(typed_)) add(lead_ + std::string(value), meaning);
  }

  /// A term, unless the command line would take it for an option.
  void add_term(const std::string& term, std::string_view meaning) {
    const std::string text = lead_ + term;
    if (!text.starts_with('-') || is_negated_term(text)) add(text, meaning);
  }

  /// One from the collection; an option is none.
  void suggest_found(std::string_view value, std::string_view meaning) {
    if (!value.starts_with('-')) suggest(value, meaning);
  }

  void offer_commands() {
    for (const Command& command : command_table()) suggest(command.name, command.summary);
  }

  void offer_options() {
    for (const OptionInfo& option : options_) {
      const bool again = std::ranges::find(given_, &option) != given_.end() && !option.many;
      if (option.is_argument || again) continue;
      for (const std::string& name : option.names) suggest(name, option.meaning);
    }
  }

  void offer_argument() {
    std::size_t place = 0;
    for (const OptionInfo& option : options_) {
      if (!option.is_argument) continue;
      if (place++ == arguments_.size() || option.many) return offer_value(option);
    }
  }

  void offer_value(const OptionInfo& option);
  void offer_decks();
  void offer_kinds();
  void offer_tags();
  void offer_formats();
  void offer_days();
  void offer_files() { offers_.paths = Offers::Paths::files; }
  void offer_folders() { offers_.paths = Offers::Paths::folders; }
  void offer_words();
  void offer_looked_up();
  void offer_backups();
  void offer_keys();
  void offer_setting();
  void offer_query();
  void offer_term(std::string_view term);
  void offer_filtered(const store::Filter& filter, std::string_view begun);

  /// What is offered for a value of this name, or for an argument.
  struct ValueSource {
    std::string_view name;
    void (Offering::*offer)();
  };
  static const std::array<ValueSource, 15> kValueSources;

  Shell& shell_;
  std::string lead_, typed_;  ///< together the word that is typed; only the latter is matched
  const Command* command_ = nullptr;
  std::vector<OptionInfo> options_;
  std::vector<const OptionInfo*> given_;
  std::vector<std::string> arguments_;
  bool ended_ = false;  ///< behind "--"
  std::optional<Db> db_;
  bool asked_ = false;
  Offers offers_;
};

const std::array<Offering::ValueSource, 15> Offering::kValueSources = {{
    {"DECK", &Offering::offer_decks},
    {"KIND", &Offering::offer_kinds},
    {"TAG", &Offering::offer_tags},
    {"FILE", &Offering::offer_files},
    {"FORMAT", &Offering::offer_formats},
    {"DAY", &Offering::offer_days},
    {"query", &Offering::offer_query},
    {"word", &Offering::offer_words},
    {"card", &Offering::offer_words},
    {"path", &Offering::offer_files},
    {"file", &Offering::offer_files},
    {"folder", &Offering::offer_folders},
    {"backup", &Offering::offer_backups},
    {"key", &Offering::offer_keys},
    {"value", &Offering::offer_setting},
}};

void Offering::offer_value(const OptionInfo& option) {
  for (const std::string& choice : option.choices) suggest(choice);
  const std::string_view name = option.is_argument ? option.names[0] : option.value;
  const auto source = std::ranges::find(kValueSources, name, &ValueSource::name);
  if (source != kValueSources.end()) (this->*source->offer)();
}

void Offering::offer_decks() {
  Db* db = collection();
  if (!db) return;
  for (const store::DeckRow& deck : store::decks(*db)) suggest_found(deck.name, deck.title);
}

void Offering::offer_kinds() {
  for (const std::string_view kind : kCardKindNames) suggest(kind);
}

void Offering::offer_tags() {
  Db* db = collection();
  if (!db) return;
  for (const std::string& tag : store::tags_beginning(*db, typed_, kMostOffers)) {
    suggest_found(tag, "");
  }
}

void Offering::offer_formats() {
  for (const std::string_view format : kNoteFormats) suggest(format);
}

void Offering::offer_days() {
  if (command_->name != "set-due") return;  // the others want a date
  for (const std::string_view day : {"today", "tomorrow", "+7"}) suggest(day);
}

void Offering::offer_words() {
  if (command_->name == "add") return;  // new ones
  if (command_->name == "dict") return offer_looked_up();
  Db* db = collection();
  if (!db) return;
  for (const store::WordBegun& word : store::words_beginning(*db, typed_, kMostOffers)) {
    suggest_found(word.headword, word.definition);
  }
}

void Offering::offer_looked_up() {
  if (arguments_[0] == "install") offer_files();
}

/// By their names, newest first, and any file.
void Offering::offer_backups() {
  auto backups = backups_of(shell_.collection_path());
  std::ranges::reverse(backups);
  for (const BackupFile& backup : backups) {
    suggest_found(std::filesystem::path(backup.path).filename().string(),
                  backup.aside ? "what stood before a restore" : "");
  }
  offer_files();
}

void Offering::offer_keys() {
  if (arguments_[0] == "list") return;
  for (const store::SettingInfo& info : store::setting_infos()) suggest(info.key, info.meaning);
  for (const MachineSetting& info : machine_settings()) suggest(info.key, info.meaning);
}

void Offering::offer_setting() {
  if (arguments_[0] != "set") return;
  const std::string& key = arguments_[1];
  const auto suggest_values = [&](std::string_view allowed, std::string_view fallback,
                                  const auto& is_allowed) {
    for (const std::string& value : values_in(allowed)) {
      if (is_allowed(value)) suggest(value, value == fallback ? "the default" : "");
    }
    suggest(fallback, "the default");
  };
  for (const store::SettingInfo& info : store::setting_infos()) {
    if (info.key != key) continue;
    suggest_values(info.allowed, info.fallback, [&](const std::string& value) {
      store::Settings trial;
      return store::apply_setting(trial, key, value);
    });
  }
  for (const MachineSetting& info : machine_settings()) {
    if (info.key == key) suggest_values(info.allowed, info.fallback, info.is_allowed);
  }
  if (key == "sync-folder") offer_folders();
}

// Queries ----------------------------------------------------------------------------------------

void Offering::offer_query() {
  if (command_->name == "export" && arguments_[0] == "deck") return offer_decks();
  const std::size_t begin = begin_of_term(typed_);
  lead_ += typed_.substr(0, begin);
  typed_.erase(0, begin);
  offer_term(typed_);
}

void Offering::offer_term(std::string_view term) {
  const auto colon = term.find(':');
  if (colon != term.npos && term[0] != '"') {
    const auto* filter = store::find_filter(store::ascii_lower(term.substr(0, colon)));
    if (!filter) return;
    lead_ += term.substr(0, colon + 1);
    std::string_view begun = term.substr(colon + 1);
    if (begun.starts_with('"')) begun.remove_prefix(1);
    return offer_filtered(*filter, std::string(begun));
  }
  for (const store::Filter& filter : store::filters()) {
    suggest(fmt::format("{}:", filter.name), filter.wants);
  }
  Db* db = term.empty() ? nullptr : collection();
  if (!db) return;
  if (term[0] == '"') term.remove_prefix(1);
  for (const auto& word : store::words_beginning(*db, term, kMostOffers)) {
    const auto text = spelled("", word.headword, store::TextTerm{nfkc(word.headword)});
    if (text) add_term(*text, word.definition);
  }
}

void Offering::offer_filtered(const store::Filter& filter, std::string_view begun) {
  const std::string name = fmt::format("{}:", filter.name);
  const auto offer_one = [&](std::string_view value, std::string_view meaning) {
    if (!value.starts_with(begun)) return;
    const auto term = filter.read(std::string(value));
    const auto text = term ? spelled(name, value, *term) : std::nullopt;
    if (text) add_term(text->substr(name.size()), meaning);
  };
  for (const std::string_view value : filter.values) offer_one(value, "");
  if (filter.name == "level") {
    for (char level = '1'; level <= '9'; ++level) offer_one(std::string(1, level), "");
  }
  if (filter.name == "due") {
    for (const std::string_view days : {"0", "1-7"}) offer_one(days, "days from today");
  }
  if (filter.name == "rated") {
    for (const std::string_view days : {"1d", "7d", "30d"}) offer_one(days, "days back");
  }
  Db* db = collection();
  if (!db) return;
  if (filter.name == "deck") {
    for (const auto& deck : store::decks(*db)) offer_one(deck.name, deck.title);
  } else if (filter.name == "tag") {
    for (const auto& tag : store::tags_beginning(*db, begun, kMostOffers)) offer_one(tag, "");
  } else if (filter.name == "word") {
    for (const auto& word : store::words_beginning(*db, begun, kMostOffers)) {
      offer_one(word.headword, word.definition);
    }
  }
}

}  // namespace

Offers offers_for(const std::vector<std::string>& words, Shell& shell) {
  if (words.empty()) return {};
  Offering offering(shell);
  try {
    offering.offer(words);
  } catch (const Error&) {
    // No collection, or none that can be read now: what has been found without it.
  } catch (const std::filesystem::filesystem_error&) {
    // Nor a folder of backups.
  }
  return offering.take();
}

}  // namespace lianxi::app
