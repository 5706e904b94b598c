#pragma once

// XML of other programs, read as it stands: no entities but the five of XML and numbered
// characters, no document types, nothing is fetched. The only file that includes pugixml.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pugi {
struct xml_node_struct;
}

namespace lianxi {

/// An element of a document, which must outlive it. Where there is none every part of it is empty.
class XmlElement {
 public:
  explicit XmlElement(pugi::xml_node_struct* node = nullptr) : node_(node) {}
  explicit operator bool() const { return node_ != nullptr; }

  std::string_view name() const;
  std::string_view attribute(const char* name) const;
  /// All its text, that of the elements within it left out.
  std::string text() const;
  XmlElement child(const char* name) const;
  XmlElement first_child() const;   ///< the first element within it, of any name
  XmlElement next_sibling() const;  ///< the next element beside it, of any name
  std::ptrdiff_t offset() const;    ///< of its name in the document's text

 private:
  pugi::xml_node_struct* node_;
};

/// The name of the outermost element, told without reading the rest; empty where the text is no
/// XML.
std::string_view xml_root_name(std::string_view text);

class XmlDocument {
 public:
  struct Failure {
    int line;
    std::string text;  ///< what is wrong, for a person
  };

  explicit XmlDocument(std::string_view text);
  ~XmlDocument();
  XmlDocument(const XmlDocument&) = delete;
  XmlDocument& operator=(const XmlDocument&) = delete;

  /// Why nothing could be read: it is not well-formed, has a document type, or elements stand more
  /// than a hundred deep.
  const std::optional<Failure>& failure() const { return failure_; }
  XmlElement root() const;
  int line_of(XmlElement element) const;  ///< from 1

 private:
  void parse(std::string_view text);
  bool is_too_deep() const;
  int line_at(std::ptrdiff_t offset) const;

  struct Tree;
  std::unique_ptr<Tree> tree_;
  std::vector<std::ptrdiff_t> line_ends_;
  std::optional<Failure> failure_;
};

}  // namespace lianxi
