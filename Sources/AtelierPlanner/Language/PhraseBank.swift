/// Ways to say things that no grammar reads, with what they mean in words that ours does.
///
/// They are compared by meaning (``PhraseSense``), so that each stands for many: one or two for every way
/// in which a photograph may be disliked or wished for, in both languages.
enum PhraseBank {
  /// What phrases mean.
  struct Entry: Sendable {
    /// The meaning, in words that the grammar reads as one or more wishes.
    let meaning: String
    /// Whether the phrases complain of how the photograph is, and do not say what it shall become.
    let isComplaint: Bool
    /// The phrases.
    let phrases: [String]

    init(_ meaning: String, complaint: Bool = false, _ phrases: String) {
      self.meaning = meaning
      isComplaint = complaint
      self.phrases = phrases.split(separator: ";").map { String($0.drop { $0 == " " }) }
    }
  }

  static let entries = [
    Entry(
      "brighter",
      "let in more sunlight; flood it with light; as if the lamps were switched on; "
        + "should feel open and light-filled; 让光线充足一些; 像开了灯一样; 敞亮; 阳光照进来"),
    Entry(
      "too dark", complaint: true,
      "nothing can be seen; like a cellar; it drowned in darkness; "
        + "hard to see what is there; as if the lights were out; you need a torch to see this; "
        + "somebody forgot to pay the electricity bill; 什么都看不清; 像没开灯; 黑漆漆的; 乌漆嘛黑; 伸手不见五指; 跟停电了似的"),
    Entry(
      "too bright", complaint: true,
      "it hurts the eyes; everything is glaring white; the light eats up everything; "
        + "I have to squint when I look at it; 刺眼; 白得晃眼; 白茫茫一片看不见细节; 看得我眯眼睛"),
    Entry(
      "highlights down", complaint: true,
      "the window is just white; the sun left a white hole in the sky; "
        + "no detail in the clouds; the lamp burns out; the bulb is one white blob; 窗外一片死白; "
        + "云都没有层次了; 灯泡那里白成一团; 灯那儿就剩一坨白"),
    Entry(
      "more contrast", complaint: true,
      "give it some life and energy; it lacks energy; it looks tired and lifeless; "
        + "it does not jump off the page; it has no spark; it puts me to sleep; "
        + "as limp as an old lettuce; 没有力量感; 有气无力; 看着没劲; 缺少生气; 不够带劲; 软趴趴的没骨气; 看着像没吃饭"),
    Entry(
      "less contrast", complaint: true,
      "too hard and aggressive; easy on the eye; take the edge off; "
        + "it feels like a slap in the face; 太生硬; 看着太冲; 没那么硬; 别那么硬邦邦"),
    Entry(
      "warmer",
      "like sitting by the fire; cosy evening at home; sunny mood; like honey; "
        + "I want to feel the sun on my skin; like a mug of cocoa by the stove; 像在火炉边; 暖暖的阳光; "
        + "温馨的家; 像蜂蜜一样; 像捧着热可可"),
    Entry(
      "cooler",
      "like ice; a frosty feeling; like an early winter morning; fresh like mint; "
        + "it should make me shiver; as refreshing as a glacier; 冰凉的感觉; 像冬天的早晨; 清凉; 寒意; 看了想打哆嗦; "
        + "像冰川一样清冽"),
    Entry(
      "more vivid colors",
      "colours like sweets; a firework of colours; bring out the colours; "
        + "like a bunch of tropical fruit; paint it like a parrot; 颜色像糖果一样; 五彩缤纷; 色彩炸裂; 颜色再抢眼些; "
        + "像孔雀开屏一样"),
    Entry(
      "colors too vivid", complaint: true,
      "colours scream; eye cancer colours; as if a paint bucket exploded; "
        + "so colourful that it hurts; my eyes bleed from those colours; 颜色辣眼睛; 花里胡哨; 颜色太艳俗; "
        + "像打翻了颜料; 这颜色看得我眼睛疼"),
    Entry(
      "colors too dull", complaint: true,
      "the colours are dead; as if washed a hundred times; colours bleached by the sun; "
        + "the colours look sad; somebody drained the life out of the colours; 颜色像洗掉了; 颜色没精打采; "
        + "掉色了; 颜色死气沉沉; 颜色都被抽干了"),
    Entry(
      "remove the haze", complaint: true,
      "as if behind a curtain; a veil lies over it; like looking through a dirty pane; "
        + "like smoke in front of it; there is smoke between me and the hills; "
        + "like peering through frosted glass; 像隔着一层玻璃; 像蒙着塑料布; 烟雾笼罩; 像隔了层纱窗; 好像起了沙尘暴; 像透过毛玻璃看"),
    Entry(
      "brighten the shadows", complaint: true,
      "I want to see what hides in the dark; the dark side swallows everything; "
        + "faces disappear in the dark; what is lurking in that dark corner; 阴影里藏着什么看不出; "
        + "暗的地方一团黑; 树荫底下躲着谁根本认不出"),
    Entry(
      "more clarity",
      "crystal clear; like freshly cleaned glass; every line shall stand out; "
        + "clean and crisp to the last corner; like polished crystal; 像擦过的玻璃; 干净透亮; 晶莹剔透; 线条分明; "
        + "像水晶一样"),
    Entry(
      "sharper", complaint: true,
      "as if the photographer had shaken; I want to count the lashes; "
        + "every thread should be visible; as if seen without glasses; like through grease; "
        + "looks like I had a glass too many when I pressed the button; "
        + "I can't read the letters on the sign; 像没戴眼镜看的; 手抖了; 每根头发都看得清; 糊成一片; 像近视眼看东西"),
    Entry(
      "smooth the skin",
      "skin like porcelain; skin like a baby; make the skin flawless; skin like silk; "
        + "peach skin; her skin should look like marble; 皮肤像瓷器; 婴儿般的皮肤; 皮肤吹弹可破; 皮肤像剥壳鸡蛋; 皮肤要像大理石"),
    Entry(
      "reduce the skin shine", complaint: true,
      "the face shines like bacon; sweaty face; the nose reflects the flash; "
        + "the cheeks are greasy; his nose is as shiny as a billiard ball; 满脸冒油; 脸反光像镜子; "
        + "鼻子油亮油亮的; 额头出汗; 鼻头亮得能照人"),
    Entry(
      "reduce the skin redness", complaint: true,
      "face red like a tomato; looks sunburnt; cheeks like after running; red nose; "
        + "he looks like a boiled crab; 脸红得像苹果; 晒伤了似的; 像喝醉了脸通红; 酒糟鼻; 像煮熟的螃蟹一样的脸"),
    Entry(
      "reduce noise", complaint: true,
      "it crawls with little dots; like sand on the picture; salt and pepper; "
        + "like television snow; as if ants were running all over it; "
        + "it has the rash, tiny specks all over; 像撒了一把沙子; 密密麻麻的小点; 像电视雪花; 麻麻赖赖的; 像爬满了蚂蚁"),
    Entry(
      "add film grain",
      "like on rough paper; the bite of old cinema film; 像粗糙的胶片; 老电影的粗糙感"),
    Entry(
      "add a vignette",
      "let the edges fall into darkness; lead the eye to the middle by darker borders; "
        + "let the rim sink into the night; 让四边暗下去; 边缘沉下去; 让边上慢慢沉进夜色"),
    Entry(
      "blur the background",
      "make the surroundings melt; the background should turn into cream; "
        + "nothing behind the subject shall distract; like a portrait lens; "
        + "the stuff in the back should turn to mush; 让后面化掉; 背景像奶油一样化开; 后面太乱了别抢镜; 大光圈的感觉; "
        + "后头那堆东西糊掉就好"),
    Entry(
      "fix the white balance", complaint: true,
      "white does not look white; the paper looks yellow; "
        + "everything as if under a street lamp; snow looks blue; the sheets came out blue; "
        + "白的不白; 白纸发黄; 雪看着发蓝; 颜色不正; 床单拍成蓝的了"),
    Entry(
      "black and white",
      "without any colour; like a charcoal drawing in tones; "
        + "only light and shadow, no colours; 不要任何颜色; 只留黑白灰"),
    Entry(
      "make it better",
      "pimp it; it should be worth framing; make me proud of it; turn it into a keeper; "
        + "something I can hang over the sofa; 拿得出手; 能发朋友圈的那种; 惊掉下巴; 看了就喜欢; 能挂在客厅墙上的那种"),
    Entry(
      "straighten the horizon", complaint: true,
      "the sea runs out to one side; it leans like a ship in a storm; the house falls over; "
        + "the church is about to topple; 海面斜着; 像要倒了; 歪歪扭扭; 教堂快倒了"),
    Entry(
      "vintage look",
      "grandma's photo album; found in an old drawer; from another century; "
        + "like my parents' wedding photos; like from my great-grandmother's trunk; 奶奶的相册; "
        + "像从旧抽屉里翻出来的; 上个世纪的老照片; 爸妈结婚照那种; 像太奶奶箱底的老相片"),
    Entry(
      "moody look",
      "brooding; melancholy; gloomy like a crime series; heavy and mysterious; "
        + "with the gloom of a Danish thriller; 忧郁; 压抑沉重; 悬疑片的感觉; 心事重重; 阴森森的北欧悬疑"),
    Entry(
      "cinematic look",
      "like a scene from a blockbuster; like on the big screen; as in a Hollywood epic; "
        + "像大银幕上的画面; 像电影剧照; 好莱坞史诗大片那样"),
    Entry(
      "dreamy look",
      "like in a fairy tale; floating on clouds; like a daydream; "
        + "like walking through a dream; 像童话一样; 仙气飘飘; 如梦似幻; 像走在梦里"),
    Entry(
      "film noir look",
      "private eye in the rain; gangster film of the forties; 侦探老片; 四十年代的黑帮片"),
    Entry(
      "golden hour look",
      "shortly before the sun sets; late afternoon sun; "
        + "everything dipped in gold by the evening sun; with the last rays of the evening; "
        + "太阳快落山的时候; 午后斜阳; 傍晚的金光; 最后一缕夕阳"),
    Entry(
      "cyberpunk look",
      "neon city at night in the future; science fiction city; Tokyo in the year 2080; "
        + "未来都市的霓虹夜; 科幻城市; 二零八零年的东京"),
    Entry(
      "airy look",
      "light as a feather; fresh as linen; breathes; 轻盈; 像刚洗的床单一样清爽; 呼吸感"),
    Entry(
      "autumn look",
      "leaves on the ground in October; pumpkins and falling leaves; "
        + "crunchy leaves under your boots; 十月的落叶; 秋意浓"),
    Entry(
      "winter look",
      "snow crunching in january; bare trees in frost; 寒冬腊月; 冰天雪地"),
    Entry(
      "summer look",
      "holiday by the sea; july heat; 海边度假; 盛夏"),
    Entry(
      "spring look",
      "first buds; easter morning; 春暖花开; 万物复苏"),
    Entry(
      "pastel look",
      "like ice cream colours; like powder and macarons; like candy floss; 马卡龙; 像冰淇淋一样; "
        + "像棉花糖一样"),
    Entry(
      "chinese ink look",
      "brush and ink on rice paper; 像宣纸上的水墨; 国画的意境"),
    Entry(
      "sepia look",
      "brown like an old wanted poster; 像泛黄的老报纸"),
  ]

  /// What people say that no developing does, or that is about something else; what is nearest to one of
  /// these is not taken for anything.
  static let elsewhere = Entry(
    "",
    "put somebody into the picture; take this person out; remove the object; "
      + "replace the sky with another; make her smile; open the eyes; change the clothes; "
      + "another hairstyle; make him slimmer; taller; put a hat on; turn the head; add text; "
      + "write our names; add a frame; move the dog to the left; show what is behind; "
      + "give me the file; what is the weather; how are you; send it by mail; print it; save as; "
      + "open the folder; who is that; where was it taken; when was it taken; I am hungry; "
      + "book a flight; tell me a joke; translate this; buy it; it was a nice day; "
      + "my sister took it; this is my house; we were on holiday; call me; run the program; "
      + "delete all files; how much does it cost; the second from the left is my uncle; "
      + "thank you very much; see you tomorrow; the file is broken; it is too big to send; "
      + "cook dinner; play music; what time is it; put my late dog next to me; "
      + "can you make grandma younger; swap the car for a carriage; "
      + "I'd like my husband to look at me; is it going to rain on Sunday; what camera was that; "
      + "please forward this to Anna; I'll call you back in five minutes; "
      + "the printer is out of paper; my train leaves at ten; "
      + "we ate the best pasta of our lives there; that's my brother-in-law on the right; "
      + "how do I uninstall this; make me a sandwich; who won the match last night; "
      + "sign me up for the newsletter; turn him around; grow a beard on him; "
      + "write happy birthday on it; shrink my belly; the neighbour's cat had kittens; "
      + "open the pod bay doors; the battery is low; order two more of these; "
      + "put the tower in the middle of the lake; show me the back of the house; "
      + "a hundred euros is too much; I forgot my umbrella; count the people in the picture; "
      + "find more photos of Lisa; "
      + "把某人加进来; 把这个人去掉; 换个天空; 让她笑; 睁开眼睛; 换衣服; 换发型; 变瘦; 长高; 戴帽子; 转头; 加文字; 写上名字; 加边框; 把狗挪到左边; "
      + "看看后面; 把文件给我; 天气怎么样; 你好吗; 发邮件; 打印; 另存为; 打开文件夹; 这是谁; 在哪拍的; 什么时候拍的; 我饿了; 订机票; 讲个笑话; "
      + "翻译一下; 买东西; 那天很开心; 我妹妹拍的; 这是我家; 我们在度假; 给我打电话; 运行程序; 删除文件; 多少钱; 左边第二个是我叔叔; 非常感谢; 明天见; "
      + "文件坏了; 太大发不出去; 做晚饭; 放音乐; 几点了; 把去世的狗放我旁边; 能不能让奶奶年轻点; 把汽车换成马车; 让老公看着我; 星期天会下雨吗; "
      + "这是什么相机拍的; 把这个转给小红; 五分钟后给你回电话; 打印机没纸了; 我十点的火车; 我们在那儿吃了最好吃的面; 右边那个是我姐夫; 怎么卸载这个软件; "
      + "给我做个三明治; 昨晚比赛谁赢了; 帮我订阅一下; 让他转过身来; 给他长点胡子; 写上生日快乐; 把肚子弄小; 邻居家的猫生了; 电量不足了; 再下单两份; "
      + "把塔挪到湖中间; 给我看房子背面; 一百欧太贵了; 我忘带伞了; 数数有几个人; 找更多丽莎的照片; 今晚吃什么"
  ).phrases

  /// All phrases, meanings included: those of the entries in their order, then those from elsewhere.
  static let all = entries.flatMap { [$0.meaning] + $0.phrases } + elsewhere
}
