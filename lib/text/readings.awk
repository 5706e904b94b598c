# Reduces Unihan_Readings.txt (standard input) to the tables that readings.cc includes: the
# syllables that occur, and one row for each reading of each character, by code point.

BEGIN {
  FS = "\t"
  # Four tones of each letter, then its letter; the combining marks come last, their letter empty.
  split("ā á ǎ à a ē é ě è e ī í ǐ ì i ō ó ǒ ò o ū ú ǔ ù u ǖ ǘ ǚ ǜ ü ê̄ ế ê̌ ề ê m̄ ḿ m̌ m̀ m n̄ ń ň ǹ n",
        sign, " ")
  # The pocket dictionaries of the standard language. The large one, with the readings of two
  # thousand years, has its say only about characters that are in neither of them.
  fields = split("kMandarin kTGHZ2013 kXHC1983 kHanyuPinlu", field, " ")
  print "// Made from the Unihan database by readings.awk.\n"
  print "constexpr std::uint32_t kReadings[] = {"
  # The zero is a character to us, and none to Unihan.
  point = "U+3007"
  said["kMandarin"] = "líng"
}

/^#/ || NF != 3 { next }

$1 != point {
  finish_character()
  point = $1
}
{ said[$2] = $3 }

END {
  finish_character()
  if (rows < 40000) {
    print "readings.awk: " rows + 0 " readings: this is not Unihan_Readings.txt" > "/dev/stderr"
    exit 1
  }
  print "};\n\nconstexpr char kSyllables[][7] = {"
  for (i = 0; i < syllables; i++) print "    \"" syllable[i] "\","
  print "};"
}

function finish_character(    i) {
  split("", seen)
  for (i = 1; i <= fields; i++) add_readings(said[field[i]], field[i])
  if (!("kTGHZ2013" in said) && !("kXHC1983" in said)) add_readings(said["kHanyuPinyin"])
  split("", said)
}

# "0085.150:bú 0087.100:bù", "10061.010:bù,fǒu", "yī(32747) yí(2)", "de dì".
function add_readings(text, from,    places, place, i, names, name, j) {
  # The one dictionary lists these two also as they sound before another tone.
  if (from == "kXHC1983" && (point == "U+4E00" || point == "U+4E0D")) return
  places = split(text, place, " ")
  for (i = 1; i <= places; i++) {
    sub(/^.*:/, "", place[i])
    names = split(place[i], name, ",")
    for (j = 1; j <= names; j++) {
      sub(/\(.*/, "", name[j])
      add_row(name[j])
    }
  }
}

function add_row(name) {
  if (name in seen) return
  seen[name] = 1
  if (!(name in code)) code[name] = encode(name)
  printf "0x%su << 12 | %s,\n", substr(point, 3), code[name]
  rows++
}

# A toned syllable as C++: its place in the table of syllables and its tone.
function encode(name,    i, tone) {
  for (i = 1; i in sign; i++) {
    if (i % 5 && index(name, sign[i])) {
      tone = i % 5
      sub(sign[i], sign[i - tone + 5], name)
      break
    }
  }
  if (!(name in place_of)) {
    syllable[syllables + 0] = name
    place_of[name] = syllables++
  }
  return place_of[name] "u << 3 | " tone + 0
}
