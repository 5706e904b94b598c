#include "foreign/html.h"

#include <doctest/doctest.h>

#include <chrono>

#include "base/limits.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

TEST_CASE("HTML says in text what a reader sees") {
  struct {
    const char* name;
    const char* html;
    const char* text;
  } const rows[] = {
      {"nothing", "", ""},
      {"plain", "我在图书馆看书。", "我在图书馆看书。"},
      {"entities", "茶&nbsp;&amp;&nbsp;水 &lt;3&#x20;&#33276;", "茶 & 水 <3 臼"},
      {"an entity without its end", "茶 &amp 水 & 饭", "茶 & 水 & 饭"},
      {"break", "我喝茶。<br>你呢？<br/>他也喝。", "我喝茶。\n你呢？\n他也喝。"},
      {"blocks", "<div>我喝茶。</div><div>你呢？</div>", "我喝茶。\n你呢？"},
      {"text beside a block", "茶<div>水</div>饭", "茶\n水\n饭"},
      {"an empty line of an editor", "<div>茶</div><div><br></div><div>水</div>", "茶\n\n水"},
      {"many breaks", "茶<br><br><br><br>水<br><br>", "茶\n\n水"},
      {"a break at the end of a block", "<div>茶<br></div>水", "茶\n水"},
      {"list", "<ul><li>茶</li><li>水</ul>", "茶\n水"},
      {"rows and cells", "<table><tr><td>茶<td>chá</tr><tr><td>水</td><td>shuǐ</td></tr></table>",
       "茶 chá\n水 shuǐ"},
      {"white space", "  我 \n\t 喝 茶 &nbsp; ", "我 喝 茶"},
      {"white space of a page", "<b>tea</b>\n<i> leaf</i>", "tea leaf"},
      {"preformatted", "<pre>一\n二</pre>", "一\n二"},
      {"marks", "我<b>喝</b><span style=\"color:red\">茶</span>。", "我喝茶。"},
      {"marks that cross", "<b>我<i>喝</b>茶</i>。", "我喝茶。"},
      {"script and style",
       "<style>.a{}</style>茶<script>if (1 < 2) alert('水')</script><!-- 饭 -->", "茶"},
      {"a whole page",
       "<!DOCTYPE "
       "html><html><head><title>页</title><style>p{}</style></head><body><p>茶</p></body>",
       "茶"},
      {"hidden", "茶<span hidden>水</span><span style=\"DISPLAY: x; display : none\">饭</span>",
       "茶"},
      {"image", "<img src=\"a&amp;b.jpg\">茶<img src=x%20y.png />",
       "[image: a&b.jpg]茶[image: x y.png]"},
      {"image in the field", "<img alt=\"茶\" src=\"data:image/png;base64,AAAA\">", "茶"},
      {"sound", "茶[sound:cha2.mp3]", "茶[sound:cha2.mp3]"},
      {"audio", "<audio controls src=\"cha2.mp3\">old browser</audio>", "[sound:cha2.mp3]"},
      {"ruby", "<ruby>茶<rp>(</rp><rt>chá</rt><rp>)</rp>馆<rt>guǎn</rt></ruby>", "茶[chá]馆[guǎn]"},
      {"a comparison", "3 < 4 and <3", "3 < 4 and <3"},
      {"cut off in a tag", "茶<span style=", "茶"},
      {"cut off in a comment", "茶<!-- 水", "茶"},
      {"NFC", "lia\xcc\x81nxi\xcc\x80", "liánxì"},
      {"controls", "茶\x01\x1b[31m\x7f水\xc2\x9b", "茶[31m水"},
      {"zero width and overrides", "茶\xe2\x80\x8b水\xe2\x80\xae饭\xef\xbb\xbf", "茶水饭"},
      {"controls as entities", "茶&#27;&#8238;水&#0;", "茶水�"},
      {"line separators", "茶\xe2\x80\xa8水", "茶 水"},
      {"invalid bytes", "茶\xff\xc0\x80水", "茶���水"},
      {"frames", "<frameset><frame src=x>茶</frameset>水", "茶水"},
      {"a cloze stays", "我{{c1::喝::verb}}<br>茶", "我{{c1::喝::verb}}\n茶"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(text_of_html(row.html) == row.text);
  }
}

TEST_CASE("text that is no HTML keeps its lines and its signs") {
  CHECK(text_of_plain("  3 < 4 &amp;\r\n\r\n\r\n\r\n茶 \t 水\x02 ") == "3 < 4 &amp;\n\n茶 水");
}

TEST_CASE("a name is one line of bounded length") {
  CHECK(plain_name(" HSK\n1\x1f 茶 ") == "HSK 1 茶");
  std::string cups;
  while (cups.size() < kMaxNoteText) cups += "茶";
  CHECK(plain_name(cups).size() == kMaxNoteName / 3 * 3);
  CHECK(at_most_note_text(cups + "茶").size() == kMaxNoteText / 3 * 3);
}

TEST_CASE("no depth and no number of tags takes the stack or the day") {
  for (const char* tag : {"<div>", "<b>", "<table><td>", "<div><table></div></table>", "<a b c d>",
                          "<p><b></p>", "<ruby><rt>", "<svg><g>", "<select><option>", "&nbsp;",
                          "<template>", "<button><p>", "</x>", "<nobr>", "<"}) {
    CAPTURE(tag);
    std::string html;
    while (html.size() < 200'000) html += tag;
    const auto began = std::chrono::steady_clock::now();
    const std::string text = text_of_html("茶" + html + "水");
    CHECK_FALSE(first_invalid_utf8(text));
    CHECK(text.starts_with("茶"));
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(60));
  }
}

TEST_CASE("a tag longer than any that is written is left out") {
  std::string tag = "<img";
  for (int i = 0; i < 100'000; ++i) tag += " a" + std::to_string(i);
  CHECK(text_of_html("茶<br>" + tag + ">水") == "茶\n水");
  CHECK(text_of_html("茶" + tag) == "茶");
  const std::string code = "for (i=0;i<s.length;++i) " + std::string(20'000, 'x') + "if (a>b) c();";
  for (const char* element : {"script", "STYLE"}) {
    const std::string name(element);
    CHECK(text_of_html("茶<" + name + ">" + code + "</" + name + ">水") == "茶水");
    CHECK(text_of_html("茶<" + name + ">" + code) == "茶");
  }
  CHECK(text_of_html("茶<!--" + code + "-->水") == "茶水");
  CHECK(text_of_html("茶<img src=\"data:image/png;base64," + std::string(100'000, 'A') + "\">水") ==
        "茶水");
}

TEST_CASE("text of HTML is text: it stays as it is") {
  for (const char* html : {"<p>茶</p><ul><li>a<li>b</ul>", "a<br><br>b", "x <img src=y> z"}) {
    const std::string text = text_of_html(html);
    CHECK(text_of_plain(text) == text);
  }
}

}  // namespace
}  // namespace lianxi
