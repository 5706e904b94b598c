#pragma once

// What a command may touch: streams, the clock, the environment, the collection. In a test every
// piece of it is made up; in the program `main` fills it from the machine.

#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "base/time.h"
#include "sqlite/db.h"
#include "store/log.h"
#include "store/settings.h"

namespace lianxi::app {

/// The exit statuses, the same for every command.
enum Status : int {
  kDone = 0,
  kNo = 1,
  kUsage = 2,
  kBadInput = 3,
  kCollection = 4,
  kInterrupted = 130
};

/// Options that every command has.
struct GlobalOptions {
  std::string collection;  ///< empty: from the environment, else the default place
  std::string now;         ///< empty: the machine's clock
  bool json = false;
  bool plain = false;  ///< one tab-separated record a line
  bool quiet = false;
  bool force = false;
  bool no_input = false;
  bool no_color = false;
};

struct Shell {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  std::function<std::optional<std::string>(const char*)> env;
  std::function<Moment(const std::optional<IsoTime>&)> machine_time;  ///< nothing: now
  std::function<std::uint64_t()> random;
  bool in_is_terminal = false;
  bool out_is_terminal = false;
  int width = 80;

  GlobalOptions options;
  std::unique_ptr<Clock> clock;  ///< set by start()
  /// What can wait until the command has answered and its output is out; the collection is closed
  /// then. Refers to nothing of this shell.
  std::function<void()> afterwards = {};
  bool err_is_terminal = false;

  /// Reads --now and the like. Throws Error (usage).
  void start();
  /// The same shell, started, with what a command says going to `said`.
  Shell writing_to(std::ostream& said) const;
  /// Where the collection lies.
  std::string collection_path() const;
  /// The collection as it stands, for reports: an empty one in memory where there is none yet.
  Db open_to_read();
  /// The collection, made where there is none yet. Refuses a clock far from the machine's, unless
  /// the collection is named or --force is given.
  Db open_to_write();
  store::Stamp stamp(const store::Settings& settings) const;
  StudyDay today(const store::Settings& settings) const;
  /// Asks whether to go on; --force says yes. Throws Error (usage) where nobody can be asked.
  bool confirm(const std::string& question);
  /// Where the program keeps what is this machine's alone; nothing where the environment names no
  /// home.
  std::optional<std::string> state_folder() const;
  /// Where the configuration of the machine lies.
  std::string config_path() const;
  bool use_color() const;
  /// Whether this machine asks for words instead of drawings, for a screen reader.
  bool is_accessible() const;
  /// Text from outside as it may reach this terminal or pipe.
  std::string safe(std::string_view text) const;
};

}  // namespace lianxi::app
