"""Includes point down, and each library stays behind the place that the README names.

    includes_test.py PROGRAM SOURCE-FOLDER

The order of the folders is read from lib/README.md, the places of libraries from README.md: what
these say is what holds.
"""

import pathlib
import re
import sys

# The headers of a library, by its name in the README. What is not here may be included anywhere.
HEADERS = {
    "SQLite": ["sqlite3.h"],
    "CLI11": ["CLI/"],
    "utf8proc": ["utf8proc.h"],
    "nlohmann-json": ["nlohmann/json.hpp"],
    "libedit": ["histedit.h"],
    "libmd": ["sha1.h", "sha256.h"],
    "xxhash": ["xxhash.h"],
    "libzip, zlib, zstd": ["zip.h", "zlib.h", "zstd.h"],
    "gumbo": ["gumbo.h"],
    "pugixml": ["pugixml.hpp"],
    "fmt": ["fmt/format-inl.h"],
}


def levels(readme):
    """The line of each folder in the block of names in lib/README.md; the lowest has the largest."""
    block = re.search(r"Includes point down[\s\S]*?\n\n((?:    .+\n)+)", readme).group(1)
    return {folder: line for line, text in enumerate(block.splitlines()) for folder in text.split()}


def places(readme):
    """What stands in backticks in the row of each library."""
    rows = re.findall(r"^\| ([^|]+?) \| (.+) \|$", readme, re.MULTILINE)
    return {name: re.findall(r"`((?:lib|app)/[^`]+)`", text) for name, text in rows}


def folder_of(path):
    return path.parts[1] if path.parts[0] == "lib" else path.parts[0]


def wrong_direction(includer, included, level):
    above, below = folder_of(includer), included.split("/")[0]
    if below not in level:
        return f"{below} has no place in lib/README.md"
    if above != below and level[above] >= level[below]:
        return f"{above} stands no higher than {below}"
    return None


def wrong_place(includer, header, place):
    for library, headers in HEADERS.items():
        if any(header.startswith(name) for name in headers):
            stem = str(includer.with_suffix(""))
            if not any(stem == at or str(includer) == at or stem.startswith(at + "/")
                       for at in place[library]):
                return f"{library} belongs to {', '.join(place[library])}"
    return None


def findings(source):
    level = levels((source / "lib/README.md").read_text())
    place = places((source / "README.md").read_text())
    folders = {path.name for path in (source / "lib").iterdir() if path.is_dir()} | {"app"}
    for folder in sorted(folders ^ set(level)):
        yield f"lib/README.md: {folder} stands in the block or in the tree alone"
    for path in sorted([*source.glob("lib/**/*"), *source.glob("app/*")]):
        if path.suffix not in (".h", ".cc", ".inc"):
            continue
        name = path.relative_to(source)
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if own := re.match(r'#include "(\w+/[\w./]+)"', line):
                found = wrong_direction(name, own.group(1), level)
            elif other := re.match(r"\s*#\s*include <([^>]+)>", line):
                found = wrong_place(name, other.group(1), place)
            else:
                continue
            if found:
                yield f"{name}:{number}: {line.strip()}: {found}"


found = list(findings(pathlib.Path(sys.argv[2])))
print("\n".join(found) or "includes point down")
sys.exit(bool(found))
