/// Chinese phrases: what pictures are made of, in simplified characters.
enum ChineseLexicon {
  static let entries: [LexiconEntry] = qualities + traits + acts + colors

  private static let qualities: [LexiconEntry] = [
    .init(.exposure, "曝光; 曝光度; 曝光补偿; 曝光量; 曝光值; 光圈; 进光量"),
    .init(.quality(.brightness), "亮度; 明度; 明亮度; 明亮程度; 明暗"),
    .init(.illumination, "光线; 光; 光感; 光照; 采光; 灯光感"),
    .init(.quality(.warmth), "色温; 冷暖; 暖意; 温度; 暖色; 暖色调; 暖调; 暖光; 暖度"),
    .init(.quality(.tint), "色调滑块"),
    .init(
      .quality(.contrast),
      "对比; 对比度; 反差; 明暗对比; 光比; 层次; 层次感; 立体感; 明暗反差; 冲击力; 视觉冲击力; 力度; 张力; 空间感; 影调层次; 厚重感; 动态范围; "
        + "视觉冲击; 黑白对比"),
    .init(
      .tones(.highlights),
      "高光; 亮部; 高光部分; 亮处; 高光区域; 最亮的地方; 亮的地方; 高亮; 亮区; 高光区; 高光部; 高光处; 亮面; 高光细节; 亮部细节; 高调部分; "
        + "受光面; 亮的部分; 高光点"),
    .init(
      .tones(.shadows),
      "阴影; 暗部; 暗处; 阴影部分; 暗的地方; 阴影区域; 最暗的地方; 暗区; 背光处; 背阴处; 阴影处; 暗部区域; 阴影区; 暗面; 黑的地方; 阴影细节; "
        + "暗部细节; 暗的部分; 暗部层次; 背光部分; 影子; 阴暗处; 暗位; 背光面"),
    .init(.tones(.midtones), "中间调; 中间影调; 中灰; 中调; 灰阶中段; 伽马; 中间色调"),
    .init(.quality(.whites), "白色; 白色色阶; 白场; 白点; 白色阶; 白位; 白色部分; 白色的地方; 白色区域"),
    .init(.quality(.blacks), "黑色色阶; 黑场; 黑点; 黑位; 黑色阶; 黑色; 黑色部分; 黑电平"),
    .init(.quality(.saturation), "饱和度; 饱和; 彩度; 色彩饱和度; 颜色饱和度; 色彩浓度; 鲜艳度; 艳度; 纯度; 浓度"),
    .init(.quality(.vibrance), "自然饱和度; 鲜明度; 活力"),
    .init(.quality(.clarity), "清晰度; 局部对比; 局部对比度; 结构; 清晰; 中间调对比度; 微对比"),
    .init(.quality(.texture), "纹理; 质感; 肌理; 纹理感; 材质感; 颗粒质感"),
    .init(.detail, "细节; 信息; 细部; 层次细节"),
    .init(.quality(.sharpness), "锐度; 锐利度; 锐化度; 锐利程度; 焦点"),
    .init(.quality(.noise), "噪点; 噪声; 噪音; 杂点; 躁点; 噪波; 麻点; 亮度噪点; 噪"),
    .init(.quality(.colorNoise), "彩色噪点; 色彩噪点; 颜色噪点; 彩噪; 色噪; 彩色噪声; 彩色杂点; 红绿噪点; 彩色斑点; 色斑"),
    .init(.quality(.haze), "雾; 雾气; 雾霾; 霾; 雾感; 薄雾; 雾蒙蒙的感觉; 灰雾; 朦胧感; 灰度"),
    .init(.quality(.vignette), "暗角; 暗边; 边缘暗角; 四角阴影; 角落阴影; 失光"),
    .init(.quality(.shine), "油光; 反光油腻; 面部油光; 脸部油光; 脸上油光; 额头油光; 皮肤油光; 泛油; 出油; 油腻感; 脸部反光"),
    .init(.quality(.redness), "泛红; 红血丝; 潮红; 面部泛红; 脸部泛红; 脸上泛红; 脸泛红; 皮肤泛红; 红斑"),
    .init(.quality(.grain), "颗粒; 颗粒感; 胶片颗粒; 胶片颗粒感; 颗粒度; 胶片噪点; 粗颗粒"),
    .init(.quality(.fade), "褪色; 褪色感; 哑光; 哑光感; 褪色效果"),
  ]

  private static let traits: [LexiconEntry] = [
    .init(
      .trait(.brightness, .more, .plain),
      "亮; 明亮; 光亮; 敞亮; 亮堂; 透亮; 明快; 亮眼; 白净; 白皙; 亮丽; 阳光; 浅; 白; 亮白"),
    .init(.trait(.brightness, .less, .plain), "暗; 黑; 昏暗; 暗沉; 深; 暗淡; 幽暗; 沉; 沉稳; 阴暗; 深沉"),
    .init(
      .trait(.brightness, .less, .fault),
      "曝光不足; 欠曝; 欠曝光; 曝光不够; 黑乎乎; 黑漆漆; 黑黢黢; 看不清; 乌漆嘛黑; 拍暗了; 欠光; 拍黑了; 曝光欠缺; 黑糊糊; 看不见; 曝光偏低; "
        + "黑咕隆咚; 逆光太黑"),
    .init(
      .trait(.brightness, .more, .fault),
      "过曝; 曝光过度; 过度曝光; 曝光过头; 曝过头; 拍亮了; 曝光过高; 过亮; 曝光过; 爆光; 太曝; 白花花; 惨白; 曝光偏高; 曝了; 亮瞎; 亮瞎眼; 过爆"),
    .init(.trait(.highlights, .more, .fault), "溢出; 刺眼; 死白; 爆掉; 高光溢出; 爆; 炸; 晃眼; 扎眼; 高光过曝; 曝掉; 爆了"),
    .init(.trait(.shadows, .less, .fault), "死黑; 黑死; 糊成一团; 漆黑一片; 黑成一片; 一团黑; 死黑一片"),
    .init(.trait(.warmth, .more, .plain), "暖; 温暖; 暖和; 温馨; 暖洋洋; 暖黄"),
    .init(.trait(.warmth, .less, .plain), "冷; 清冷; 冷淡; 凉; 冰冷; 冷调; 冷色调; 冷色; 清凉; 寒冷; 冷峻"),
    .init(.trait(.contrast, .more, .plain), "对比强烈; 有冲击力; 立体; 厚重; 有力; 有层次; 有力度; 分明; 有张力"),
    .init(.trait(.contrast, .more, .fault), "硬; 生硬; 刺目; 太硬; 过硬; 僵硬"),
    .init(.trait(.contrast, .less, .plain), "柔和; 柔; 软; 柔软; 温柔; 柔美"),
    .init(
      .trait(.contrast, .less, .fault),
      "平; 平淡; 发灰; 灰; 发闷; 闷; 没精神; 没层次; 没有层次; 平平无奇; 扁平; 灰暗; 没劲; 寡淡无味; 灰扑扑; 没有立体感; 偏灰; 灰突突; 平板; "
        + "没力度; 没冲击力"),
    .init(
      .trait(.saturation, .more, .plain),
      "鲜艳; 艳; 艳丽; 鲜明; 浓; 浓郁; 浓烈; 饱满; 鲜亮; 鲜活; 绚丽; 丰富; 多彩; 浓艳; 强烈色彩; 浓厚; 明艳; 鲜; 浓重; 重彩"),
    .init(
      .trait(.saturation, .more, .fault),
      "刺激; 俗艳; 艳俗; 花哨; 过饱和; 过艳; 辣眼; 辣眼睛; 俗气; 过于鲜艳; 荧光感; 荧光; 土"),
    .init(.trait(.saturation, .less, .plain), "淡; 素; 淡雅; 素雅; 清淡; 素净; 低饱和; 低饱和度; 素一点的"),
    .init(
      .trait(.saturation, .less, .fault),
      "寡淡; 没颜色; 没有颜色; 苍白; 褪色了; 没血色; 干瘪; 黯淡; 黯淡无光; 没色彩; 单调; 枯燥; 没气色"),
    .init(.trait(.vibrance, .more, .plain), "生动; 活泼; 有活力"),
    .init(.trait(.clarity, .more, .plain), "清晰; 清楚"),
    .init(.trait(.texture, .more, .plain), "有质感; 细腻质感; 细致"),
    .init(.trait(.texture, .less, .plain), "光滑; 细腻; 平滑; 嫩; 丝滑; 细嫩; 光洁"),
    .init(.trait(.sharpness, .more, .plain), "锐; 锐利; 锋利; 犀利"),
    .init(.trait(.sharpness, .more, .fault), "锐化过度; 锐化过头; 过锐; 锐过头"),
    .init(.trait(.sharpness, .less, .fault), "糊; 模糊; 不清楚; 肉; 虚; 发虚; 发肉; 跑焦; 失焦; 没对上焦; 虚焦; 软绵绵"),
    .init(.trait(.noise, .more, .fault), "粗糙; 噪点多; 有噪点; 噪点重; 满是噪点; 全是噪点; 都是噪点"),
    .init(.trait(.noise, .less, .plain), "干净; 纯净; 洁净"),
    .init(
      .trait(.haze, .more, .fault),
      "灰蒙蒙; 雾蒙蒙; 朦胧; 蒙蒙的; 雾茫茫; 像蒙了层纱; 像蒙了一层灰; 蒙了一层雾; 不通透; 灰蒙; 蒙了层雾; 一层灰; 雾大; 像蒙了一层雾; 不透亮; "
        + "起雾; 不透; 一层雾"),
    .init(.trait(.haze, .less, .plain), "通透; 透彻; 清透; 透; 有通透感; 澄澈; 清澈; 剔透"),
  ]

  private static let acts: [LexiconEntry] = [
    .init(
      .act(.brightness, .more),
      "提亮; 调亮; 加亮; 增亮; 打亮; 拉亮; 弄亮; 变亮; 补光; 推亮; 点亮; 照亮; 增加曝光; 加曝光; 加光; 提高曝光; 提升曝光; 提曝光; 美白; "
        + "提亮度; 加亮度; 减淡; 调白; 提亮提亮; 亮起来; 亮化; 提一下亮度; 整亮; 搞亮; 加曝; 提亮一下; 变白; 亮回来"),
    .init(
      .act(.brightness, .less),
      "压暗; 调暗; 减暗; 弄暗; 变暗; 降暗; 加深; 拉暗; 减光; 降低曝光; 减曝光; 压黑; 减曝; 降曝光; 降曝; 压深; 暗下来; 暗下去; 调黑; 整暗; "
        + "搞暗; 调深; 降亮度; 压亮度; 压曝光; 收光; 暗化; 沉下去; 压下来一点亮度"),
    .init(.act(.warmth, .more), "加暖; 调暖; 变暖; 升温; 增暖; 暖化; 弄暖; 升色温; 加色温; 回暖"),
    .init(.act(.warmth, .less), "调冷; 变冷; 降温; 加冷; 弄冷; 降色温; 冷下来; 减暖"),
    .init(.act(.contrast, .more), "s曲线; s 曲线; s形曲线; 加对比; 增强对比; 拉开层次; 拉对比; 拉开对比; 拉反差; 加反差; 拉开反差"),
    .init(.act(.contrast, .less), "柔化; 软化; 减对比; 降对比; 降反差; 减反差"),
    .init(.act(.saturation, .more), "加饱和; 提饱和; 增艳; 上色; 提饱和度; 加饱和度; 调艳; 变艳; 变鲜艳; 提色; 调鲜艳"),
    .init(.act(.saturation, .less), "降饱和; 减饱和; 降饱和度; 减饱和度; 压饱和; 褪饱和; 压饱和度; 调淡; 变淡; 消色; 降纯度"),
    .init(.act(.sharpness, .more), "锐化; 加锐; 提锐; 锐化锐化; 加锐度; 对焦清晰; 去模糊; 变清晰; 更清楚"),
    .init(.act(.texture, .more), "增强质感; 提质感; 突出质感; 加质感"),
    .init(.act(.texture, .less), "磨皮; 柔肤; 嫩肤; 去纹理; 光滑处理; 匀肤; 均匀肤质"),
    .init(
      .act(.blur, .more),
      "虚化; 背景虚化; 虚化背景; 模糊背景; 背景模糊; 浅景深; 散景; 焦外; 大光圈效果; 虚化一下; 弄虚; 人像模式; 镜头虚化"),
    .init(.act(.shine, .less), "去油光; 去油; 祛油光; 减油光; 控油; 除油光"),
    .init(.act(.redness, .less), "去泛红; 去红血丝; 祛红; 去红; 褪红; 减红"),
    .init(.act(.clarity, .more), "提清晰; 加清晰; 提清晰度; 加清晰度"),
    .init(
      .act(.noise, .less),
      "降噪; 去噪; 减噪; 除噪; 消噪; 去噪点; 降噪点; 祛噪; 降躁; 去躁; 去颗粒; 消除噪点; 降噪处理; 减少噪点; 去噪处理; 去噪声; 抑噪"),
    .init(.act(.colorNoise, .less), "去色噪; 降色噪; 去彩噪; 降彩噪; 彩色降噪; 颜色降噪; 去彩色噪点; 去除彩色噪点; 色彩降噪"),
    .init(
      .act(.haze, .less),
      "去雾; 除雾; 去霾; 除霾; 去朦胧; 去灰; 去薄雾; 去下雾; 去一下雾; 消雾; 去雾霾; 去除雾霾; 减雾; 去雾气; 去灰雾"),
    .init(.act(.vignette, .more), "加暗角; 压角; 压四角; 压暗四角; 压暗四周; 压边; 压暗边缘; 突出中间; 突出中心; 压暗角落; 打暗角"),
    .init(.act(.vignette, .less), "去暗角; 消除暗角; 除暗角; 提亮四角; 去除暗角; 提亮边角; 消暗角; 修正暗角; 校正暗角; 减暗角"),
    .init(.act(.shadows, .more), "提阴影; 提暗部; 拉阴影; 拉暗部; 补阴影; 救暗部; 打开阴影; 提亮阴影; 提亮暗部"),
    .init(
      .act(.highlights, .less),
      "压高光; 收高光; 降高光; 拉高光回来; 救高光; 压亮部; 压低高光; 减高光; 压一压高光; 收一收高光; 压一下高光"),
    .init(.act(.blacks, .less), "压黑位; 压黑场; 压黑色; 黑色压实; 黑位压实"),
    .init(.act(.blacks, .more), "提黑位; 抬黑位; 提黑场; 抬黑; 提黑"),
    .init(.act(.grain, .more), "加颗粒; 加噪点; 加颗粒感"),
  ]

  private static let colors: [LexiconEntry] = [
    .init(
      .colors,
      "颜色; 色彩; 色调; 色; 调色; 彩色; 所有颜色; 整体颜色; 整体色彩; 整体色调; 配色; 真实颜色; 本色; 原色; 原本的颜色; 真实色彩; 原本颜色; "
        + "本来的颜色"),
    .init(
      .otherColors,
      "其他颜色; 其它颜色; 别的颜色; 其余颜色; 另外的颜色; 其他色彩; 其余的颜色; 别的色彩; 其他的颜色; 其它的颜色; 其他色; 剩下的颜色; 其余色彩"),
    .init(.color(.red, isNoun: true), "红色; 红色部分; 红色系; 红调; 大红"),
    .init(.color(.red, isNoun: false), "红; 发红; 红润; 粉嫩; 血色; 气色; 通红"),
    .init(.color(.orange, isNoun: true), "橙色; 橘色; 橙色部分; 橘红色; 橙红色; 橙黄色; 橘黄色"),
    .init(.color(.orange, isNoun: false), "橙; 橘; 橘黄; 橙黄; 橙红; 橘红"),
    .init(.color(.gold, isNoun: false), "金; 金色; 金黄; 金黄色"),
    .init(.color(.yellow, isNoun: true), "黄色; 黄色部分; 黄调; 黄色系"),
    .init(.color(.yellow, isNoun: false), "黄; 蜡黄; 泛黄; 发黄; 橄榄; 橄榄色; 橄榄绿"),
    .init(.color(.green, isNoun: true), "绿色; 霓虹绿; 荧光绿; 绿色部分; 绿调; 绿色系; 墨绿; 草绿"),
    .init(.color(.green, isNoun: false), "绿; 翠绿; 嫩绿; 青翠; 翠; 发绿; 泛绿"),
    .init(.color(.teal, isNoun: false), "青绿; 青蓝; 蓝绿; 孔雀蓝; 蒂芙尼蓝"),
    .init(.color(.cyan, isNoun: true), "青色; 青色部分; 浅绿色; 蓝绿色; 水绿色; 青调"),
    .init(.color(.cyan, isNoun: false), "青; 发青; 泛青"),
    .init(.color(.blue, isNoun: true), "蓝色; 蓝色部分; 蓝调; 天蓝色; 蓝色系; 深蓝色"),
    .init(.color(.blue, isNoun: false), "蓝; 湛蓝; 蔚蓝; 碧蓝; 发蓝; 泛蓝; 深蓝; 宝蓝"),
    .init(.color(.purple, isNoun: true), "紫色; 紫色部分; 紫调"),
    .init(.color(.purple, isNoun: false), "紫; 发紫; 泛紫"),
    .init(.color(.magenta, isNoun: true), "洋红色; 品红色; 玫红色"),
    .init(.color(.magenta, isNoun: false), "洋红; 品红; 玫红; 品; 发品; 洋红方向"),
    .init(.color(.pink, isNoun: true), "粉色; 粉红色; 粉红"),
    .init(.color(.pink, isNoun: false), "粉; 发粉"),
    .init(.color(.brown, isNoun: false), "棕; 棕色; 褐色; 咖色; 咖啡色"),
    .init(.cast, "偏色; 色偏; 色罩; 偏色问题; 色差"),
    .init(.whiteBalance, "中性; 中性色; 色彩中性; 白平衡; 色彩平衡; 色平衡; 自动白平衡"),
  ]
}
