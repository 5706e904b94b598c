#pragma once

// What the scheduler remembers of a card, for `show` and `find --cards`. SM-2 remembers an ease and
// nothing of this.

#include <memory>
#include <optional>
#include <string>

#include "app/json.h"
#include "store/settings.h"

namespace lianxi::app {

class CardMemory {
 public:
  CardMemory(const store::Settings& settings, StudyDay today);

  /// Whether the scheduler in force keeps one.
  bool is_kept() const { return scheduler_->traits().keeps_memory; }
  /// "stability 12.3 d, difficulty 5.2, recall 0.91"; empty of a card without.
  std::string text(const CardState& state) const;
  /// The same as members of a card's JSON, null of a card without; none where no memory is kept.
  void add_to(Json& card, const CardState& state) const;

 private:
  std::optional<double> recall(const CardState& state) const;

  std::unique_ptr<Scheduler> scheduler_;
  StudyDay today_;
};

}  // namespace lianxi::app
