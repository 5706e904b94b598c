"""A dictionary in the format of CC-CEDICT and as large, made up: words of one to four common
characters as Unihan reads them, with senses of invented things. The same for the same seed."""

import random
import sqlite3

import made_deck

TONES = {mark: (letter, tone) for letter, marks in zip("aeiouü", ("āáǎà", "ēéěè", "īíǐì", "ōóǒò",
                                                                 "ūúǔù", "ǖǘǚǜ"))
         for tone, mark in enumerate(marks, 1)}
LENGTHS, SHARES = (1, 2, 3, 4), (9, 47, 22, 22)
ROWS = """select name, version, licence, words from source;
select traditional, simplified, pinyin, numbered, letters, senses, listed_last from word order by id"""


def numbered(sound):
    """"liàn" as "lian4"."""
    tone, letters = 5, ""
    for sign in sound:
        letter, found = TONES.get(sign, (sign, 0))
        letters += letter
        tone = found or tone
    return letters.replace("ü", "u:") + str(tone)


def sense(rng):
    return " ".join(rng.choice(words) for words in rng.choice((
        (made_deck.ADJECTIVES, made_deck.THINGS), (made_deck.THINGS,),
        (("to see a", "to make a", "to leave the"), made_deck.ADJECTIVES, made_deck.THINGS))))


def dictionary(count, seed):
    rng = random.Random(seed)
    signs = [(sign, numbered(sound)) for sign, sound in made_deck.characters()]
    words = set()
    lines = ["#! version=1", "#! date=2026-01-01T00:00:00Z", f"#! entries={count}"]
    while len(words) < count:
        drawn = rng.choices(signs, k=rng.choices(LENGTHS, SHARES)[0])
        word = "".join(sign for sign, _ in drawn)
        if word in words and len(word) > 1:
            continue
        words.add(word if word not in words else f"{word}{len(words)}")
        senses = "/".join(sense(rng) for _ in range(rng.choice((1, 1, 1, 2, 3))))
        lines.append(f"{word} {word} [{' '.join(sound for _, sound in drawn)}] /{senses}/")
    return "\n".join(lines) + "\n"


def dump_rows(path, rows):
    """The rows of an installed dictionary as floor_dictionary takes them."""
    db = sqlite3.connect(path)
    with open(rows, "w", encoding="utf8", newline="") as file:
        for query in ROWS.split(";"):
            for row in db.execute(query):
                file.write("\x1f".join(map(str, row)) + "\x1e")
    db.close()
