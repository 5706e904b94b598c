#include "session/restore.h"

#include <limits>
#include <utility>

#include "store/exchange.h"

namespace lianxi {
namespace {

/// What store::version_of gave when this was the latest clock.
VersionVector version_at(Db& db, std::int64_t clock_ms) {
  Statement query(db, R"sql(
    select code, max(seq)
    from (select device, seq, clock_ms, import_device,
                 row_number() over (partition by device order by seq) as n from event)
    join device on device.id = device
    where seq = n and clock_ms <= ?
    group by code having count(*) > count(import_device))sql");
  VersionVector version;
  for (query.bind(clock_ms); query.step();) {
    version[query.get<DeviceId>(0)] = query.get<std::int64_t>(1);
  }
  return version;
}

constexpr HybridTime kAfterAll{std::numeric_limits<std::int64_t>::max(), 0};

/// One act of several events counts once.
void count(std::map<EventType, int>& acts, const Event& event) {
  if (event.with == 0) ++acts[event.type()];
}

}  // namespace

RestorePlan plan_restore(Db& db, Moment to) {
  RestorePlan plan;
  plan.act = {version_at(db, to.ms()), store::version_of(db)};
  plan.act.known.try_emplace(store::this_device(db), 0);  // see is_by_learner in undo.cc
  auto killers = store::killers(db);
  const DeadEvents now(killers);
  killers.push_back({EventId{}, kAfterAll, std::nullopt, plan.act, std::nullopt});
  const DeadEvents then(std::move(killers));
  store::for_each_event(db, [&](const Event& event) {
    // What an import brought goes with it.
    if (event.import) return;
    if (event.type() == EventType::undo) return;
    const bool lives = !now.contains(event.id);
    const bool will_live = !then.contains(event.id);
    if (!lives && will_live) count(plan.coming_back, event);
    if (!lives || will_live) return;
    count(plan.going, event);
    if (!plan.first) plan.first = event;
    plan.last = event;
  });
  return plan;
}

void restore(Db& db, const store::Stamp& stamp, const RestoreAct& act) {
  Transaction transaction(db);
  record(db, stamp, std::nullopt, act);
  transaction.commit();
}

}  // namespace lianxi
