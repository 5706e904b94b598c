#include "import/media_names.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

TEST_CASE("a text names its media, each once") {
  using Names = std::vector<std::string>;
  CHECK(media_names("茶").empty());
  CHECK(media_names("茶[sound:cha2.mp3] [image: 茶.jpg]\n[sound:cha2.mp3]") ==
        Names{"cha2.mp3", "茶.jpg"});
  CHECK(media_names("[sound:] [image: ] [sound:x").empty());
  CHECK(media_names("[image: https://example.org/a.png] [image: //a/b.png]").empty());
  CHECK(media_names("[[sound:a b.mp3]") == Names{"a b.mp3"});
}

TEST_CASE("only a plain name may become a file") {
  for (const char* name : {"cha2.mp3", "茶.jpg", "a b (1).png", "com.mp3", "console.txt", ".hidden",
                           "..x", "a'b&c.mp3"}) {
    CAPTURE(name);
    CHECK(is_safe_file_name(name));
  }
  for (const char* name :
       {"",     ".",     "..",       "../x", "a/b",     "/etc/x",   "a\\b", "C:x",
        "a\nb", "a\x7f", "\xc2\x85", "CON",  "nul.txt", "Com1.mp3", "lpt9", "a.",
        "a ",   "\xff",  "a*",       "a?b",  "a|b",     "conin$"}) {
    CAPTURE(name);
    CHECK_FALSE(is_safe_file_name(name));
  }
  CHECK_FALSE(is_safe_file_name(std::string("a\0b", 3)));
  CHECK(is_safe_file_name(std::string(255, 'a')));
  CHECK_FALSE(is_safe_file_name(std::string(256, 'a')));
}

TEST_CASE("an address gives the name it means") {
  CHECK(name_in_address("a%20b%E8%8C%B6.png") == "a b茶.png");
  CHECK(name_in_address("100%.png") == "100%.png");
  CHECK(name_in_address("a%2") == "a%2");
  CHECK(name_in_address("https://example.org/a%20b.png") == "https://example.org/a%20b.png");
}

}  // namespace
}  // namespace lianxi
