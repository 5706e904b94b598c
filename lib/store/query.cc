#include "store/query.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "base/error.h"
#include "store/query_filters.h"
#include "text/nearest.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi::store {
namespace {

constexpr int kDeepestQuery = 50;
constexpr int kMostTerms = 200;

/// As much of what was typed as a message shows.
std::string shown(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  const std::u32string signs = decode_utf8(text);
  return encode_utf8(signs.substr(0, kLongest)) + (signs.size() > kLongest ? "…" : "");
}

// Signs to tokens --------------------------------------------------------------------------------

struct Token {
  enum class Type : std::uint8_t { word, open, close, minus, end };
  Type type = Type::end;
  std::size_t at = 0;        ///< of its first character, from 0
  std::size_t value_at = 0;  ///< of its text
  std::optional<std::string> filter;
  std::string text;
  bool quoted = false;
  bool star = false;

  bool is(std::string_view keyword) const {
    return type == Type::word && !quoted && !star && !filter && ascii_lower(text) == keyword;
  }
};

/// ASCII for its full-width twin and for every quotation mark and space.
char32_t plain(char32_t c) {
  constexpr std::u32string_view kQuotes = U"“”„‟«»「」『』";
  constexpr std::u32string_view kSpaces = U"\t\n\v\f\r\u00a0\u3000";
  if (kQuotes.find(c) != kQuotes.npos) return U'"';
  if (kSpaces.find(c) != kSpaces.npos) return U' ';
  if (c == 0) return 0xFFFD;
  return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

class Lexer {
 public:
  explicit Lexer(std::string_view query) : signs_(decode_utf8(query)) {}

  Token next() {
    while (peek() == U' ') ++at_;
    Token token;
    token.at = token.value_at = at_;
    switch (peek()) {
      case 0:
        break;
      case U'(':
        token.type = Token::Type::open;
        ++at_;
        break;
      case U')':
        token.type = Token::Type::close;
        ++at_;
        break;
      case U'-':
        token.type = Token::Type::minus;
        ++at_;
        if (peek() == U' ' || peek() == 0) fail(token.at, "a term must follow - at once");
        break;
      case U'"':
        token.type = Token::Type::word;
        read_quoted(token);
        break;
      default:
        token.type = Token::Type::word;
        read_word(token);
    }
    return token;
  }

  [[noreturn]] void fail(std::size_t at, std::string_view what, std::string hint = "") const {
    const std::string place =
        at < signs_.size() ? fmt::format("character {}", at + 1) : "at its end";
    throw Error(ErrorKind::usage, fmt::format("the query, {}: {}", place, what), std::move(hint));
  }

 private:
  /// The sign at hand; 0 at the end.
  char32_t peek() const { return at_ < signs_.size() ? plain(signs_[at_]) : 0; }

  void read_quoted(Token& token) {
    const std::size_t from = at_ + 1;
    do {
      ++at_;
      if (at_ >= signs_.size()) fail(from - 1, "the quotation that begins here does not end");
    } while (peek() != U'"');
    token.text = encode_utf8(std::u32string_view(signs_).substr(from, at_ - from));
    token.quoted = true;
    ++at_;
    if (peek() != U'*') return;
    token.star = true;
    ++at_;
  }

  void read_word(Token& token) {
    constexpr std::u32string_view kEnds = U" ()\"";
    for (; peek() != 0 && kEnds.find(peek()) == kEnds.npos; ++at_) {
      if (peek() == U':' && !token.filter) {
        token.filter = std::exchange(token.text, "");
        token.value_at = at_ + 1;
      } else {
        append_utf8(token.text, peek());
      }
    }
    if (token.filter && token.text.empty() && peek() == U'"') return read_quoted(token);
    if (token.filter || !token.text.ends_with('*')) return;
    token.text.pop_back();
    token.star = true;
  }

  std::u32string signs_;
  std::size_t at_ = 0;
};

// Tokens to a tree -------------------------------------------------------------------------------

Query joined(Query::Op op, std::vector<Query> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  return {op, std::move(parts), {}};
}

/// some = every { "or" every }; every = one { ["and"] one };
/// one = ("not" | "-") one | "(" some ")" | term
class Parser {
 public:
  explicit Parser(std::string_view query) : lexer_(query), token_(lexer_.next()) {}

  Query parse() {
    if (token_.type == Token::Type::end) return {};
    Query query = some();
    if (token_.type == Token::Type::close) fail("this parenthesis closes nothing");
    return query;
  }

 private:
  Query some() {
    std::vector<Query> parts = {every()};
    while (take("or")) parts.push_back(every());
    return joined(Query::Op::some, std::move(parts));
  }

  Query every() {
    std::vector<Query> parts = {one()};
    while (take("and") || begins_one()) parts.push_back(one());
    return joined(Query::Op::every, std::move(parts));
  }

  bool begins_one() const {
    return token_.type != Token::Type::end && token_.type != Token::Type::close && !token_.is("or");
  }

  Query one() {
    if (++depth_ > kDeepestQuery) {
      fail(fmt::format("more than {} parentheses and nots inside one another", kDeepestQuery));
    }
    Query query;
    if (token_.type == Token::Type::minus || token_.is("not")) {
      advance();
      query = {Query::Op::negation, {one()}, {}};
    } else if (token_.type == Token::Type::open) {
      query = parenthesis();
    } else if (token_.type == Token::Type::word && !token_.is("and") && !token_.is("or")) {
      query = {Query::Op::term, {}, term()};
      advance();
    } else {
      fail("expected a term", "a word, its pinyin or English, or a filter such as is:due");
    }
    --depth_;
    return query;
  }

  Query parenthesis() {
    const std::size_t at = token_.at;
    advance();
    Query query = some();
    if (token_.type != Token::Type::close) lexer_.fail(at, "this parenthesis is not closed");
    advance();
    return query;
  }

  Term term() {
    if (++terms_ > kMostTerms) fail(fmt::format("more than {} terms", kMostTerms));
    if (!token_.filter) return text_term(token_.text);
    const Filter* filter = find_filter(ascii_lower(*token_.filter));
    if (filter) return filter_term(*filter);
    const std::string text = *token_.filter + ":" + token_.text;
    // "nu:3" is a way to type nǚ.
    if (token_.filter->ends_with('u') && parse_pinyin(text)) return text_term(text);
    unknown_filter();
  }

  Term text_term(std::string_view text) const {
    if (fold(text).empty()) lexer_.fail(token_.at, "there is nothing to look for here");
    return TextTerm{nfkc(text), token_.star};
  }

  Term filter_term(const Filter& filter) const {
    auto term = token_.text.empty() ? std::nullopt : filter.read(token_.text);
    if (term) return std::move(*term);
    std::string what = fmt::format("{}: wants {}", filter.name, filter.wants);
    if (!filter.values.empty()) what += fmt::format(": {}", fmt::join(filter.values, ", "));
    if (!token_.text.empty()) what += fmt::format("; found {}", shown(token_.text));
    const auto near = nearest(ascii_lower(token_.text), filter.values);
    lexer_.fail(token_.value_at, what,
                near ? fmt::format("did you mean {}:{}?", filter.name, *near) : "");
  }

  [[noreturn]] void unknown_filter() const {
    std::vector<std::string_view> names;
    for (const Filter& filter : filters()) names.push_back(filter.name);
    const auto near = nearest(ascii_lower(*token_.filter), names);
    fail(fmt::format("there is no filter {}:", shown(*token_.filter)),
         near ? fmt::format("did you mean {}:?", *near)
              : fmt::format("the filters are {}; a colon to look for stands in quotes",
                            fmt::join(names, ", ")));
  }

  bool take(std::string_view keyword) {
    if (!token_.is(keyword)) return false;
    advance();
    return true;
  }
  void advance() { token_ = lexer_.next(); }
  [[noreturn]] void fail(std::string_view what, std::string hint = "") const {
    lexer_.fail(token_.at, what, std::move(hint));
  }

  Lexer lexer_;
  Token token_;
  int depth_ = 0;
  int terms_ = 0;
};

}  // namespace

Query parse_query(std::string_view text) { return Parser(text).parse(); }

Query both(Query a, Query b) {
  if (a == Query{}) return b;
  if (b == Query{}) return a;
  return {Query::Op::every, {std::move(a), std::move(b)}, {}};
}

void for_each_term(const Query& query, const std::function<void(const Term&)>& visit) {
  if (query.op == Query::Op::term) visit(query.term);
  for (const Query& part : query.parts) for_each_term(part, visit);
}

bool asks_about_cards(const Query& query) {
  bool asks = false;
  for_each_term(query, [&](const Term& term) {
    asks = asks || std::holds_alternative<KindTerm>(term) ||
           std::holds_alternative<StateTerm>(term) || std::holds_alternative<DueTerm>(term) ||
           std::holds_alternative<RatedTerm>(term);
  });
  return asks;
}

}  // namespace lianxi::store
