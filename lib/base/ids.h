#pragma once

// Names for things. A `Key` is the same on every computer for the same thing and is what events
// speak of; an id is a row of the local collection and never leaves it.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lianxi {

/// A stable 16-byte name: a hash of what makes an entry, a card or a sentence that one.
struct Key {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const Key&, const Key&) = default;
};

/// 32 lower-case hex digits.
std::string to_hex(const Key& key);
/// Reads 32 hex digits of either case; nothing for anything else.
std::optional<Key> key_from_hex(std::string_view hex);

/// Its first eight bytes as a number: as random as the key, and the same on every device.
std::uint64_t leading_bits(const Key& key);

/// A local row that stands for a Key.
enum class KeyId : std::int64_t {};
/// A local row of an entry or a card: the same number as its key's row.
enum class EntryId : std::int64_t {};
enum class CardId : std::int64_t {};
/// A local row of a deck.
enum class DeckId : std::int64_t {};

/// A device: random, 1..2^63-1, new after a restore or a copy of the collection.
enum class DeviceId : std::int64_t {};
std::string to_hex(DeviceId device);  ///< 16 hex digits

/// One event of one device, the same everywhere. `seq` counts 1, 2, 3 ... without gaps.
struct EventId {
  DeviceId device{};
  std::int64_t seq = 0;
  friend auto operator<=>(const EventId&, const EventId&) = default;
};

/// "16 hex digits-seq", as `log` prints it.
std::string to_string(const EventId& id);
/// Reads what to_string gives; nothing for a device or a seq out of range.
std::optional<EventId> event_id_from_string(std::string_view text);

}  // namespace lianxi
