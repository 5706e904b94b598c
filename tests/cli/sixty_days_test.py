"""A learner takes in every deck and studies for 60 days (LIANXI_TEST_DAYS: fewer or more). New
cards come as they should: never more than the day's limit, never more than four of a word, none
held back on a day without any; and no two words begin within three days of each other that a
learner takes for one another, while one waits that is like none of the latest. What is alike is
worked out here from what `show` tells of each word."""

import collections
import datetime
import itertools
import os
import unicodedata

import lianxi

FIRST_DAY = datetime.date(2026, 3, 2)
DAYS = int(os.environ.get("LIANXI_TEST_DAYS", 60))
NEW_A_DAY = 6
NEW_OF_A_WORD = 4
SPACING = 3
ODDS = (5, 5, 60, 30)  # of again, hard, good and easy
CHANCE_TO_MISS_A_DAY = 0.05
LOOK_INTO_CARDS_EVERY = 15  # days


def letters(pinyin):
    """The letters of a reading, without tones, apostrophes and spaces; ü stays ü."""
    marks = "\u0300\u0301\u0304\u030c"  # grave, acute, macron, caron
    bare = "".join(sign for sign in unicodedata.normalize("NFD", pinyin.lower())
                   if sign not in marks)
    return "".join(filter(str.isalpha, unicodedata.normalize("NFC", bare)))


def is_hanzi(sign):
    return unicodedata.name(sign, "").startswith("CJK UNIFIED IDEOGRAPH")


class Word:
    """What makes a word like others."""

    def __init__(self, entry):
        self.word = entry["headword"]
        self.characters = set(filter(is_hanzi, self.word))
        self.letters = set(map(letters, entry["readings"]))
        self.names = {other["word"] for other in entry["contrasts"] + entry["related"]}

    def is_like(self, other):
        return bool(self.characters & other.characters or self.letters & other.letters or
                    other.word in self.names or self.word in other.names)


class Course:
    """What the learner has met so far, and what the rules make of it."""

    def __init__(self, test, learner):
        self.test, self.learner = test, learner
        self.headwords = [entry["headword"] for entry in learner.json("list")["entries"]]
        entries = self.entries()
        self.word_of = {card["id"]: entry["headword"]
                        for entry in entries for card in entry["cards"]}
        words = [Word(entry) for entry in entries]
        self.like = {word.word: set() for word in words}
        for one, other in itertools.combinations(words, 2):
            if one.is_like(other):
                self.like[one.word].add(other.word)
                self.like[other.word].add(one.word)
        self.begun = {}  # word: day
        self.seen = set()  # cards
        self.answers = self.gave_way = 0

    def entries(self):
        return self.learner.json("show", *self.headwords)["entries"]

    def begun_near(self, word, today):
        """Words like this one that began today, or too few days before."""
        return {other for other in self.like[word]
                if other in self.begun and (today - self.begun[other]).days < SPACING}

    def session(self, stop_after=None):
        """Answers what is asked. Gives how many new cards of each word there were."""
        fresh = collections.Counter()
        answers = 0
        review = self.learner.review()
        while answers != stop_after and (question := review.read()):
            if question["card"] not in self.seen:
                self.seen.add(question["card"])
                fresh[self.word_of[question["card"]]] += 1
            review.ask({"rating": self.test.random.choices((1, 2, 3, 4), ODDS)[0]})
            answers += 1
        status, said = review.close()
        if status != (0 if answers else lianxi.NOTHING):
            raise lianxi.Differs(f"review ended with {status}:\n{said}")
        self.answers += answers
        return fresh

    def study(self, today):
        self.learner.now = f"{today}T09:00+08:00"
        waiting = [word for word in self.headwords if word not in self.begun]
        free = [word for word in waiting if not self.begun_near(word, today)]
        fresh = collections.Counter()
        if self.test.random.random() < 0.2:
            fresh += self.session(stop_after=NEW_A_DAY // 2)
        fresh += self.session()
        if (count := sum(fresh.values())) > NEW_A_DAY:
            self.test.fail(f"{today}: {count} new cards")
        for word, count in fresh.items():
            if count > NEW_OF_A_WORD:
                self.test.fail(f"{today}: {count} new cards of {word}")
        beginning = [word for word in fresh if word not in self.begun]
        self.begun.update(dict.fromkeys(beginning, today))
        self.compare_spacing(today, beginning, free)
        if not fresh or (today - FIRST_DAY).days % LOOK_INTO_CARDS_EVERY == 0:
            self.compare_cards(today, fresh)

    def compare_spacing(self, today, beginning, free):
        """`free`: words that were like none of the latest when the day began."""
        for word in beginning:
            if near := self.begun_near(word, today):
                self.gave_way += 1
                if free or len(beginning) > 1:
                    self.test.fail(f"{today}: {word} begins near {near}; {free[:5]} could have")

    def compare_cards(self, today, fresh):
        """Where the day had room for more, nothing that could be asked is left."""
        while more := self.session():  # what has only just opened
            fresh += more
        if sum(fresh.values()) == NEW_A_DAY:
            return
        for entry in self.entries():
            word = entry["headword"]
            left = [card for card in entry["cards"] if card["open"] and card["due"] is None]
            may_wait = fresh[word] == NEW_OF_A_WORD or \
                fresh and word not in self.begun and self.begun_near(word, today)
            if left and not may_wait:
                self.test.fail(f"{today}: {len(left)} open cards of {word} are left; "
                               f"new cards today: {dict(fresh)}")


def study_decks(test, name, decks, days):
    learner = test.learner(name, f"{FIRST_DAY}T08:00+08:00")
    learner.done("import", "-q", *decks)
    learner.done("config", "set", "new-cards", NEW_A_DAY)
    course = Course(test, learner)
    for number in range(days):
        if test.random.random() >= CHANCE_TO_MISS_A_DAY:
            course.study(FIRST_DAY + datetime.timedelta(days=number))
    learner.check()
    print(f"{len(decks)} decks: {len(course.begun)} of {len(course.headwords)} words begun, "
          f"{course.answers} answers, spacing gave way {course.gave_way} times")
    return course


def every_deck(test):
    study_decks(test, "all", sorted(path.parent for path in test.source.glob("decks/*/deck.md")),
                DAYS)


def one_deck_of_words_that_are_alike(test):
    course = study_decks(test, "contact", [test.source / "decks" / "contact"], min(DAYS, 15))
    test.check("words not begun", set(course.headwords) - course.begun.keys(), set())
    if course.gave_way == 0:
        test.fail("the words of this deck should be too alike for spacing to hold")


if __name__ == "__main__":
    lianxi.main(every_deck, one_deck_of_words_that_are_alike)
