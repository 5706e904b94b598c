#include "foreign/anki_package.h"

#include <fmt/format.h>

#include <array>

#include "foreign/anki_collection.h"
#include "foreign/anki_media.h"
#include "foreign/anki_notes.h"
#include "foreign/protobuf.h"
#include "foreign/zstd.h"
#include "sqlite/foreign_file.h"

namespace lianxi {
namespace {

/// Collections of many years have a tenth of it.
constexpr std::size_t kLargestCollection = std::size_t{2} << 30;
constexpr std::size_t kLargestMeta = 1 << 10;
constexpr const char* kExportFromAnki = "export it again from Anki: File, Export, .apkg";

/// The collections by version, from 1.
constexpr std::array<std::string_view, 3> kCollections = {"collection.anki2", "collection.anki21",
                                                          "collection.anki21b"};

[[noreturn]] void refuse_package(const std::string& why,
                                 const std::string& hint = kExportFromAnki) {
  throw Error(ErrorKind::input, why, hint);
}

std::size_t version_of(const Archive& package) {
  const auto meta = package.find("meta");
  if (!meta) return package.find(kCollections[1]) ? 2 : 1;
  std::uint64_t version = 0;
  const bool whole =
      read_protobuf(package.bytes(*meta, kLargestMeta), [&version](const ProtobufField& field) {
        if (field.field == 1 && !field.is_bytes) version = field.number;
      });
  if (!whole) refuse_package("is damaged: what it says of its version cannot be read");
  if (version < 1 || version > kCollections.size()) {
    refuse_package(fmt::format("is a package of version {}, which lianxi does not know", version),
                   "export it again from Anki with \"Support older Anki versions\"");
  }
  return static_cast<std::size_t>(version);
}

void unpack_collection(const Archive& package, std::size_t version, UnnamedFile& file) {
  const auto member = package.find(kCollections[version - 1]);
  if (!member) {
    refuse_package(
        fmt::format("holds no collection: there is no {} in it", kCollections[version - 1]));
  }
  const auto write = [&file](std::string_view bytes) {
    file.write(bytes);
    return true;
  };
  if (version < 3) return package.read(*member, kLargestCollection, write);
  Unzstd stream(kLargestCollection, write);
  package.read(*member, kLargestCollection, [&stream](std::string_view bytes) {
    stream.add(bytes);
    return true;
  });
  stream.finish();
}

void read_collection(const UnnamedFile& file, std::size_t version, std::string_view source,
                     const NoteSink& sink) {
  try {
    Db db = open_foreign(file);
    const AnkiCollection collection = read_anki_collection(db);
    sink.begin({"anki", fmt::format("an Anki package (version {})", version),
                fmt::format("anki {}", collection.created), collection.days.offset(),
                collection.days.rollover()});
    read_anki_notes(db, collection, source, sink);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::collection) throw;
    // SQLite names a file without a name.
    const std::string_view what = error.what();
    const std::size_t colon = what.rfind("fd/") == what.npos ? 0 : what.find(": ") + 2;
    refuse_package(fmt::format("is damaged: its database cannot be read ({})", what.substr(colon)));
  }
}

}  // namespace

bool is_anki_package(const Archive& archive) {
  for (const std::string_view name : kCollections) {
    if (archive.find(name)) return true;
  }
  return archive.find("meta") && archive.find("media");
}

void read_anki_package(const Archive& package, std::string_view source, const NoteSink& sink) {
  const std::size_t version = version_of(package);
  UnnamedFile file;
  unpack_collection(package, version, file);
  const bool packed = version == 3;
  const auto media = list_anki_media(package, packed);
  read_collection(file, version, source, sink);
  read_anki_media(package, media, packed, source, sink);
}

}  // namespace lianxi
