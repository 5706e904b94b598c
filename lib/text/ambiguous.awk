# Reduces EastAsianWidth.txt to the table that utf8.cc includes: the ranges of ambiguous width, in
# order.

BEGIN {
  FS = "[;. #]+"
  print "// Made from EastAsianWidth.txt by ambiguous.awk.\n"
  print "constexpr CodePointRange kAmbiguous[] = {"
}

# "00A1;A  # Po  INVERTED EXCLAMATION MARK", "2460..249B;A  # No [60] CIRCLED DIGIT ONE..."
/^[0-9A-F]+(\.\.[0-9A-F]+)?;A/ {
  is_range = $0 ~ /^[0-9A-F]+\.\./
  printf "    {0x%s, 0x%s},\n", $1, is_range ? $2 : $1
  rows++
}

END {
  if (rows < 100) {
    print "ambiguous.awk: " rows + 0 " ranges: this is not EastAsianWidth.txt" > "/dev/stderr"
    exit 1
  }
  print "};"
}
