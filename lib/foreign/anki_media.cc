#include "foreign/anki_media.h"

#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "foreign/html.h"
#include "foreign/protobuf.h"
#include "foreign/zstd.h"
#include "import/media_names.h"
#include "import/report.h"
#include "text/json_depth.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLargestList = 32 << 20;

[[noreturn]] void refuse_list() {
  throw Error(ErrorKind::input, "is damaged: its list of pictures and sounds cannot be read",
              "export it again from Anki");
}

/// A name with a path in it was put there to write elsewhere; others may just be odd.
void require_inside(std::string_view name) {
  const bool leads_out =
      name.find_first_of(std::string_view("/\\\0", 3)) != name.npos || name == "." || name == "..";
  if (!leads_out) return;
  throw Error(ErrorKind::input, "holds a picture or sound whose name would lead out of its folder",
              "no program writes such packages by itself; ask whoever gave it to you");
}

AnkiMedium medium(std::string member, std::string_view name) {
  require_inside(name);
  return {std::move(member), nfc(name), std::nullopt};
}

std::vector<AnkiMedium> from_json(const std::string& text) {
  if (json_depth(text) > 1) refuse_list();
  const Json json = Json::parse(text.empty() ? "{}" : text, nullptr, false);
  if (!json.is_object()) refuse_list();
  std::vector<AnkiMedium> media;
  for (const auto& [member, name] : json.items()) {
    if (!name.is_string()) refuse_list();
    media.push_back(medium(member, name.get_ref<const std::string&>()));
  }
  return media;
}

AnkiMedium from_entry(std::string_view entry, std::size_t position) {
  std::string_view name;
  std::optional<std::uint64_t> size;
  std::uint64_t member = position;
  const bool whole = read_protobuf(entry, [&](const ProtobufField& field) {
    if (field.field == 1 && field.is_bytes) name = field.bytes;
    if (field.field == 2 && !field.is_bytes) size = field.number;
    if (field.field == 255 && !field.is_bytes) member = field.number;
  });
  if (!whole) refuse_list();
  AnkiMedium found = medium(std::to_string(member), name);
  found.size = size;
  return found;
}

std::vector<AnkiMedium> from_protobuf(std::string_view message) {
  std::vector<AnkiMedium> media;
  const bool whole = read_protobuf(message, [&media](const ProtobufField& field) {
    if (field.field == 1 && field.is_bytes) media.push_back(from_entry(field.bytes, media.size()));
  });
  if (!whole) refuse_list();
  return media;
}

std::string content_of(const Archive& package, std::size_t member, bool packed) {
  std::string bytes = package.bytes(member, kMaxMedium);
  return packed ? unzstd(bytes, kMaxMedium) : bytes;
}

class Media {
 public:
  Media(const Archive& package, bool packed, std::string_view source, const NoteSink& sink)
      : package_(package), packed_(packed), sink_(sink), complain_(source, sink) {}

  void read(const AnkiMedium& medium) {
    const auto member = package_.find(medium.member);
    if (!member) return reject(medium, "is not in the package");
    if (!is_safe_file_name(medium.name)) return reject(medium, "has a name that no file may have");
    try {
      std::string bytes = content_of(package_, *member, packed_);
      if (medium.size && *medium.size != bytes.size()) {
        return reject(medium, "is damaged: it has not the size it should have");
      }
      sink_.media({medium.name, std::move(bytes)});
    } catch (const Error& error) {
      reject(medium, error.what());
    }
  }

 private:
  void reject(const AnkiMedium& medium, const std::string& why) {
    complain_(0, "no-media", plain_name(medium.name) + " " + why);
  }

  const Archive& package_;
  bool packed_;
  const NoteSink& sink_;
  Report complain_;
};

}  // namespace

std::vector<AnkiMedium> list_anki_media(const Archive& package, bool packed) {
  const auto member = package.find("media");
  if (!member) return {};
  const std::string bytes = package.bytes(*member, kLargestList);
  if (!packed) return from_json(bytes);
  return bytes.empty() ? std::vector<AnkiMedium>() : from_protobuf(unzstd(bytes, kLargestList));
}

void read_anki_media(const Archive& package, const std::vector<AnkiMedium>& media, bool packed,
                     std::string_view source, const NoteSink& sink) {
  if (!sink.media) return;
  Media reading(package, packed, source, sink);
  for (const AnkiMedium& medium : media) reading.read(medium);
}

}  // namespace lianxi
