#include "session/other_log.h"

#include <doctest/doctest.h>

#include <fstream>

#include "store/bundle.h"
#include "store/collection_json.h"
#include "support/random_learner.h"
#include "support/temporary_folder.h"

namespace lianxi::test {
namespace {

const Moment kLater = moment("2027-01-01T09:00+08:00");

template <typename Writer>
void write_log(Db& db, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  Writer writer(out);
  store::for_each_record(db, [&](const store::EventRecord& record) { writer.add(record); });
  writer.end();
}

}  // namespace

TEST_CASE("a whole log as a bundle or as JSON makes an equal collection of an empty one") {
  const TemporaryFolder folder;
  const std::string bundle = folder.path() + "/c.events";
  const std::string json = folder.path() + "/c.json";
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    RandomLearner learner(seed, std::chrono::minutes{0});
    for (int i = 0; i < 60; ++i) learner.step();
    write_log<store::BundleWriter>(learner.db, bundle);
    write_log<store::CollectionJsonWriter>(learner.db, json);
    for (const std::string& path : {bundle, json}) {
      CHECK(is_log_text(path));
      Db other = store::memory_collection(kLater, 1000 + seed);
      const MergeReport first = merge(other, kLater, records_of_file(other, path, kLater));
      CHECK(check_collection(other).log == check_collection(learner.db).log);
      CHECK(check_collection(other).state == check_collection(learner.db).state);
      const MergeReport again = merge(other, kLater, records_of_file(other, path, kLater));
      CHECK(again.events_new == 0);
      CHECK(again.events_known == first.events_new);
    }
  }
}

TEST_CASE("a file that is neither says what may be named") {
  const TemporaryFolder folder;
  Db db = store::memory_collection(kLater);
  const std::string deck = folder.path() + "/deck.md";
  std::ofstream(deck) << "# 茶 chá\n";
  CHECK_FALSE(is_log_text(deck));
  CHECK_FALSE(is_log_text(folder.path()));
  CHECK_THROWS_AS(records_of_file(db, deck, kLater), Error);
}

}  // namespace lianxi::test
