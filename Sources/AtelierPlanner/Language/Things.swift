/// What may be seen in a picture, in both languages.
enum Things {
  static let entries: [LexiconEntry] = [
    .init(
      .area(.sky),
      "sky; skies; the heavens; cloud; clouds; horizon sky; 天空; 天; 天上; 云; 云彩; 云层; 白云; 天际; "
        + "蓝天; 云朵; 天边; 云海; 晚霞; 朝霞; 火烧云; 乌云"),
    .init(
      .area(.person),
      "person; people; man; woman; guy; girl; boy; lady; kid; child; children; bride; groom; "
        + "couple; model; her; him; figure; dancer; player; baby; human; family; men; women; "
        + "friends; girls; boys; kids; singer; musician; athlete; toddler; photographer; crowd; "
        + "dad; mum; mom; mother; father; daughter; son; 人物; 人; 女孩; 男孩; 女生; 男生; 人像; 模特; 新娘; 新郎; "
        + "小孩; 孩子; 宝宝; 美女; 男人; 女人; 老人; 姑娘; 小姐姐; 他们人; 人们; 小朋友; 行人; 女士; 男士; 人群; 妈妈; 爸爸; 闺女; 情侣; "
        + "少女; 少年; 妹子; 儿子; 女儿"),
    .init(
      .area(.face),
      "face; faces; her face; his face; facial area; cheeks; forehead; cheek; 脸; 脸部; 面部; 人脸; "
        + "脸上; 脸蛋; 脸颊; 面孔; 额头; 脸色; 人物脸部; 人物面部; 人物的脸"),
    .init(
      .area(.skin),
      "skin; skin tone; skin tones; complexion; flesh tones; flesh; skintone; skintones; "
        + "skin color; skin colors; fleshtones; 肤色; 皮肤; 肌肤; 人物肤色; 人物皮肤; 肤质; 脸部皮肤; 皮肤颜色"),
    .init(.area(.hair), "hair; her hair; his hair; beard; 头发; 发丝; 胡子; 发色; 发型"),
    .init(.area(.eyes), "eye; eyes; pupils; iris; eyeballs; 眼睛; 眼; 眼神; 瞳孔; 眼部; 双眼; 眼白; 眼珠"),
    .init(.area(.lips), "lip; lips; mouth; 嘴唇; 嘴; 唇; 嘴巴; 唇部; 唇色"),
    .init(.area(.teeth), "teeth; tooth; smile teeth; 牙齿; 牙; 牙白"),
    .init(
      .area(.clothes),
      "clothes; dress; shirt; jacket; coat; suit; skirt; outfit; clothing; t shirt; sweater; "
        + "veil fabric; white shirt; hat; gown; trousers; jeans; pants; scarf; uniform; 衣服; 裙子; "
        + "衬衫; 外套; 西装; 婚纱; 衣; 帽子; 白衬衫; 裤子; 毛衣; t恤; 上衣; 白裙; 围巾; 制服"),
    .init(
      .area(.subject),
      "subject; main subject; main object; hero; the main thing; main character; product; "
        + "主体; 主题; 主角; 主物体; 被摄主体; 产品; 主体物; 商品; 主体人物"),
    .init(
      .area(.background),
      "background; backdrop; surroundings; bg; back ground; the back; behind her; "
        + "behind him; far background; 背景; 后景; 背景部分; 后面的背景; 周围环境; 身后; 背景处"),
    .init(.area(.foreground), "foreground; front; near part; 前景; 近景; 近处; 前景部分; 前面"),
    .init(
      .area(.water),
      "water; sea; ocean; lake; river; pond; waves; wave; waterfall; stream; pool; "
        + "sea water; seawater; bay; 水; 水面; 海; 海水; 湖; 湖水; 湖面; 河; 河水; 江; 江面; 大海; 海面; 河面; 海浪; 瀑布; "
        + "溪流; 浪花; 池塘; 水体"),
    .init(
      .area(.vegetation),
      "grass; tree; trees; leaf; leaves; foliage; plant; plants; lawn; forest; bushes; bush; "
        + "vegetation; greenery; woods; field; fields; meadow; moss; jungle; ivy; hedge; 草; 草地; "
        + "草坪; 树; 树木; 树叶; 叶子; 植物; 森林; 绿植; 植被; 树林; 草原; 田野; 叶; 灌木; 绿叶; 林子; 麦田; 竹林; 稻田; 苔藓; 绿化; 草丛"),
    .init(
      .area(.flower),
      "flower; flowers; petals; petal; blossom; blossoms; rose petals; tulip; tulips; "
        + "bouquet; sunflower; 花; 花朵; 花瓣; 鲜花; 樱花; 花儿; 花海; 花丛; 荷花; 梅花; 桃花; 玫瑰"),
    .init(
      .area(.food),
      "food; dish; meal; plate; cake; coffee; fruit; fruits; meat; steak; bread; dessert; "
        + "soup; apple; apples; strawberries; strawberry; 食物; 菜; 菜品; 蛋糕; 水果; 咖啡; 肉; 餐盘; 面包; 甜点; "
        + "汤; 草莓; 苹果"),
    .init(
      .area(.ground),
      "ground; floor; sand; beach; soil; earth; rocks; rock; stones; path; pavement; shore; "
        + "desert sand; dirt; pier; deck; cobblestones; 地面; 地板; 沙滩; 沙子; 泥土; 岩石; 石头; 土地; 地上; "
        + "沙漠地面; 石板; 岸边; 礁石; 栈道"),
    .init(
      .area(.building),
      "building; buildings; house; houses; wall; walls; tower; church; architecture; "
        + "skyline; bridge; facade; room; window; windows; roof; pillar; stone pillar; castle; "
        + "temple; door; white wall; ceiling; skyscraper; skyscrapers; cityscape; city; statue; "
        + "column; columns; 建筑; 楼; 房子; 墙; 墙面; 墙壁; 白墙; 塔; 桥; 房屋; 大楼; 城市; 窗户; 屋顶; 柱子; 石柱; 城堡; 教堂; "
        + "楼房; 高楼; 大厦; 灰墙; 门; 天花板; 建筑物; 寺庙; 窗; 古镇; 街景; 楼宇; 白色墙面; 雕像; 白色墙壁; 墙体"),
    .init(
      .area(.animal),
      "dog; cat; bird; birds; animal; pet; puppy; kitten; horse; squirrel; chick; chicken; "
        + "rabbit; fox; deer; cow; sheep; duck; ladybird; ladybug; butterfly; bee; insect; fish; "
        + "lion; tiger; bear; elephant; fur; owl; swan; monkey; feathers; parrot; panda; wolf; "
        + "frog; dogs; cats; lizard; goat; pony; 狗; 猫; 鸟; 动物; 宠物; 小鸟; 小狗; 小猫; 松鼠; 马; 兔子; 鹿; 鸭子; "
        + "蝴蝶; 昆虫; 鱼; 狮子; 老虎; 羽毛; 毛发; 小鸡; 猫咪; 狗狗; 牛; 羊; 瓢虫; 蜜蜂; 鸽子; 天鹅; 猴子; 熊猫; 海鸥; 鸟儿; 大象"),
    .init(.area(.snow), "snow; ice; snowy areas; glacier; snowfield; 雪; 雪地; 冰; 积雪; 雪山; 冰雪; 雪景"),
    .init(
      .area(.mountain),
      "mountain; mountains; hill; hills; peak; peaks; cliff; cliffs; distance; far distance; "
        + "distant hills; distant mountains; ridge; ridges; valley; background mountains; 山; 山体; "
        + "山脉; 远山; 山峰; 远处; 远景; 山坡; 悬崖; 远方; 丘陵; 群山; 高山; 山谷; 山头; 远处的山"),
    .init(
      .area(.road),
      "road; street; highway; asphalt; sidewalk; lane; alley; 路; 马路; 道路; 街道; 公路; 街; 路面; 小路; "
        + "小巷; 巷子"),
    .init(
      .area(.light),
      "荧光灯; 钨丝灯; 白炽灯; fluorescent lights; fluorescent light; fluorescents; tungsten; "
        + "tungsten light; tungsten lights; led lights; lamp; lamps; street lamps; sun; lantern; "
        + "lanterns; streetlights; candle; candles; neon signs; window light; city lights; "
        + "the lights; street lights; headlights; 灯; 灯光; 路灯; 太阳; 灯笼; 霓虹灯; 烛光; 室内灯光; 灯泡; 蜡烛; 街灯; "
        + "车灯; 日光灯"),
    .init(
      .area(.corners),
      "corners; corner; edges; edge; borders; periphery; outer edges; frame edges; "
        + "the sides; edges of the frame; four corners; perimeter; 四角; 四周; 边角; 边缘; 角落; 四个角; 四边; "
        + "画面边缘; 画面四周; 周边; 边边角角; 画面四角"),
    .init(
      .area(.center),
      "center; middle; central part; center of the frame; the center; the middle; "
        + "central area; 中间; 中心; 中央; 画面中心; 正中间; 正中; 画面中央; 中部; 画面中间"),
    .init(
      .area(.top),
      "top; top half; upper half; upper part; top part; top third; upper third; upper area; "
        + "top of the frame; 上半部分; 上部; 上方; 顶部; 上半; 上半部; 画面上方; 上边; 上半边; 画面上半部分"),
    .init(
      .area(.bottom),
      "bottom; bottom half; lower half; lower part; bottom part; bottom third; lower third; "
        + "bottom of the frame; 下半部分; 下部; 下方; 底部; 下半; 下半部; 画面下方; 下边; 下半边; 画面下半部分"),
    .init(
      .area(.left),
      "left side; left half; left part; left hand side; left third; on the left; 左边; 左侧; "
        + "左半边; 左半部分; 左半; 左面; 画面左侧; 画面左边"),
    .init(
      .area(.right),
      "right side; right half; right part; right hand side; right third; on the right; 右边; "
        + "右侧; 右半边; 右半部分; 右半; 右面; 画面右侧; 画面右边"),
    .init(
      .area(.other),
      "hand; hands; car; cars; bus; boat; boats; ship; train; bike; bicycle; table; chair; "
        + "flag; sign; arms; arm; legs; neck; shoulder; shoulders; umbrella; plane; truck; "
        + "motorcycle; body; bench; bottle; cup; glass; book; guitar; phone screen; kite; ball; "
        + "jewelry; ring; rings; necklace; watch face; bed; curtain; curtains; sofa; mug; fence; "
        + "armchair; 手; 手部; 汽车; 车; 船; 火车; 自行车; 桌子; 椅子; 旗帜; 手臂; 腿; 脖子; 肩膀; 雨伞; 飞机; 身体; 瓶子; 杯子; 书; "
        + "吉他; 风筝; 球; 公交车; 巴士; 摩托车; 小船; 首饰; 戒指; 窗帘; 沙发; 床; 桌面; 栏杆; 伞; 屏幕"),
    .init(
      .object,
      "power line; power lines; wire; wires; cable; cables; pole; poles; telephone pole; "
        + "trash; trash can; bin; litter; garbage; stranger; strangers; tourist; tourists; "
        + "passerby; passersby; bystander; bystanders; photobomber; watermark; logo; pimple; "
        + "pimples; acne; blemish; blemishes; spot on; wrinkle; wrinkles; scar; scars; mole; "
        + "tattoo; dust spots; dust; scratch; scratches; stain; stains; ex; reflection; "
        + "reflections; glasses; sunglasses; braces; dinosaur; dragon; unicorn; ufo; spaceship; "
        + "rainbow; moon; star; stars; fireworks; balloon; balloons; lightning; snowflakes; "
        + "rain; raindrops; sun rays; sunrays; sunbeams; god rays; light rays; lens flare; "
        + "bokeh balls; lens flares; palm trees; palm tree; castle in; wings; crown; mustache; "
        + "santa; snowman; robot; waterfall behind; eiffel tower; statue of liberty; antenna; "
        + "scaffolding; crane; parked cars; text; caption; words; lettering; signature; "
        + "date stamp; timestamp; border; frame around; sticker; stickers; emoji; hearts; "
        + "text overlay; title; quote; smoke; fire; flames; confetti; butterflies; snow falling; "
        + "falling snow; extra person; mustaches; rain drops; shooting star; milky way; 电线; 电线杆; "
        + "垃圾; 垃圾桶; 路人; 游客; 水印; 痘痘; 痘; 皱纹; 疤; 疤痕; 痣; 纹身; 黑眼圈; 斑点; 斑; 污渍; 灰尘; 划痕; 反光; 眼镜; 墨镜; 恐龙; "
        + "龙; 独角兽; 飞碟; 彩虹; 月亮; 星星; 烟花; 气球; 闪电; 雪花; 雨; 雨滴; 光线束; 耶稣光; 光晕; 椰子树; 翅膀; 皇冠; 圣诞老人; 雪人; "
        + "机器人; 埃菲尔铁塔; 文字; 字; 标题; 签名; 日期; 时间戳; 边框; 相框; 贴纸; 表情; 爱心; 杂物; 围栏; 路牌; 广告牌; 塔吊; 脚手架; "
        + "背景里的人; 后面的人; 旁边的人; 多余的人; 车牌; 法令纹; 眼袋; 烟雾; 火焰; 流星; 银河; 祝福语; 字幕; 标志; 太阳镜; 前任; 栅栏; 双下巴; "
        + "瑕疵; 电线塔; 下雨; 下雪; 飘雪; 雪花飘"),
    .init(
      .scene,
      "night; nighttime; night time; at night; midnight; night scene; day; daytime; "
        + "daylight scene; sunset scene; winter scene; a beach; paris; space; the moon; mars; "
        + "黑夜; 夜晚; 夜景; 晚上; 白天; 大白天; 深夜; 半夜; 下雪天; 雨天; 海边; 巴黎; 太空; 沙滩边; 月球; 火星; 外太空; 大晴天; 晴天"),
  ]
}
