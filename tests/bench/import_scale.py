"""What an import costs per entry as decks grow: python3 tests/bench/import_scale.py LIANXI DECKS

Makes decks of 60, 600 and 6,000 entries, seeded, of invented words in sentences that share their
surroundings, imports each into a collection of its own and prints the CPU time per entry: it should
stay flat, because rivals are looked up by what surrounds a blank, not by comparing all with all.
Then all decks of the folder DECKS together. Medians of five runs.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile

CHARACTERS = {
    "安": "ān", "白": "bái", "包": "bāo", "本": "běn", "长": "cháng", "车": "chē", "成": "chéng",
    "春": "chūn", "道": "dào", "地": "dì", "东": "dōng", "法": "fǎ", "方": "fāng", "风": "fēng",
    "高": "gāo", "工": "gōng", "光": "guāng", "国": "guó", "海": "hǎi", "合": "hé", "红": "hóng",
    "花": "huā", "火": "huǒ", "机": "jī", "家": "jiā", "江": "jiāng", "金": "jīn", "开": "kāi",
    "口": "kǒu", "来": "lái", "力": "lì", "林": "lín", "马": "mǎ", "门": "mén", "明": "míng",
    "木": "mù", "南": "nán", "平": "píng", "青": "qīng", "日": "rì", "山": "shān", "生": "shēng",
    "水": "shuǐ", "天": "tiān", "同": "tóng", "土": "tǔ", "文": "wén", "西": "xī", "新": "xīn",
    "星": "xīng", "学": "xué", "阳": "yáng", "业": "yè", "友": "yǒu", "雨": "yǔ", "月": "yuè",
    "云": "yún", "正": "zhèng", "中": "zhōng", "主": "zhǔ", "子": "zǐ", "作": "zuò",
    "百": "bǎi", "北": "běi", "宝": "bǎo", "笔": "bǐ", "草": "cǎo", "刀": "dāo", "冬": "dōng",
    "飞": "fēi", "歌": "gē", "古": "gǔ", "河": "hé", "黑": "hēi", "鸡": "jī", "酒": "jiǔ",
    "苦": "kǔ", "老": "lǎo",
}
# What stands before and behind the blank.
FRAMES = [
    ("我们之间的", "很重要。", "Wǒmen zhījiān de", "hěn zhòngyào."),
    ("他有很多", "，都不错。", "Tā yǒu hěn duō", ", dōu bùcuò."),
    ("请把", "给我看看。", "Qǐng bǎ", "gěi wǒ kànkan."),
    ("我对", "感兴趣。", "Wǒ duì", "gǎn xìngqù."),
    ("这种", "从哪儿来？", "Zhè zhǒng", "cóng nǎr lái?"),
    ("没有", "怎么办？", "Méiyǒu", "zěnme bàn?"),
    ("她想学习", "的历史。", "Tā xiǎng xuéxí", "de lìshǐ."),
    ("大家都在谈", "。", "Dàjiā dōu zài tán", "."),
]
DAYS = [("今天", "Jīntiān"), ("昨天", "Zuótiān"), ("以前", "Yǐqián"), ("现在", "Xiànzài")]


def words(count, rng):
    made = {}
    names = list(CHARACTERS)
    while len(made) < count:
        pair = rng.choice(names) + rng.choice(names)
        made[pair] = CHARACTERS[pair[0]] + ("'" if CHARACTERS[pair[1]][0] in "āáǎàēéěèōóǒò" else "") \
            + CHARACTERS[pair[1]]
    return made


def deck(count, seed):
    rng = random.Random(seed)
    made = words(count, rng)
    names = list(made)
    text = []
    for index, (word, pinyin) in enumerate(made.items()):
        text.append(f"# {word} {pinyin}\n- Part of speech: noun\n"
                    f"- Definition: invented thing {index}\n## Examples\n")
        for before, after, left, right in rng.sample(FRAMES, 6):
            day, sound = rng.choice(DAYS)
            text.append(f"- {day}{before}**{word}**{after}\n"
                        f"  - Pinyin: {sound} {left} {pinyin} {right}\n")
        other = rng.choice(names)
        if other != word:
            text.append(f"## Related\n- {other} ({made[other]}): another thing\n")
    return "".join(text)


def cpu_of(command):
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{command}: status {status}")
    return usage.ru_utime + usage.ru_stime


def import_cost(lianxi, paths, runs=5):
    costs = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            costs.append(cpu_of([lianxi, "import", "-q", "--collection", folder + "/c.db"] + paths))
    return statistics.median(costs)


def main():
    lianxi, decks = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        for count in (60, 600, 6000):
            path = f"{folder}/d{count}.md"
            with open(path, "w", encoding="utf8") as out:
                out.write(deck(count, count))
            cost = import_cost(lianxi, [path], 5 if count < 6000 else 3)
            print(f"{count:>6} entries {cost * 1000:>9.1f} ms CPU {cost * 1e6 / count:>8.0f} us an entry")
    print(f"all of {os.path.basename(decks.rstrip('/'))}: {import_cost(lianxi, [decks]) * 1000:.0f} ms CPU")


main()
