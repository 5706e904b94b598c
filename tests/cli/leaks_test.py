"""No screen gives its answer away. Takes in every deck, the pages of the tests and, where
LIANXI_REAL_DATA names a folder, the real pages; lets the program draw every card once, and looks for
the answer, in characters and in every spelling of its pinyin, in what stands there before it.
Knows nothing of how the program hides it."""

import itertools
import os
import pathlib
import re
import unicodedata

import lianxi

TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
HEADER = re.compile(r"^(meaning|reading|recall|cloze|contrast) · (\d+)/(\d+) ")


def fold(text):
    """NFKC, lower case, letters, figures and characters only; a blank parts what stands around it."""
    text = unicodedata.normalize("NFKC", text.replace("＿", "0")).lower()
    return "".join(filter(str.isalnum, text))


def letters_and_tones(pinyin):
    """"liánxì bu shàng" -> ("lianxibushang", ["2", "4", "4"])."""
    letters, tones = "", []
    for sign in unicodedata.normalize("NFD", pinyin.lower()):
        if sign in TONES:
            tones.append(TONES[sign])
        elif sign == "\u0308":
            letters = letters[:-1] + "ü"
        elif sign.isalpha():
            letters += sign
    return letters, tones


def words_of(text):
    """The Latin words of a text, marks and figures taken off."""
    text = unicodedata.normalize("NFKD", text.lower().replace("u:", "ü").replace("v", "ü"))
    text = unicodedata.normalize("NFC", "".join(sign for sign in text if sign not in TONES))
    return re.findall(r"[a-zü]+", text)


def spelled_in(words, letters):
    """Whether one word, or some in a row, spell these letters without tones."""
    for first in range(len(words)):
        run = ""
        for word in words[first:first + 6]:
            run += word
            if run == letters:
                return True
            if len(run) >= len(letters):
                break
    return False


def leak(kind, screen, answer):
    """What of the answer stands on the screen; nothing on a good one."""
    if kind == "meaning":
        glosses = [fold(gloss) for gloss in re.split(r"[;,/()]", answer["correct"])]
        return next((gloss for gloss in glosses if len(gloss) > 3 and gloss in fold(screen)), None)
    characters = "".join(sign for sign in answer["correct"]
                         if unicodedata.name(sign, "").startswith("CJK UNIFIED"))
    if characters and characters in fold(screen):
        return characters
    pinyin = answer["correct"][len(characters):].strip()
    letters, tones = letters_and_tones(pinyin)
    if not letters:
        return None
    if tones and fold(pinyin) in fold(screen):
        return pinyin
    if spelled_in(words_of(screen), letters):
        return letters
    return None


def draw_all(learner):
    """Every card: its kind, the screen before the answer, and the answer as the protocol tells it."""
    answers = []
    with learner.review("--cram") as review:
        while question := review.read():
            answers.append({"kind": question["kind"], **review.ask({"answer": ""})})
            review.ask({"rating": 3})
    lines = learner.done("review", "--cram", stdin=b"\n\n" * len(answers)).splitlines()
    screens = []
    for line in lines:
        if HEADER.match(line):
            screens.append([])
        if screens:
            screens[-1].append(line)
    for screen, answer in itertools.zip_longest(screens, answers):
        end = next(i for i, line in enumerate(screen)
                   if line.startswith(">") or line.startswith("enter shows"))
        prompt = [line for line in screen[1:end] if not re.fullmatch(r"  \S+ or \S+\?", line)]
        yield HEADER.match(screen[0]).group(1), "\n".join(prompt), answer


def no_screen_gives_its_answer_away(test):
    learner = test.learner("leaks")
    learner.done("import", "-q", *sorted(path.parent for path in
                                         test.source.glob("decks/*/deck.md")))
    pages = sorted(test.source.glob("tests/import/pages/*.txt"))
    if real := os.environ.get("LIANXI_REAL_DATA"):
        pages += sorted(path for path in pathlib.Path(real, "pages").glob("*.txt")
                        if path.name != "ATTRIBUTION.txt")
    else:
        print("skipped: the real pages (LIANXI_REAL_DATA names no folder)")
    learner.run("import", "-q", "--keep-going", *pages)
    looked = 0
    for kind, screen, answer in draw_all(learner):
        looked += 1
        test.check("kind", kind, answer["kind"])
        if shown := leak(kind, screen, answer):
            test.fail(f"{kind} {answer['correct']}: {shown!r} stands in:\n{screen}")
    print(f"{looked} screens looked at")
    if looked < 800:
        test.fail(f"only {looked} screens")


if __name__ == "__main__":
    lianxi.main(no_screen_gives_its_answer_away)
