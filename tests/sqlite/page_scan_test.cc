#include "sqlite/page_scan.h"

#include <doctest/doctest.h>

#include <fstream>
#include <set>

#include "sqlite/db.h"
#include "support/temporary_folder.h"

namespace lianxi {
namespace {

constexpr std::size_t kPage = 4096;
constexpr int kRows = 300;

/// Rows of three sizes: within a page, over two, over many.
std::string text_of(int n) { return std::string(n % 3 == 0 ? 20 : n % 3 == 1 ? 5000 : 60000, 'x'); }

void write_rows(Db& db) {
  Transaction transaction(db);
  for (int n = 1; n <= kRows; ++n) {
    execute(db, "insert into line (id, text) values (?, ?)", n, text_of(n));
  }
  transaction.commit();
}

struct Found {
  std::set<std::int64_t> whole;  ///< of the rows above
  int rows = 0;
  std::int64_t lost_pages = 0;
};
Found scan(const std::string& path) {
  Found found;
  found.lost_pages = DamagedFile(path).scan([&](std::int64_t, const FoundRow& row) {
    ++found.rows;
    if (row.values.size() != 2) return;
    const auto* text = std::get_if<std::string>(&row.values[1]);
    if (text && *text == text_of(static_cast<int>(row.rowid))) found.whole.insert(row.rowid);
  });
  return found;
}

void overwrite(const std::string& path, std::size_t at, const std::string& bytes) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(at));
  file << bytes;
}

std::string big_endian(std::uint64_t value, int size) {
  std::string bytes;
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
    bytes += static_cast<char>(value >> shift & 255);
  }
  return bytes;
}

}  // namespace

TEST_CASE("every row is found without the header and the schema") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  {
    Db db(path, Db::Mode::create);
    db.run("create table line (id integer primary key, text text)");
    write_rows(db);
  }
  CHECK(scan(path).whole.size() == kRows);
  overwrite(path, 0, std::string(kPage, 'z'));
  CHECK(scan(path).whole.size() == kRows);
}

TEST_CASE("rows of the log count, also where its header or one of its frames is damaged") {
  for (const std::size_t harm : {std::size_t{0}, std::size_t{16}, std::size_t{32 + 8}}) {
    CAPTURE(harm);
    const TemporaryFolder folder;
    const std::string path = folder / "a.db", copy = folder / "b.db";
    Db db(path, Db::Mode::create);
    db.run("pragma journal_mode = wal; pragma wal_autocheckpoint = 0");
    db.run("create table line (id integer primary key, text text)");
    write_rows(db);
    std::filesystem::copy_file(path, copy);
    std::filesystem::copy_file(path + "-wal", copy + "-wal");
    const auto whole = scan(copy).whole;
    CHECK(whole.size() == kRows);
    CHECK(scan(copy).lost_pages == 0);
    if (harm > 0) overwrite(copy + "-wal", harm, "spoiltit");
    const Found found = scan(copy);
    // The first frame is the header of the schema: no row is in it.
    CHECK(found.whole == whole);
    CHECK(found.lost_pages == (harm > 32 ? 1 : 0));
  }
}

TEST_CASE("pages that name each other without end are read to an end") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  std::string page(kPage, '\0');
  page[0] = 0x0d;
  constexpr std::size_t kCells = 1500;
  page.replace(3, 2, big_endian(kCells, 2));
  constexpr std::size_t kCell = kPage - 600;
  for (std::size_t i = 0; i < kCells && 8 + 2 * i + 2 <= kCell; ++i) {
    page.replace(8 + 2 * i, 2, big_endian(kCell + i % 500, 2));
  }
  // A row of 200 MB, which goes on in page 3, which goes on in page 3.
  const std::string cell = "\xdf\xaf\x84\x00\x01";
  for (std::size_t at = kCell; at + cell.size() < kPage; at += cell.size()) {
    page.replace(at, cell.size(), cell);
  }
  std::string next = big_endian(3, 4);
  next.resize(kPage, 'x');
  std::ofstream(path, std::ios::binary) << std::string(kPage, 'z') << page << next;
  std::filesystem::resize_file(path, 300'000'000);  // sparse: the file is large enough for the row
  CHECK(scan(path).rows == 0);
}

TEST_CASE("a cell that a page names many times is one row") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  std::string page(kPage, '\0');
  page[0] = 0x0d;
  page.replace(3, 2, big_endian(1000, 2));
  for (std::size_t i = 0; i < 1000; ++i) page.replace(8 + 2 * i, 2, big_endian(4000, 2));
  page.replace(4000, 5, std::string("\x03\x07\x02\x0f", 4) + "a");  // size 3, rowid 7: one text "a"
  std::ofstream(path, std::ios::binary) << std::string(kPage, 'z') << page;
  CHECK(scan(path).rows == 1);
}

}  // namespace lianxi
