#include "foreign/xml.h"

#include <algorithm>
#include <new>
#include <pugixml.hpp>

#include "text/utf8.h"

namespace lianxi {
namespace {

/// The formats that are read here have five.
constexpr int kDeepestXml = 100;

pugi::xml_node next_element(pugi::xml_node node) {
  while (node && node.type() != pugi::node_element) node = node.next_sibling();
  return node;
}

/// What stands before the outermost element.
struct Prolog {
  std::string_view rest;
  bool has_document_type = false;
};

Prolog skip_prolog(std::string_view text) {
  Prolog prolog{trim(text)};
  const auto skip_to = [&](std::string_view end) {
    const auto found = prolog.rest.find(end);
    prolog.rest = found == prolog.rest.npos ? "" : trim(prolog.rest.substr(found + end.size()));
  };
  while (true) {
    if (prolog.rest.starts_with("<?")) {
      skip_to("?>");
    } else if (prolog.rest.starts_with("<!--")) {
      skip_to("-->");
    } else {
      prolog.has_document_type = prolog.rest.starts_with("<!");
      return prolog;
    }
  }
}

}  // namespace

// Elements ----------------------------------------------------------------------------------------

std::string_view XmlElement::name() const { return pugi::xml_node(node_).name(); }

std::string_view XmlElement::attribute(const char* name) const {
  return pugi::xml_node(node_).attribute(name).value();
}

std::string XmlElement::text() const {
  std::string text;
  for (const pugi::xml_node part : pugi::xml_node(node_).children()) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  }
  return text;
}

XmlElement XmlElement::child(const char* name) const {
  return XmlElement(pugi::xml_node(node_).child(name).internal_object());
}

XmlElement XmlElement::first_child() const {
  return XmlElement(next_element(pugi::xml_node(node_).first_child()).internal_object());
}

XmlElement XmlElement::next_sibling() const {
  return XmlElement(next_element(pugi::xml_node(node_).next_sibling()).internal_object());
}

std::ptrdiff_t XmlElement::offset() const { return pugi::xml_node(node_).offset_debug(); }

// Documents ---------------------------------------------------------------------------------------

std::string_view xml_root_name(std::string_view text) {
  std::string_view rest = skip_prolog(text).rest;
  if (rest.starts_with("<!")) {  // a document type names the element too
    const auto end = rest.find('>');
    rest = end == rest.npos ? "" : skip_prolog(rest.substr(end + 1)).rest;
  }
  if (!rest.starts_with('<')) return "";
  return rest.substr(1, std::min(rest.find_first_of(" \t\n/>", 1), rest.size()) - 1);
}

struct XmlDocument::Tree {
  pugi::xml_document document;
};

XmlDocument::XmlDocument(std::string_view text) : tree_(std::make_unique<Tree>()) {
  for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; ++at) {
    line_ends_.push_back(static_cast<std::ptrdiff_t>(at));
  }
  parse(text);
}

XmlDocument::~XmlDocument() = default;

void XmlDocument::parse(std::string_view text) {
  if (skip_prolog(text).has_document_type) {
    failure_ = {1, "the file declares a document type, which no flashcard program writes"};
    return;
  }
  const auto result = tree_->document.load_buffer(text.data(), text.size(), pugi::parse_default,
                                                  pugi::encoding_utf8);
  if (result.status == pugi::status_out_of_memory) throw std::bad_alloc();
  if (!result) {
    failure_ = {line_at(result.offset), "the file is not well-formed XML from here on: " +
                                            std::string(result.description())};
  } else if (is_too_deep()) {
    failure_ = {0, "elements of the file stand more than a hundred deep in each other"};
  }
}

/// Without recursion: this is what proves that others may use it.
bool XmlDocument::is_too_deep() const {
  int depth = 0;
  for (pugi::xml_node node = tree_->document.first_child(); node;) {
    if (depth > kDeepestXml) return true;
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    node = node.next_sibling();
  }
  return false;
}

XmlElement XmlDocument::root() const {
  return XmlElement(tree_->document.document_element().internal_object());
}

int XmlDocument::line_of(XmlElement element) const { return line_at(element.offset()); }

int XmlDocument::line_at(std::ptrdiff_t offset) const {
  const auto after = std::lower_bound(line_ends_.begin(), line_ends_.end(), offset);
  return static_cast<int>(after - line_ends_.begin()) + 1;
}

}  // namespace lianxi
