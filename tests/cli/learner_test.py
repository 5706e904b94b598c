"""Two learners over 60 days. The due dates of both equal a table worked out here. One studies
nearly every day and all there is; the other now and then, so that every answer can be undone, which
gives the first state again, and redone, which gives the last, in bearable time."""

import datetime

import lianxi

FIRST_DAY = datetime.date(2026, 3, 2)
DAYS = 60
CHECK_EVERY = 10
IMPORT_AGAIN_ON = 30


class Habit:
    """How somebody studies: every so many days. The odds are those of again, hard, good, easy."""

    def __init__(self, new_a_day, odds, every):
        self.new_a_day, self.odds, self.every = new_a_day, odds, every


EAGER = Habit(new_a_day=10, odds=(18, 12, 50, 20), every=1)
LAZY = Habit(new_a_day=4, odds=(10, 10, 60, 20), every=6)
CHANCE_TO_MISS_A_DAY = 0.08


class Card:
    """SM-2 as published, in integers: the article's reading, four ratings as grades 2 to 5."""

    def __init__(self):
        self.n, self.ef100, self.interval = 0, 250, 0
        self.last = self.due = None
        self.reviews = self.lapses = 0

    def rate(self, rating, today):
        """True where this makes the card a leech, or three lapses later makes it worse."""
        self.reviews += 1
        if self.last == today:
            return False  # a drill: the first answer of a day is the one that counts
        grade = rating + 1
        lapse = grade < 3 and self.n > 0
        self.lapses += lapse
        if grade < 3:
            self.n, self.interval = 0, 1
        else:
            if self.n == 0:
                self.interval = 1
            elif self.n == 1:
                self.interval = 6
            else:
                self.interval = -(-self.interval * self.ef100 // 100)
            self.n += 1
            missing = 5 - grade
            self.ef100 = max(130, self.ef100 + 10 - missing * (8 + missing * 2))
        self.last = today
        self.due = today + datetime.timedelta(days=self.interval)
        return lapse and self.lapses >= 6 and self.lapses % 3 == 0


class Day:
    """One day of study: what the program asks is compared with what the table says is due."""

    def __init__(self, test, learner, habit, table, today):
        self.test, self.learner, self.habit = test, learner, habit
        self.table, self.today = table, today
        self.due = {key for key, card in table.items() if card.due and card.due <= today}
        self.asked = set()
        self.introduced = 0
        self.come_again = set()

    def session(self, stop_after=None):
        """Answers what is asked, to the end or until the learner closes the lid."""
        with self.learner.review() as review:
            answered = 0
            while answered != stop_after and (question := review.read()):
                self.compare_question(question)
                self.answer(review, question)
                answered += 1

    def compare_question(self, question):
        key = question["card"]
        card = self.table.setdefault(key, Card())
        seen_today = card.last == self.today
        self.test.check(f"{self.today} {key} is a drill", question["drill"], seen_today)
        if seen_today:
            if key not in self.come_again:
                self.test.fail(f"{self.today} {key} comes again although it was rated good")
        elif card.due is None:
            self.introduced += 1
        elif key not in self.due:
            self.test.fail(f"{self.today} {key} is asked, but due on {card.due}")
        self.asked.add(key)

    def answer(self, review, question):
        """Rates at once, or types something first and then rates or takes what is proposed."""
        chance = self.test.random
        rating = chance.choices((1, 2, 3, 4), self.habit.odds)[0]
        message = rating
        if chance.random() < 0.3:
            verdict = review.ask({"answer": chance.choice(["", "x", "lian2xi4", "联系"])})
            if verdict["proposed"] is not None and chance.random() < 0.3:
                rating, message = verdict["proposed"], "proposed"
        saved = review.ask({"rating": message})["saved"]
        card = self.table[question["card"]]
        leech = card.rate(rating, self.today)
        if rating < 3:
            self.come_again.add(question["card"])
        else:
            self.come_again.discard(question["card"])
        wanted = {"card": question["card"], "rating": rating, "due": str(card.due)}
        self.test.check(f"{self.today} saved", saved,
                        wanted | ({"leech": card.lapses} if leech else {}))

    def compare_end(self):
        self.test.check(f"{self.today} due cards that were not asked", self.due - self.asked, set())
        self.test.check(f"{self.today} cards still to come again", self.come_again, set())
        if self.introduced > self.habit.new_a_day:
            self.test.fail(f"{self.today}: {self.introduced} new cards")


def time_on(test, day):
    """Some time of a study day, which ends at four in the morning."""
    midnight = datetime.datetime.combine(day, datetime.time())
    minutes = test.random.randrange(4 * 60, 27 * 60)
    return (midnight + datetime.timedelta(minutes=minutes)).isoformat() + "+08:00"


def study(test, learner, habit, table, today):
    day = Day(test, learner, habit, table, today)
    learner.now = time_on(test, today)
    if test.random.random() < 0.2:
        day.session(stop_after=test.random.randrange(1, 8))
    waiting = day.due - day.asked
    told = learner.json("due")
    test.check(f"{today} due", told["due"], len(waiting))
    if waiting or day.come_again or told["new"]:
        day.session()
    day.compare_end()


def import_again(test, learner):
    before = learner.check()
    report = learner.json("import", *test.decks)
    test.check("imported again: entries new and updated",
               [report["entries"]["new"], report["entries"]["updated"]], [0, 0])
    test.check("imported again: new cards", report["cards"]["new"], 0)
    test.check("digests after importing again", learner.check(), before)


def compare_table(test, learner, table):
    words = [entry["headword"] for entry in learner.json("list")["entries"]]
    shown = learner.json("show", *words)["entries"]
    cards = {card["id"]: card for entry in shown for card in entry["cards"]}
    for key, card in table.items():
        got = [cards[key][name] for name in ("due", "interval_days", "ease", "reviews")]
        wanted = [str(card.due), card.interval, card.ef100 / 100, card.reviews]
        test.check(f"card {key}: due, interval, ease, reviews", got, wanted)
    unseen = {key for key, card in cards.items() if card["due"]} - table.keys()
    test.check("cards with a due date that were never asked", unseen, set())


def repeat_until_no(learner, command):
    """Runs a command until it says that there is nothing more; gives how often it worked."""
    times = 0
    while (result := learner.run(command, "-q")).status == 0:
        times += 1
    if result.status != lianxi.NOTHING:
        raise lianxi.Differs(f"{command} ended with {result.status}: {result.err.decode()}")
    return times


def sixty_days(test, learner, habit):
    """Studies, and gives the table of what was learnt."""
    table = {}
    for number in range(DAYS):
        today = FIRST_DAY + datetime.timedelta(days=number)
        misses = number > 0 and test.random.random() < CHANCE_TO_MISS_A_DAY
        if number % habit.every == 0 and not misses:
            study(test, learner, habit, table, today)
        if number == IMPORT_AGAIN_ON:
            import_again(test, learner)
        if number % CHECK_EVERY == 0:
            learner.check()
    compare_table(test, learner, table)
    print(f"{sum(card.reviews for card in table.values())} answers to {len(table)} cards")
    return table


def with_decks(test, name):
    learner = test.learner(name, time_on(test, FIRST_DAY - datetime.timedelta(days=1)))
    learner.done("import", *test.decks)
    return learner


def eager_learner(test):
    sixty_days(test, with_decks(test, "eager"), EAGER)


def lazy_learner_undoes_everything(test):
    learner = with_decks(test, "lazy")
    learner.done("config", "set", "new-cards", LAZY.new_a_day)
    first = learner.check()
    table = sixty_days(test, learner, LAZY)
    last = learner.check()
    answers = sum(card.reviews for card in table.values())
    test.check("undone", repeat_until_no(learner, "undo"), answers)
    test.check("state after undoing everything", learner.check()["state"], first["state"])
    test.check("redone", repeat_until_no(learner, "redo"), answers)
    test.check("state after redoing everything", learner.check()["state"], last["state"])
    compare_table(test, learner, table)


if __name__ == "__main__":
    lianxi.main(eager_learner, lazy_learner_undoes_everything)
