#include "store/payload.h"

#include <doctest/doctest.h>

#include "base/error.h"

namespace lianxi::store {
namespace {

constexpr DeviceId kDevice{0x2a};
const StudyDay kDay = day_from_number(20514);

}  // namespace

TEST_CASE("payloads are the same text everywhere, and read back as the act they were") {
  const struct {
    Act act;
    std::string payload;
  } rows[] = {
      {UndoAct{{kDevice, 3}}, R"({"device":"000000000000002a","seq":3})"},
      {SuspendAct{true}, R"({"value":true})"},
      {SuspendAct{false}, R"({"value":false})"},
      {BuryAct{kDay}, R"({"until_day":20514})"},
      {SetDueAct{kDay}, R"({"due_day":20514})"},
      {ResetAct{}, "{}"},
      {EditAct{"definition", "to contact\n\"now\""},
       R"({"field":"definition","text":"to contact\n\"now\""})"},
      {DeleteAct{}, "{}"},
      {AcceptAct{"联系"}, R"({"text":"联系"})"},
      {FlagAct{""}, R"({"text":""})"},
      {SettingAct{"new-cards", "5"}, R"({"key":"new-cards","value":"5"})"},
      {ImportAct{"decks/contact"}, R"({"source":"decks/contact"})"},
      {SetStateAct{},
       R"({"d":null,"due":null,"ef100":250,"interval":0,"last":null,"n":0,"s":null})"},
      {SetStateAct{3, 230, 15, kDay, kDay - Days{15}, 12.5, 5.25},
       R"({"d":5.25,"due":20514,"ef100":230,"interval":15,"last":20499,"n":3,"s":12.5})"},
      {RestoreAct{{{kDevice, 3}}, {{DeviceId{1}, 2}, {kDevice, 9}}},
       R"({"known":{"0000000000000001":2,"000000000000002a":9},"to":{"000000000000002a":3}})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.payload);
    CHECK(to_payload(row.act) == row.payload);
    const auto type = static_cast<EventType>(row.act.index() + 1);
    CHECK(read_payload(type, row.payload) == Payload{row.act});
  }
}

TEST_CASE("an act that stands with others names the first of them") {
  CHECK(to_payload(SuspendAct{true}, 7) == R"({"value":true,"with":7})");
  CHECK(read_payload(EventType::suspend, R"({"value":true,"with":7})") ==
        Payload{SuspendAct{true}, 7});
}

TEST_CASE("a review has columns, not a payload") { CHECK_FALSE(to_payload(ReviewAct{})); }

TEST_CASE("what is not UTF-8 does not stop the log") {
  CHECK(to_payload(AcceptAct{"a\xff"
                             "b"}) == R"({"text":"a)"
                                      "\uFFFD"
                                      R"(b"})");
}

TEST_CASE("a payload that is not of its type is an error that names the type") {
  const struct {
    EventType type;
    std::string payload;
  } rows[] = {
      {EventType::suspend, ""},
      {EventType::suspend, "{}"},
      {EventType::suspend, R"({"value":1})"},
      {EventType::suspend, "[true]"},
      {EventType::undo, R"({"device":"2a","seq":3})"},
      {EventType::undo, R"({"device":"000000000000002a","seq":"3"})"},
      {EventType::set_due, R"({"due_day":null})"},
      {EventType::restore, R"({"known":{"x":1},"to":{}})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.payload);
    try {
      read_payload(row.type, row.payload);
      FAIL_CHECK("not refused");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::collection);
      CHECK(std::string_view(error.what()).find(to_string(row.type)) != std::string_view::npos);
    }
  }
}

}  // namespace lianxi::store
