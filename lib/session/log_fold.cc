#include "session/log_fold.h"

#include <tuple>

#include "store/log_scan.h"

namespace lianxi {

LogFold::Subject& LogFold::subject_in(KeyId row) {
  std::uint32_t& number = numbers_[static_cast<std::int64_t>(row)];
  if (number == 0) {
    subjects_.emplace_back();
    number = static_cast<std::uint32_t>(subjects_.size());
  }
  return subjects_[number - 1];
}

void LogFold::add(KeyId row, const Event& event) {
  Subject& subject = subject_in(row);
  if (std::tie(event.clock, event.id) < std::tie(subject.clock, subject.latest)) {
    subject.late = true;
  }
  subject.clock = event.clock;
  subject.latest = event.id;
  if (subject.late || dead_->contains(event.id, event.import)) return;
  CardFold fold(*scheduler_, subject.state);
  fold.add(event);
  subject.state = fold.state();
}

CardState LogFold::state(Db& db, KeyId row, const Key& card) {
  const Subject& subject = subject_in(row);
  if (!subject.late) return subject.state;
  return fold_card(store::events_of(db, card), *dead_, *scheduler_);
}

LogFold fold_log(Db& db, const DeadEvents& dead, const Scheduler& scheduler) {
  LogFold fold(dead, scheduler);
  store::scan_events(db, [&](const store::LogRow& row, const Event& event) {
    if (row.subject) fold.add(*row.subject, event);
  });
  return fold;
}

}  // namespace lianxi
