#include "foreign/archive.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "foreign/packed.h"
#include "foreign/zstd.h"
#include "support/temporary_folder.h"

namespace lianxi {
namespace {

constexpr std::size_t kMost = 1 << 20;

TEST_CASE("an archive gives its members by name") {
  TemporaryFolder folder;
  write_file(folder / "a.zip", zipped({{"folder/", ""}, {"folder/茶.txt", "我喝茶。"}, {"b", ""}}));
  const Archive archive(folder / "a.zip");
  CHECK(archive.names() == std::vector<std::string>{"folder/", "folder/茶.txt", "b"});
  CHECK(archive.find("b") == 2);
  CHECK_FALSE(archive.find("c"));
  CHECK(archive.bytes(1, kMost) == "我喝茶。");
  CHECK_THROWS_WITH_AS(archive.bytes(1, 3), "holds more than is taken from one file", Error);
}

TEST_CASE("names that lead out of a folder are refused") {
  for (const char* name : {"a", "folder/a.txt", "folder/", "茶", "\xb2\xe8.txt"}) {
    CAPTURE(name);
    CHECK(is_safe_member_name(name));
  }
  for (const char* name : {"", "/", "../x", "a/../b", "/etc/x", "a//b", "a\\b", "C:\\x", "a\nb",
                           "nul", "a/CON.txt", "..", "\xb2\xe8/../x", "a\x1b[2J"}) {
    CAPTURE(name);
    CHECK_FALSE(is_safe_member_name(name));
    TemporaryFolder folder;
    write_file(folder / "a.zip", zipped({{"good", "x"}, {name, "x"}}));
    CHECK_THROWS_WITH_AS(Archive(folder / "a.zip"),
                         "holds a file whose name would lead out of its folder", Error);
  }
}

TEST_CASE("archives that are damaged or made to harm are refused") {
  TemporaryFolder folder;
  const std::string good = zipped({{"a", "content of a"}, {"b", "x"}});
  struct {
    const char* name;
    std::string bytes;
  } const rows[] = {
      {"no archive", "PK\x03\x04 and nothing else"},
      {"empty", ""},
      {"cut off", good.substr(0, good.size() - 30)},
      {"twice the same", zipped({{"a", "x"}, {"a", "y"}})},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    write_file(folder / "a.zip", row.bytes);
    CHECK_THROWS_AS(Archive(folder / "a.zip"), Error);
  }
  std::string changed = good;
  changed[changed.find("content")] = 'X';
  write_file(folder / "a.zip", changed);
  CHECK_THROWS_WITH_AS(Archive(folder / "a.zip").bytes(0, kMost),
                       "is damaged: a file in it cannot be unpacked", Error);
}

TEST_CASE("zstd is unpacked as it comes, and never past its bounds") {
  const std::string text(300'000, 'a');
  const std::string packed = zstd_frame(text);
  CHECK(unzstd(packed, kMost) == text);
  CHECK(unzstd(zstd_frame(""), kMost).empty());
  CHECK(unzstd(packed + zstd_frame("b"), kMost) == text + "b");

  std::string pieces;
  Unzstd stream(kMost, [&](std::string_view next) {
    pieces.append(next);
    return true;
  });
  for (const char c : packed) stream.add({&c, 1});
  stream.finish();
  CHECK(pieces == text);

  CHECK_THROWS_WITH_AS(unzstd(packed.substr(0, packed.size() - 3), kMost), "is cut off", Error);
  CHECK_THROWS_WITH_AS(unzstd("", kMost), "is cut off", Error);
  CHECK_THROWS_WITH_AS(unzstd("no zstd at all", kMost),
                       "is damaged: a file in it cannot be unpacked", Error);
  CHECK_THROWS_WITH_AS(unzstd(packed, 1000), "holds more than is taken from one file", Error);
  CHECK_THROWS_WITH_AS(unzstd(zstd_frame(std::string(40 << 20, 'a')), 1 << 30),
                       "was made to harm: it holds far more than it could", Error);
}

}  // namespace
}  // namespace lianxi
