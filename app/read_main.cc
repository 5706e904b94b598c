// lianxi-read: reads files from elsewhere, in a process of its own, so that none of them can take
// the memory, the time or the files of lianxi: it has little of each, opens one file and, reading,
// writes none that has a name. It also keeps the libraries for foreign formats out of every other
// start, and writes those formats for that reason.
//
//   lianxi-read unpack FILE                    the one file that a .gz or .zip holds
//   lianxi-read notes FILE [--format NAME]     notes of another program, as lines (import/notes.h)
//
//   lianxi-read write anki FILE --at SECONDS   such lines, from standard input, as a package of
//   Anki
//
// The first two write to standard output. Where the file cannot be used the status is 3, where it
// is of no known kind 4, and standard error says why in one line, "is cut off", and in a second one
// what to do.

#include <sys/resource.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/limits.h"
#include "foreign/anki_package.h"
#include "foreign/anki_writer.h"
#include "foreign/archive.h"
#include "foreign/mnemosyne.h"
#include "foreign/text_notes.h"
#include "foreign/unread_files.h"
#include "import/notes.h"

namespace lianxi {
namespace {

/// Far more than streams and a note at a time take.
constexpr rlim_t kMemory = rlim_t{512} << 20;
constexpr rlim_t kUnpackSeconds = 60;
/// A collection of ten years takes a few.
constexpr rlim_t kNoteSeconds = 300;
constexpr std::size_t kMostPacked = std::size_t{4} << 30;

constexpr int kUsage = 2;
constexpr int kBadInput = 3;
constexpr int kUnknown = 4;

[[noreturn]] void refuse(const std::string& why, const std::string& hint) {
  throw Error(ErrorKind::input, why, hint);
}

void limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

void set_limits(rlim_t seconds) {
#if !defined(__SANITIZE_ADDRESS__)
  limit(RLIMIT_AS, kMemory);  // under sanitizers shadow memory is address space, too
#endif
  limit(RLIMIT_CPU, seconds);
  limit(RLIMIT_CORE, 0);
}

std::string beginning_of(const std::string& path) {
  if (std::filesystem::is_directory(path)) refuse("is a folder", "name a file");
  std::array<char, 40> bytes{};
  std::ifstream file(path, std::ios::binary);
  if (!file) refuse("cannot be read", "see whether it is there");
  file.read(bytes.data(), bytes.size());
  return {bytes.data(), static_cast<std::size_t>(file.gcount())};
}

// Unpacking ---------------------------------------------------------------------------------------

/// Whoever reads may have seen enough.
bool put(std::string_view bytes) {
  return static_cast<bool>(std::cout.write(bytes.data(), std::ssize(bytes)));
}

/// The only file in it that is no folder and no note beside it.
std::size_t only_member(const Archive& archive) {
  std::size_t found = archive.names().size();
  for (std::size_t i = 0; i < archive.names().size(); ++i) {
    const std::string& name = archive.names()[i];
    if (name.ends_with('/') || name.starts_with("__MACOSX/")) continue;
    if (found < archive.names().size()) {
      refuse("holds several files", "unpack it and name the one that is meant");
    }
    found = i;
  }
  if (found == archive.names().size()) refuse("holds no file", "get it again");
  return found;
}

void unpack(const std::string& path) {
  if (!beginning_of(path).starts_with("PK")) return read_gzip(path, put);
  const Archive archive(path);
  archive.read(only_member(archive), kMostPacked, put);
}

// Notes -------------------------------------------------------------------------------------------

/// False where it is no text of any program. Where nothing of a file counts there is no source of
/// notes to tell: it is refused with the reason.
bool read_text(const std::string& path, bool packed, std::string_view format,
               const NoteSink& sink) {
  std::string bytes;
  if (packed) {
    read_gzip(path, [&](std::string_view block) {
      bytes += block;
      return bytes.size() <= kMaxFile;
    });
  } else {
    std::ifstream file(path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  if (bytes.size() > kMaxFile) refuse("has more than 64 MiB", "take a part of it at a time");
  NoteSink strict = sink;
  strict.reject = [&sink](const Diagnostic& one) {
    if (!one.fatal) return sink.reject(one);
    const std::string line = one.line > 0 ? "line " + std::to_string(one.line) + ": " : "";
    refuse("cannot be used: " + line + one.text, "");
  };
  TextNotesOptions options;
  options.format = format;
  return read_text_notes(bytes, path, options, strict);
}

/// What a file is packed in is told by how it begins, what is in it by its reader.
bool read_notes(const std::string& path, std::string_view format, const NoteSink& sink) {
  const std::string beginning = beginning_of(path);
  if (beginning.starts_with("PK")) {
    const Archive archive(path);
    if (is_anki_package(archive)) {
      if (!format.empty() && format != "anki") refuse("is a package of Anki", "leave out --format");
      return read_anki_package(archive, path, sink), true;
    }
  }
  if (format == "anki") refuse("is no package of Anki", "export from Anki: File, Export, .apkg");
  if (format.empty() || format == "mnemosyne") {
    if (read_mnemosyne(path, sink)) return true;
  }
  refuse_unread_file(path);
  return read_text(path, beginning.starts_with("\x1f\x8b"), format, sink);
}

int write_notes(const std::string& path, std::string_view format) {
  if (!read_notes(path, format, note_lines_to(std::cout))) {
    std::fputs(
        "is in no format of another program that lianxi reads\n"
        "--format names one; lianxi import --help lists them\n",
        stderr);
    return kUnknown;
  }
  finish_note_lines(std::cout);
  return 0;
}

// Writing -----------------------------------------------------------------------------------------

void write_package(const std::string& path, const std::string& at) {
  AnkiWriter writer(path, std::strtoll(at.c_str(), nullptr, 10));
  read_note_lines(std::cin, writer.sink());
  writer.finish();
}

// Running -----------------------------------------------------------------------------------------

int usage() {
  std::fputs(
      "usage: lianxi-read unpack FILE\n       lianxi-read notes FILE [--format NAME]\n"
      "       lianxi-read write anki FILE --at SECONDS\n",
      stderr);
  return kUsage;
}

int run(const std::vector<std::string>& words) {
  const bool has_format = words.size() == 4 && words[2] == "--format";
  if (words.size() == 2 && words[0] == "unpack") {
    set_limits(kUnpackSeconds);
    unpack(words[1]);
  } else if (words.size() > 1 && words[0] == "notes" && (words.size() == 2 || has_format)) {
    set_limits(kNoteSeconds);
    const int status = write_notes(words[1], has_format ? words[3] : "");
    if (status != 0) return status;
  } else if (words.size() == 5 && words[0] == "write" && words[1] == "anki" && words[3] == "--at") {
    set_limits(kNoteSeconds);
    write_package(words[2], words[4]);
  } else {
    return usage();
  }
  std::cout.flush();
  return 0;
}

}  // namespace
}  // namespace lianxi

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  try {
    return lianxi::run({argv + 1, argv + argc});
  } catch (const lianxi::Error& error) {
    std::fprintf(stderr, "%s\n%s\n", error.what(), error.hint().c_str());
  } catch (const std::bad_alloc&) {
    std::fputs("takes more memory than any file of its kind should\nexport it again\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "cannot be read (%s)\n\n", error.what());
  }
  std::_Exit(lianxi::kBadInput);
}
