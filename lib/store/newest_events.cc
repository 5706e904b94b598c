#include "store/newest_events.h"

#include <algorithm>

#include "store/log_rows.h"

namespace lianxi::store {

std::vector<Event> newest_events(Db& db, std::int64_t count) {
  // The clock of a device goes on with its numbers; those of an imported history are no order.
  Statement query(db, R"sql(
    with candidate as (
      select event.id from device join event on event.id in
        (select id from event where device = device.id order by seq desc limit ?1)
      union
      select id from event where device in
        (select id from device where
          (select import_device from event where device = device.id order by seq desc limit 1)
            is not null))
    select * from logged_event where id in
      (select event.id from candidate join event using (id) join device on device.id = event.device
       order by clock_ms desc, clock_n desc, code desc, seq desc limit ?1)
    order by clock_ms desc, clock_n desc, device desc, seq desc)sql");
  std::vector<Event> events;
  for (query.bind(count); query.step();) events.push_back(read_event(query));
  std::reverse(events.begin(), events.end());
  return events;
}

}  // namespace lianxi::store
