"""One learner's figures in every form: JSON, CSV and the page say the same, JSON is what its schema
says, and a page of a hostile deck is text. Where chromium is installed it opens the page, too: no
error, nothing asked for, nothing run."""

import csv
import datetime
import html.parser
import io
import json
import random
import shutil
import subprocess

import jsonschema

import lianxi

FIRST_DAY = datetime.date(2026, 1, 5)
DAYS = 40
TONES = {sign: row for row in ("āáǎà", "ēéěè", "īíǐì", "ōóǒò", "ūúǔù") for sign in row}
HOSTILE = """# 陷阱 xiànjǐng
- Definition: </td><script>document.title='run'</script> "trap" & 'snare' javascript:run()
- Tags: <img/src=x/onerror=run()>
"""
HOSTILE_DECK = "<script>document.title='run'<script> \u202ekced"


def missed(pinyin, chance):
    """Now and then a second tone for a third, and a third for a second."""
    signs = []
    for sign in pinyin:
        place = TONES.get(sign, "").find(sign)
        if place in (1, 2) and chance.random() < 0.3:
            sign = TONES[sign][3 - place]
        signs.append(sign)
    return "".join(signs)


def studied(test, name):
    learner = test.learner(name, f"{FIRST_DAY}T09:00+08:00")
    learner.done("import", "-q", *test.decks)
    learner.done("config", "set", "new-cards", "12")
    heads = [entry["headword"] for entry in learner.json("list")["entries"]]
    entries = learner.json("show", *heads)["entries"]
    readings = {entry["headword"]: entry["readings"][0] for entry in entries}
    chance = random.Random(7)
    for day in range(DAYS):
        if day % 9 == 4:
            continue
        learner.now = f"{FIRST_DAY + datetime.timedelta(day)}T{8 + day % 12:02}:00+08:00"
        study(learner, readings, chance)
    return learner


def study(learner, readings, chance):
    review = learner.review()
    while (question := review.read()) and "card" in question:
        reading = readings.get(question["word"])
        if question["kind"] in ("reading", "recall") and reading:
            verdict = review.ask({"answer": missed(reading, chance)})
            rating = "proposed" if verdict["proposed"] else 2
            review.ask({"rating": rating})
        else:
            review.ask({"rating": chance.choice((1, 3, 3, 3, 4))})
    review.close()


class Page(html.parser.HTMLParser):
    """The tables of a page by the heading above them, all cells as text; and every tag's name."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.tags, self.references = {}, set(), []
        self.heading, self.text = "", None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.references += [value for name, value in attributes
                            if name in ("src", "href", "data", "action") or name.startswith("on")]
        if tag in ("h2", "td", "th"):
            self.text = ""
        if tag == "table":
            self.tables[self.heading] = []
        if tag == "tr":
            self.tables[self.heading].append([])

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "h2":
            self.heading = self.text
        if tag in ("td", "th"):
            self.tables[self.heading][-1].append(self.text)
        if tag in ("h2", "td", "th"):
            self.text = None


HEADINGS = {"totals": "Today and this week", "days": "The last year", "months": "Recall over time",
            "recall": "Recall by kind, deck, level, sentence and time of day", "states": "Cards",
            "due": "Due", "forecast": "Forecast", "intervals": "Intervals", "ease": "Ease",
            "simulation": "What a retention costs", "simulation_by_new": "What new cards cost",
            "tones": "Tones", "tone_pairs": "Tones of two syllables", "levels": "Levels"}

# Tables that JSON has only where they are asked for.
ASKED_FOR = {"cards", "simulation", "simulation_by_new"}


def number(text, column):
    if column in ("rate", "low", "high"):
        return round(float(text.removesuffix(" %")) / 100, 4)
    try:
        return float(text)
    except ValueError:
        return text


def same_everywhere(test):
    learner = studied(test, "figures")
    figures = json.loads(learner.done("export", "stats", "--format", "json"))
    schema = json.loads((test.source / "schema" / "stats.schema.json").read_text("utf8"))
    jsonschema.validate(figures, schema)
    test.check("tables", sorted(figures), sorted(set(schema["properties"]) - ASKED_FOR))
    for name in sorted(ASKED_FOR):
        asked = learner.done("export", "stats", "--table", name, "--format", "json")
        jsonschema.validate(json.loads(asked), schema)
        figures |= {name: json.loads(asked)[name]}
    for name in schema["properties"]:
        if name != "schema":
            compare_csv(test, learner, name, figures)
    path = learner.folder / "progress.html"
    learner.done("export", "stats", "--html", path)
    page = Page(path.read_text("utf8"))
    for name, heading in HEADINGS.items():
        rows = [list(row.values()) for row in figures[name]]
        columns = list(figures[name][0])
        shown = [[number(text, column) for text, column in zip(row, columns)]
                 for row in page.tables[heading][1:]]
        wanted = [["" if value is None else number(str(value), "") for value in row]
                  for row in rows]
        test.check(f"the page's {name}", shown, wanted)
    on_screen(test, learner, figures)


def compare_csv(test, learner, name, figures):
    text = learner.done("export", "stats", "--table", name)
    rows = list(csv.DictReader(io.StringIO(text)))
    wanted = figures[name]
    if name in ASKED_FOR and not wanted:
        test.fail(f"no {name}")
    test.check(f"rows of {name}", len(rows), len(wanted))
    for got, row in zip(rows, wanted):
        test.check(f"a row of {name}", got,
                   {column: "" if value is None else str(value).removesuffix(".0")
                    if isinstance(value, float) and value == int(value) else str(value)
                    for column, value in row.items()})


def on_screen(test, learner, figures):
    """What the screen says of today and of each kind."""
    screen = learner.done("stats")
    today = figures["totals"][0]
    line = next(line for line in screen.splitlines() if line.startswith("today "))
    test.check("today", line.split()[1:4],
               [str(today[what]) for what in ("reviews", "introduced", "drills")])
    for row in figures["recall"]:
        if f"{row['recalled']} of {row['reviews']}" not in screen:
            test.fail(f"the screen lacks {row}")


def hostile_deck(test):
    learner = test.learner("hostile", f"{FIRST_DAY}T09:00+08:00")
    deck = learner.folder / "deck"
    deck.mkdir()
    (deck / "trap.md").write_text(HOSTILE, "utf8")
    (deck / "deck.md").write_text(f"- Title: {HOSTILE_DECK}\n", "utf8")
    named = learner.folder / "<script>document.title='run'<script>.md"
    named.write_text(HOSTILE.replace("陷阱 xiànjǐng", "圈套 quāntào"), "utf8")
    learner.done("import", "-q", deck, named)
    for day in range(8):
        learner.now = f"{FIRST_DAY + datetime.timedelta(day)}T09:00+08:00"
        study(learner, {}, random.Random(day))
    path = learner.folder / "progress.html"
    learner.done("export", "stats", "--html", path)
    text = path.read_text("utf8")
    page = Page(text)
    test.check("tags that run or ask", page.tags & {"script", "img", "iframe", "object", "link"}, set())
    test.check("references", page.references, [])
    test.check("what turns text round", "\u202e" in text, False)
    if "&lt;script&gt;" not in text:
        test.fail("the hostile name is not on the page")
    in_browser(test, path)


def in_browser(test, path):
    browser = shutil.which("chromium")
    if not browser:
        print("skipped: the page in a browser (chromium is not installed)")
        return
    for colors in (0, 1):  # dark, light
        for width in (360, 1000):
            run = subprocess.run(
                [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                 f"--blink-settings=preferredColorScheme={colors}", f"--window-size={width},2000",
                 "--enable-logging=stderr", "--dump-dom", path.as_uri()],
                capture_output=True, timeout=120)
            said = run.stderr.decode(errors="replace")
            test.check("the browser's console", [line for line in said.splitlines()
                                                 if "CONSOLE" in line], [])
            if b"<title>run" in run.stdout or b"<title>lianxi" not in run.stdout:
                test.fail("the page ran something")


if __name__ == "__main__":
    lianxi.main(same_everywhere, hostile_deck)
