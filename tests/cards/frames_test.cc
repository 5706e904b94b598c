#include "cards/frames.h"

#include <doctest/doctest.h>

#include "support/entries.h"

namespace lianxi {
namespace {

const WordSet kNone;

EntryBuilder contact() { return {"联系", "liánxì"}; }
EntryBuilder relation() { return {"关系", "guānxi"}; }

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list) text += (text.empty() ? "" : " ") + item;
  return text;
}

/// The frames of the only sentence of an entry, in its headword's blank.
std::string frames(const Entry& entry) {
  const CardSet set = generate_cards(entry, kNone);
  for (const CardPlan& plan : set.cards) {
    if (plan.card.kind == CardKind::cloze && plan.card.target == entry.headword) {
      return joined(frames_of(plan.pool.at(0)));
    }
  }
  return "no blank";
}

/// "之间的＿ 关系; ✗跟他＿。 关系": what an entry's sentences say.
std::string uses(const Entry& entry, const Lexicon& lexicon = kNone) {
  std::string all;
  for (const FrameUse& use : frame_uses(entry, generate_cards(entry, lexicon), lexicon)) {
    all +=
        (all.empty() ? "" : "; ") + std::string(use.wrong ? "✗" : "") + use.frame + " " + use.word;
  }
  return all;
}

struct Row {
  std::string word, chinese, pinyin, frames;
};

void check(const Row& row) {
  CAPTURE(row.chinese);
  CAPTURE(row.pinyin);
  CHECK(frames(EntryBuilder(row.word, "").example(row.chinese, row.pinyin)) == row.frames);
}

}  // namespace

TEST_CASE("a frame reaches from the blank to the word that governs it") {
  const Row rows[] = {
      // What is asked about, counted or pointed at decides nothing; the verb before it does.
      {"关系", "他迟到跟我有什么关系？", "Tā chídào gēn wǒ yǒu shénme guānxi?", "有什么＿"},
      {"关系", "你和新来的同事是什么关系？", "Nǐ hé xīn lái de tóngshì shì shénme guānxi?",
       "是什么＿"},
      {"关系", "这里头没有这种关系。", "Zhè lǐtou méiyǒu zhè zhǒng guānxi.", "没有这种＿"},
      // 的 waits for what stands before it.
      {"关系", "邻居之间的关系要靠平时维护。", "Línjū zhījiān de guānxi yào kào píngshí wéihù.",
       "之间的＿"},
      {"联系", "两家工厂没有业务上的联系。", "Liǎng jiā gōngchǎng méiyǒu yèwù shang de liánxì.",
       "业务上的＿"},
      {"关系", "睡眠跟记忆有密切的关系。", "Shuìmián gēn jìyì yǒu mìqiè de guānxi.", "密切的＿"},
      {"关系", "睡眠跟记忆有很密切的关系。", "Shuìmián gēn jìyì yǒu hěn mìqiè de guānxi.",
       "有很密切的＿"},
      // 有 alone says nothing.
      {"关系", "睡眠跟记忆有关系。", "Shuìmián gēn jìyì yǒu guānxi.", "记忆有＿。"},
      {"关系", "这件事跟你没有关系。", "Zhè jiàn shì gēn nǐ méiyǒu guānxi.", "跟他没有＿。"},
      {"朋友", "我跟他是朋友。", "Wǒ gēn tā shì péngyou.", "跟他是＿。"},
      {"历史", "他对历史感兴趣。", "Tā duì lìshǐ gǎnxìngqù.", "对＿感兴趣"},
      // 了 and 着 stand between and are no part of it; nor are 吧 and the like behind.
      {"联系", "船长跟岸上取得了联系。", "Chuánzhǎng gēn ànshang qǔdé le liánxì.", "取得＿。"},
      {"联系", "同学们一直保持着联系吧？", "Tóngxuémen yīzhí bǎochí zhe liánxì ba?", "保持＿。"},
      // A verb stands between what it goes with.
      {"联系", "没收到快递，请联系客服。", "Méi shōu dào kuàidì, qǐng liánxì kèfú.", "请＿客服"},
      // What goes on behind is another thing.
      {"保持", "我们保持环境卫生。", "Wǒmen bǎochí huánjìng wèishēng.", "他＿环境卫生"},
      {"参加", "我们参加了学校的比赛。", "Wǒmen cānjiā le xuéxiào de bǐsài.", "他＿学校的"},
      {"联系", "我想联系一个律师。", "Wǒ xiǎng liánxì yī gè lǜshī.", "想＿一个律师"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("a pronoun counts as any other") {
  const Row rows[] = {
      {"联系", "到了北京我就跟你联系。", "Dào le Běijīng wǒ jiù gēn nǐ liánxì.", "跟他＿。"},
      {"联系", "有消息就跟她们联系吧。", "Yǒu xiāoxi jiù gēn tāmen liánxì ba.", "跟他＿。"},
      {"联系", "有事请联系我们的客服。", "Yǒu shì qǐng liánxì wǒmen de kèfú.", "请＿他的客服"},
      {"联系", "有事请联系你的客服。", "Yǒu shì qǐng liánxì nǐ de kèfú.", "请＿他的客服"},
      {"联系", "我联系了客服。", "Wǒ liánxì le kèfú.", "他＿客服"},
      {"联系", "她打算联系我。", "Tā dǎsuàn liánxì wǒ.", "打算＿他"},
      {"性格", "大家很喜欢她的性格。", "Dàjiā hěn xǐhuan tā de xìnggé.", "喜欢他的＿"},
      {"联系", "我联系客服了。", "Wǒ liánxì kèfú le.", "他＿客服"},
      {"联系", "大家联系客服了。", "Dàjiā liánxì kèfú le.", "他＿客服"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("too little around a blank is no frame") {
  const Row rows[] = {
      {"联系", "我明天会联系你。", "Wǒ míngtiān huì liánxì nǐ.", ""},
      {"联系", "请联系我。", "Qǐng liánxì wǒ.", ""},
      {"联系", "我去联系。", "Wǒ qù liánxì.", ""},
      {"关系", "他说的关系我不懂。", "Tā shuō de guānxi wǒ bù dǒng.", ""},
      {"关系", "没关系，我也刚到。", "Méi guānxi, wǒ yě gāng dào.", ""},
      {"关系", "这跟天气关系不大。", "Zhè gēn tiānqì guānxi bù dà.", ""},
      {"朋友", "这份礼物送给朋友。", "Zhè fèn lǐwù sòng gěi péngyou.", ""},
      {"桌子", "他在桌子上写字。", "Tā zài zhuōzi shàng xiě zì.", ""},
      // What the prompt hides is no neighbour.
      {"联系", "都分手了，还联系什么联系！", "Dōu fēnshǒu le, hái liánxì shénme liánxì!", ""},
      // Another clause is another context.
      {"联系", "因为工作，联系客户很重要。", "Yīnwèi gōngzuò, liánxì kèhù hěn zhòngyào.", ""},
      {"联系", "多联系，朋友不会散。", "Duō liánxì, péngyou bù huì sàn.", ""},
      {"联系", "写信联系或者打电话吧。", "Xiě xìn liánxì huòzhě dǎ diànhuà ba.", ""},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("without a pinyin line pieces of what is no word of grammar stand for the words") {
  const Row rows[] = {
      {"关系", "邻居之间的关系要靠平时维护。", "", "邻居之间的＿ 居之间的＿ 之间的＿"},
      {"关系", "他迟到跟我有什么关系？", "", "有什么＿"},
      {"关系", "你和他是什么关系？", "", "是什么＿"},
      {"联系", "没收到快递，请联系客服。", "", "请＿客服"},
      {"联系", "到了北京我就跟你联系。", "", "跟他＿。"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("the strongest frames come first, and of many only six count") {
  CHECK(frames(contact().example("修车师傅联系运输公司。")) ==
        "车师傅＿运输公司 师傅＿运输公司 傅＿运输公司");
}

TEST_CASE("a word in parts or said twice is evidence of nothing") {
  EntryBuilder meet("见面", "jiànmiàn");
  meet.separable();
  CHECK(frames(EntryBuilder(meet).example("我在车站见过他一面。",
                                          "Wǒ zài chēzhàn jiàn guo tā yī miàn.")) == "");
  CHECK(frames(EntryBuilder(meet).example("我们在车站见面。", "Wǒmen zài chēzhàn jiànmiàn.")) ==
        "车站＿。");
  EntryBuilder look("看", "kàn");
  CHECK(uses(EntryBuilder(look).example("先看看说明书。", "Xiān kànkan shuōmíngshū.")) == "");
  CHECK(uses(EntryBuilder(look).example("先看说明书。", "Xiān kàn shuōmíngshū.")) ==
        "先＿说明书 看; [＿说明书] 看");
}

TEST_CASE("what stands right beside a word may make a form of the two") {
  CHECK(uses(contact().example("我一直联系不到客服。", "Wǒ yīzhí liánxì bu dào kèfú.")) ==
        "[＿不到] 联系");
  CHECK(uses(contact().example("联系得到他吗？", "Liánxì de dào tā ma?")) == "[＿得到] 联系");
  CHECK(uses(contact().example("这是联系地址。", "Zhè shì liánxì dìzhǐ.")) ==
        "是＿地址 联系; [是＿] 联系; [＿地址] 联系");
}

TEST_CASE("a strong frame has context on both sides or three characters before the blank") {
  const struct {
    std::string frame;
    bool strong;
  } rows[] = {
      {"之间的＿", true}, {"有什么＿", true},  {"请＿客服", true},  {"跟他没有＿。", true},
      {"他＿客服", true}, {"取得＿。", false}, {"跟他＿。", false}, {"之间的", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.frame);
    CHECK(is_strong_frame(row.frame) == row.strong);
  }
}

TEST_CASE("the frame of a form is what it adds to the word") {
  const struct {
    std::string form, word, frame;
  } rows[] = {
      {"联系不上", "联系", "[＿不上]"}, {"保持联系", "联系", "[保持＿]"},
      {"不联系了", "联系", "[不＿了]"}, {"联系", "联系", ""},
      {"见不到面", "见面", ""},         {"联系", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.form);
    CHECK(form_frame(row.form, row.word) == row.frame);
  }
}

TEST_CASE("each frame of a word counts once, with the first sentence that shows it") {
  const Entry entry = relation()
                          .example("邻居之间的关系很好。", "Línjū zhījiān de guānxi hěn hǎo.")
                          .example("同事之间的关系很好。", "Tóngshì zhījiān de guānxi hěn hǎo.");
  const auto all = frame_uses(entry, generate_cards(entry, kNone), kNone);
  REQUIRE(all.size() == 1);
  CHECK(all[0] == FrameUse{"之间的＿", "关系", "邻居之间的关系很好。", false});
}

TEST_CASE("a form speaks for itself, and for the word in it") {
  const Entry entry = contact()
                          .phrase("联系不上", "liánxì bu shàng")
                          .phrase("保持联系", "bǎochí liánxì")
                          .example("我一直联系不上客服。", "Wǒ yīzhí liánxì bu shàng kèfú.")
                          .example("我们还保持联系。", "Wǒmen hái bǎochí liánxì.");
  CHECK(uses(entry) ==
        "保持＿。 联系; [保持＿] 联系; 一直＿客服 联系不上; [＿客服] 联系不上; [＿不上] 联系");
}

TEST_CASE("right halves speak for their word, wrong halves against theirs") {
  EntryBuilder entry = contact();
  SUBCASE("the halves differ in the word alone: the right one's pinyin line counts for both") {
    SentencePair made = pair("父子之间的联系很好。", "父子之间的关系很好。");
    made.right.pinyin = "Fùzǐ zhījiān de guānxi hěn hǎo.";
    CHECK(uses(entry.contrast("关系", "guānxi", {made})) == "之间的＿ 关系; ✗之间的＿ 联系");
  }
  SUBCASE("the same frame may be right of one thing and wrong of another") {
    SentencePair made = pair("父子之间的联系很好。", "父子之间的关系很好。");
    made.right.pinyin = "Fùzǐ zhījiān de guānxi hěn hǎo.";
    entry.example("两起案件之间的联系很清楚。", "Liǎng qǐ ànjiàn zhījiān de liánxì hěn qīngchu.");
    CHECK(uses(entry.contrast("关系", "guānxi", {made})) ==
          "之间的＿ 联系; 之间的＿ 关系; ✗之间的＿ 联系");
  }
  SUBCASE("the right half wants the headword") {
    SentencePair made = pair("到了就跟我关系。", "到了就跟我联系。");
    made.right.pinyin = "Dào le jiù gēn wǒ liánxì.";
    CHECK(uses(entry.contrast("关系", "guānxi", {made})) == "跟他＿。 联系; ✗跟他＿。 关系");
  }
  SUBCASE("the halves differ in more: the wrong word is sought in the wrong half") {
    SentencePair made = pair("没收到快递，请接触客服。", "没收到快递，请马上联系客服。");
    made.wrong.pinyin = "Méi shōu dào kuàidì, qǐng jiēchù kèfú.";
    made.right.pinyin = "Méi shōu dào kuàidì, qǐng mǎshàng liánxì kèfú.";
    CHECK(uses(entry.contrast("接触", "jiēchù", {made})) ==
          "马上＿客服 联系; [＿客服] 联系; ✗请＿客服 接触; ✗[请＿] 接触; ✗[＿客服] 接触");
  }
  SUBCASE("a pair with the same word in both halves is about grammar") {
    SentencePair both = pair("他靠父亲的联系联系客户。", "他靠父亲的关系联系客户。");
    both.right.pinyin = "Tā kào fùqin de guānxi liánxì kèhù.";
    EntryBuilder with_both = entry;
    CHECK(uses(with_both.contrast("关系", "guānxi", {both})) ==
          "关系＿客户 联系; [关系＿] 联系; [＿客户] 联系");
    CHECK(uses(entry.contrast("关系", "guānxi", {pair("他想关系。", "他想好好谈。")})) == "");
  }
  SUBCASE("a contrast without a word, or with the headword, speaks of nothing") {
    const SentencePair made = pair("我们保持关系。", "我们保持联系。");
    EntryBuilder without = entry;
    const std::string alone = uses(entry.contrast("联系", "", {made}));
    CHECK(alone.find("✗") == std::string::npos);
    CHECK(uses(without.contrast("", "", {made})) == alone);
  }
}

}  // namespace lianxi
