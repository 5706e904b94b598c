#include "faults/operations.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "session/backup.h"
#include "session/check.h"
#include "sqlite/db.h"
#include "support/collection.h"
#include "support/shell.h"

namespace lianxi::test {
namespace {

constexpr const char* kBefore = "2026-03-01T09:00+08:00";

constexpr std::string_view kWeather = R"(# 天气 tiānqì
- Part of speech: noun
- Definition: weather
## Examples
- 外面**天气**真好，我们出去走走吧。
  - Pinyin: Wàimiàn tiānqì zhēn hǎo, wǒmen chūqu zǒuzou ba.
  - English: It is lovely outside; let's go for a walk.
- 明天的**天气**怎么样？
  - Pinyin: Míngtiān de tiānqì zěnmeyàng?
  - English: What will it be like tomorrow?
)";

constexpr std::string_view kApple = R"(# 苹果 píngguǒ
- Part of speech: noun
- Definition: apple
## Examples
- 我每天吃一个**苹果**。
  - Pinyin: Wǒ měi tiān chī yí ge píngguǒ.
  - English: I eat one every day.
)";

constexpr std::string_view kMelon = R"(# 西瓜 xīguā
- Part of speech: noun
- Definition: watermelon
## Examples
- 夏天吃**西瓜**最舒服。
  - Pinyin: Xiàtiān chī xīguā zuì shūfu.
  - English: Nothing is nicer to eat in summer.
)";

void write_file(const std::string& name, std::string_view text) {
  std::ofstream(name, std::ios::binary) << text;
}

std::string with(std::string_view text, std::string_view old, std::string_view fresh) {
  std::string changed(text);
  changed.replace(changed.find(old), old.size(), fresh);
  return changed;
}

/// Gives what it prints.
std::string run_on(const std::string& collection, const std::string& folder,
                   std::vector<std::string> words, const std::string& input = "") {
  words.insert(words.end(), {"--collection", folder + "/" + collection});
  const CommandResult result = run_command(words, kBefore, folder, input);
  if (result.status != 0) throw Error(ErrorKind::collection, result.out + result.err, "");
  return result.out;
}

std::string run(const std::string& folder, const std::vector<std::string>& words,
                const std::string& input = "") {
  return run_on("c.db", folder, words, input);
}

void write_deck(const std::string& folder) {
  write_file(folder + "/words.md",
             std::string(kTea) + "\n" + std::string(kWeather) + "\n" + std::string(kApple));
}

/// A small collection with a day's answers, and the deck in its next version.
void make_collection(const std::string& folder) {
  write_deck(folder);
  run(folder, {"import", folder + "/words.md"});
  run(folder, {"review", "--json"}, "{\"rating\":3}\n{\"rating\":1}\n{\"rating\":4}\n");
  const std::string weather =
      with(kWeather, "weather", "the weather, as it is today") +
      "- 我不喜欢下雨的**天气**。\n  - Pinyin: Wǒ bù xǐhuan xiàyǔ de tiānqì.\n"
      "  - English: I don't like rain.\n";
  write_file(folder + "/words.md", std::string(kTea) + "\n" + weather + "\n" + std::string(kApple) +
                                       "\n" + std::string(kMelon));
  write_file(folder + "/tea.md", with(kTea, "to drink tea", "to have tea"));
}

/// Besides it another device's, with answers of its own.
void make_two_collections(const std::string& folder) {
  write_deck(folder);
  run_on("other.db", folder, {"import", folder + "/words.md"});
  run_on("other.db", folder, {"review", "--json"}, "{\"rating\":1}\n{\"rating\":3}\n");
  make_collection(folder);
}

/// The other device has put its log into a shared folder.
void make_shared_folder(const std::string& folder) {
  make_two_collections(folder);
  std::filesystem::create_directories(folder + "/shared");
  run_on("other.db", folder, {"sync", folder + "/shared"});
}

/// Once synced again, for the log is taken in before it is put there, whoever reads the shared
/// folder has everything.
std::string wrong_with_shared_folder(const std::string& folder) {
  try {
    run(folder, {"sync", folder + "/shared"});
    run_on("other.db", folder, {"sync", folder + "/shared"});
    run_on("third.db", folder, {"sync", folder + "/shared"});
    const std::string mine = run(folder, {"check", "--json"});
    for (const char* other : {"other.db", "third.db"}) {
      const std::string theirs = run_on(other, folder, {"check", "--json"});
      if (theirs != mine) return std::string(other) + " differs: " + mine + theirs;
    }
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

void make_old_collection(const std::string& folder) {
  std::ostringstream dump;
  dump << std::ifstream(LIANXI_SOURCE_DIR "/tests/store/upgrade/v1.sql").rdbuf();
  Db(folder + "/c.db", Db::Mode::create).run(dump.str().c_str());
}

/// A collection is of the old version, or of the new one with a whole copy of the old one aside.
std::string wrong_with_copy(const std::string& folder, int) {
  Db db(folder + "/c.db", Db::Mode::create);
  if (query_one<int>(db, "pragma user_version") == 1) return "";
  const std::string copy = folder + "/c.db.v1-backup";
  if (!std::filesystem::exists(copy)) return "there is no copy aside";
  try {
    Db aside(copy, Db::Mode::read_only);
    if (query_one<int>(aside, "pragma user_version") != 1) return "the copy aside is of no version";
    if (query_one<std::string>(aside, "pragma integrity_check") != "ok")
      return "the copy is damaged";
    if (query_one<int>(aside, "select count(*) from event") !=
        query_one<int>(db, "select count(*) from event")) {
      return "the copy aside is another collection";
    }
  } catch (const Error& error) {
    return std::string("the copy aside: ") + error.what();
  }
  return "";
}

/// Whatever bears a backup's name is whole; one that was acknowledged is there.
std::string wrong_with_backups(const std::string& folder, int acknowledged) {
  const auto backups = backups_of(folder + "/c.db");
  if (std::ssize(backups) < acknowledged) return "a backup is missing";
  for (const BackupFile& backup : backups) {
    Db db(backup.path, Db::Mode::read_only);
    const CheckReport report = check_collection(db);
    if (!report.ok()) return backup.path + ": " + report.findings[0];
  }
  return "";
}

/// A backup of the collection, which went on afterwards.
void make_backup_and_go_on(const std::string& folder) {
  make_collection(folder);
  run(folder, {"backup", folder + "/kept.db"});
  run(folder, {"review", "--json"}, "{\"rating\":4}\n");
}

std::string configuration(const std::string& folder) {
  return folder + "/.config/lianxi/config.toml";
}

constexpr std::string_view kConfiguration = "# mine\ncolor = \"never\"\n";

void make_configuration(const std::string& folder) {
  make_collection(folder);
  std::filesystem::create_directories(folder + "/.config/lianxi");
  write_file(configuration(folder), kConfiguration);
}

/// It is as it was set, or as it was before; the learner's own lines stay.
std::string wrong_with_configuration(const std::string& folder, int acknowledged) {
  std::ostringstream text;
  text << std::ifstream(configuration(folder)).rdbuf();
  if (text.str() == with(kConfiguration, "never", "always")) return "";
  if (text.str() == kConfiguration && acknowledged == 0) return "";
  return "the configuration is neither the old nor the new one: " + text.str();
}

std::vector<std::string> answers(int count) {
  std::vector<std::string> lines;
  for (int i = 0; i < count; ++i) {
    lines.push_back("{\"rating\":" + std::to_string(1 + i * i % 4) + "}");
  }
  return lines;
}

}  // namespace

const std::vector<Operation>& operations() {
  static const std::vector<Operation> all = {
      {"import into nothing", write_deck, {{{"import", "{}/words.md"}}}},
      {"import a newer version", make_collection, {{{"import", "{}/words.md"}}}},
      {"review", make_collection, {{{"review", "--json"}, answers(20)}}},
      {"review: other acts",
       make_collection,
       {{{"review", "--json"},
         {"{\"flag\":\"odd\"}", "{\"rating\":3}", "{\"undo\":true}", "{\"suspend\":true}",
          "{\"bury\":true}", "{\"rating\":1}"}}}},
      {"undo and redo",
       make_collection,
       {{{"undo"}}, {{"undo"}}, {{"redo"}}, {{"undo", "--import"}}}},
      {"edit", make_collection, {{{"edit", "喝茶", "--file", "{}/tea.md"}}}},
      {"settings and marks",
       make_collection,
       {{{"config", "set", "new-cards", "3"}},
        {{"suspend", "天气"}},
        {{"bury", "苹果"}},
        {{"flag", "天气", "--note", "odd"}},
        {{"set-due", "喝茶", "+7", "--force"}},
        {{"reset", "喝茶", "--force"}}}},
      {"delete and add", make_collection, {{{"delete", "喝茶", "--force"}}, {{"add", "喝茶"}}}},
      {"merge", make_two_collections, {{{"merge", "{}/other.db"}}}},
      {"sync", make_shared_folder, {{{"sync", "{}/shared"}}}, true, {}, wrong_with_shared_folder},
      {"restore --at and undo",
       make_collection,
       {{{"config", "set", "new-cards", "3"}},
        {{"restore", "--at", "2026-03-01T12:00+08:00", "--force"}},
        {{"suspend", "天气"}},
        {{"undo"}}}},
      {"backup", make_collection, {{{"backup"}}, {{"backup"}}}, false, wrong_with_backups},
      {"restore a backup",
       make_backup_and_go_on,
       {{{"restore", "{}/kept.db", "--force"}}},
       true,
       [](const std::string& folder, int) { return wrong_with_backups(folder, 0); }},
      {"settings of the machine",
       make_configuration,
       {{{"config", "set", "color", "always"}}},
       false,
       wrong_with_configuration},
      {"migration", make_old_collection, {{{"due"}}}, false, wrong_with_copy},
      {"reports", make_collection, {{{"due"}}, {{"stats"}}, {{"list"}}, {{"log"}}}, false},
  };
  return all;
}

const Operation& operation_named(std::string_view name) {
  for (const Operation& operation : operations()) {
    if (operation.name == name) return operation;
  }
  throw Error(ErrorKind::usage, "no operation " + std::string(name), "");
}

}  // namespace lianxi::test
