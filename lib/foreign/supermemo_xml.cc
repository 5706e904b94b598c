#include "foreign/field_text.h"
#include "foreign/supermemo.h"
#include "foreign/supermemo_state.h"
#include "foreign/xml.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

class SuperMemoXml {
 public:
  SuperMemoXml(const ForeignText& file, const XmlDocument& document)
      : file_(file), document_(document) {}

  void read() {
    file_.begin("supermemo", "an XML file of SuperMemo", "supermemo");
    file_.sink.type(supermemo_note_type());
    read_within(document_.root(), "");
  }

 private:
  /// Goes as deep as the document, of which XmlDocument knows that it is not deep.
  void read_within(XmlElement parent, const std::string& deck) {
    for (XmlElement part = parent.first_child(); part; part = part.next_sibling()) {
      if (part.name() == "SuperMemoElement") read_element(part, deck);
    }
  }

  void read_element(XmlElement element, const std::string& deck) {
    const XmlElement content = element.child("Content");
    const std::string question = content.child("Question").text();
    const std::string answer = content.child("Answer").text();
    const bool is_item = trim(element.child("Type").text()) != "Topic";
    if (is_item && content) {
      add(element, question, answer, deck);
    } else if (!trim(question).empty() || !trim(answer).empty()) {
      file_.complain(document_.line_of(element), "topic",
                     "a topic is read, not asked: it is no card and is left out");
    }
    read_within(element, is_item ? deck : deck_within(deck, element));
  }

  static std::string deck_within(const std::string& deck, XmlElement topic) {
    const std::string title = field_text(topic.child("Title").text());
    if (title.empty()) return deck;
    return deck.empty() ? title : deck + "::" + title;
  }

  void add(XmlElement element, std::string_view question, std::string_view answer,
           const std::string& deck) {
    const XmlElement learning = element.child("LearningData");
    const auto text = [&](const char* name) { return learning.child(name).text(); };
    const std::string repetitions = text("Repetitions"), lapses = text("Lapses"),
                      interval = text("Interval"), last = text("LastRepetition"),
                      a_factor = text("AFactor");
    Note note =
        supermemo_note(question, answer, {repetitions, lapses, interval, last, "", a_factor});
    note.line = document_.line_of(element);
    if (note.values[0].empty() && note.values[1].empty()) {
      file_.complain(note.line, "no-text", "an item in which nothing stands; it is left out");
      return;
    }
    note.id = field_text(element.child("ID").text());
    note.deck = deck;
    note.cards[0].id = note.id;
    note.cards[0].deck = deck;
    file_.sink.accept(std::move(note));
  }

  const ForeignText& file_;
  const XmlDocument& document_;
};

}  // namespace

void read_supermemo_xml(const ForeignText& file) {
  const XmlDocument document(file.view());
  if (document.failure()) {
    file.complain.fatal(document.failure()->line, "bad-xml", document.failure()->text);
  } else if (document.root().name() != "SuperMemoCollection") {
    file.complain.fatal(0, "wrong-format", "the file is no XML export of SuperMemo");
  } else {
    SuperMemoXml(file, document).read();
  }
}

}  // namespace lianxi
