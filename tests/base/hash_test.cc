#include "base/hash.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace lianxi {
namespace {

TEST_CASE("FNV-1a gives the published values") {
  const struct {
    std::string text;
    std::uint64_t hash;
  } rows[] = {
      {"", 0xcbf29ce484222325},
      {"a", 0xaf63dc4c8601ec8c},
      {"foobar", 0x85944171f73967e8},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(fnv1a64(row.text) == row.hash);
  }
}

TEST_CASE("FNV-1a takes bytes over 127 as unsigned, and goes on from a basis") {
  CHECK(fnv1a64("\xff") == (0xcbf29ce484222325 ^ 0xff) * 0x100000001b3);
  CHECK(fnv1a64("bar", fnv1a64("foo")) == fnv1a64("foobar"));
}

TEST_CASE("SplitMix64 gives the published values") {
  constexpr std::uint64_t gamma = 0x9e3779b97f4a7c15;  // what each output adds to the seed
  const struct {
    std::uint64_t seed, output;
  } rows[] = {
      {1234567, 6457827717110365317U},
      {1234567 + gamma, 3203168211198807973U},
      {1234567 + 2 * gamma, 9817491932198370423U},
      {0, 16294208416658607535U},
      {gamma, 7960286522194355700U},
  };
  for (const auto& row : rows) {
    CAPTURE(row.seed);
    CHECK(splitmix64(row.seed) == row.output);
  }
}

TEST_CASE("A digest is the first half of SHA-256") {
  CHECK(Digest().hex() == "e3b0c44298fc1c149afbf4c8996fb924");
  CHECK(Digest().add("abc").hex() == "ba7816bf8f01cfea414140de5dae2223");
  CHECK(to_hex(Digest().add("abc").key()) == "ba7816bf8f01cfea414140de5dae2223");
}

TEST_CASE("A digest has the values that are published for one block and for two") {
  // Source: NIST, examples of SHA-256; the third is FIPS 180-2, appendix B.3.
  CHECK(Digest().add("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex() ==
        "248d6a61d20638b8e5c026930c3e6039");
  CHECK(Digest()
            .add("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
                 "klmnopqrlmnopqrsmnopqrstnopqrstu")
            .hex() == "cf5b16a778af8380036ce59e7b049237");
  CHECK(Digest().add(std::string(1000000, 'a')).hex() == "cdc76e5c9914fb9281a1c7e284d73e67");
}

TEST_CASE("A digest is padded rightly around the end of a block") {
  // As sha256sum has them.
  const struct {
    std::size_t size;
    std::string_view hex;
  } rows[] = {
      {55, "9f4390f8d30c2dd92ec9f095b65e2b9a"}, {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f"},
      {63, "7d3e74a05d7db15bce4ad9ec0658ea98"}, {64, "ffe054fe7ae0cb6dc65c3af9b61d5209"},
      {65, "635361c48bb9eab14198e76ea8ab7f1a"}, {119, "31eba51c313a5c08226adf18d4a359cf"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.size);
    CHECK(Digest().add(std::string(row.size, 'a')).hex() == row.hex);
  }
}

TEST_CASE("The processor's instructions for SHA-256 give what portable code gives") {
  std::string blocks;
  for (std::uint64_t seed = 0; blocks.size() < 40 * kSha256Block; ++seed) {
    blocks += static_cast<char>(splitmix64(seed));
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(blocks.data());
  for (std::size_t count = 0; count <= 5; ++count) {
    for (std::size_t first = 0; first + count <= 40; ++first) {
      Sha256State fast = kSha256Start;
      Sha256State portable = kSha256Start;
      compress_sha256(fast, bytes + first * kSha256Block, count);
      compress_sha256_portably(portable, bytes + first * kSha256Block, count);
      CHECK(fast == portable);
    }
  }
}

TEST_CASE("A digest does not depend on the pieces it is fed in") {
  const std::string text(1000, 'x');
  Digest pieces;
  for (std::size_t at = 0; at < text.size(); at += 7) pieces.add(text.substr(at, 7));
  CHECK(pieces.hex() == Digest().add(text).hex());
}

TEST_CASE("Adding to a copy of a digest leaves the first one alone") {
  Digest first;
  first.add("a");
  Digest copy = first;
  copy.add("b");
  CHECK(first.hex() == Digest().add("a").hex());
  CHECK(copy.hex() == Digest().add("ab").hex());
}

TEST_CASE("A key hashes its parts, each ended by a NUL") {
  using namespace std::string_literals;
  CHECK(hash_key({"联系", "cloze"}) == Digest().add("联系\0cloze\0"s).key());
  CHECK(hash_key({}) == Digest().key());
}

TEST_CASE("Keys of other parts are other keys") {
  const std::set<Key> keys = {hash_key({"ab", "c"}), hash_key({"a", "bc"}), hash_key({"abc"}),
                              hash_key({"abc", ""}), hash_key({"c", "ab"}), hash_key({})};
  CHECK(keys.size() == 6);
}

std::string set_digest(std::initializer_list<std::string_view> members) {
  SetDigest digest;
  for (const std::string_view member : members) digest.add(member);
  return digest.hex();
}

TEST_CASE("The digest of a set does not depend on the order") {
  const std::string digest = set_digest({"一", "二", "三"});
  CHECK(digest == set_digest({"一", "三", "二"}));
  CHECK(digest == set_digest({"二", "一", "三"}));
  CHECK(digest == set_digest({"三", "二", "一"}));
}

TEST_CASE("The digest of a set tells members and their number") {
  const std::set<std::string> digests = {
      set_digest({}),         set_digest({""}),   set_digest({"a"}),         set_digest({"a", "a"}),
      set_digest({"a", "b"}), set_digest({"ab"}), set_digest({"a", "b", ""})};
  CHECK(digests.size() == 7);
  CHECK(set_digest({}) == std::string(32, '0'));
  // As xxhsum -H2 has them.
  CHECK(set_digest({""}) == "99aa06d3014798d86001c324468d497f");
  CHECK(set_digest({"abc"}) == "06b05ab6733a618578af5f94892f3950");
}

TEST_CASE("The digest of a set carries from its lower half into its upper one") {
  // Twice those of "abc" and of "a", a96faf705af16834 e6c632b61e964e1f, whose lower half overflows.
  CHECK(set_digest({"abc", "abc"}) == "0d60b56ce674c30af15ebf29125e72a0");
  CHECK(set_digest({"a", "a"}) == "52df5ee0b5e2d069cd8c656c3d2c9c3e");
}

}  // namespace
}  // namespace lianxi
