/// A sentence with width, case and script evened out, scalar by scalar, so that every place in it
/// still points to the text as it was written.
struct NormalizedText {
  /// The text as written.
  let original: [Unicode.Scalar]
  /// The same places in lower case, half width and simplified characters.
  let scalars: [Unicode.Scalar]

  init(_ text: String) {
    original = Array(text.unicodeScalars)
    scalars = original.map(Self.evenedOut)
  }

  /// The words at `range` as written, without surrounding space.
  func written(_ range: Range<Int>) -> String {
    var slice = original[range.clamped(to: original.indices)]
    while let first = slice.first, Self.isTrimmed(first) { slice.removeFirst() }
    while let last = slice.last, Self.isTrimmed(last) { slice.removeLast() }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: slice)
    return String(text)
  }

  private static func isTrimmed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.value < 0x20
      || ",;:，；：、。.".unicodeScalars.contains(scalar)
  }

  private static func evenedOut(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let value = scalar.value
    switch value {
    case 0x41...0x5A:
      return Unicode.Scalar(value + 0x20) ?? scalar
    case 0xFF01...0xFF5E:
      return evenedOut(Unicode.Scalar(value - 0xFEE0) ?? scalar)
    case 0x3000, 0xA0, 0x2000...0x200A:
      return " "
    case 0x2018, 0x2019, 0x60, 0xB4:
      return "'"
    case 0x2010...0x2015, 0x2212, 0xFE63:
      return "-"
    case 0x3002:
      return "."
    case 0x2026:
      return "."
    case 0x4E00...0x9FFF:
      return simplified[scalar] ?? scalar
    default:
      return scalar
    }
  }

  /// Traditional characters of the words that photographers use, and their simplified forms.
  private static let simplified: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    zip(traditionalForms.unicodeScalars, simplifiedForms.unicodeScalars)
  ) { first, _ in first }

  private static let traditionalForms =
    "對調顏飽膚陰強銳暈黃綠藍紅紫點顆粒陽復懷舊電質霧噪聲減級檔擋過曝圖長變張這個們別動請幫"
    + "淺濃豔艷鮮亮臉換掉貓樹葉無須需還與並僅邊緣後將讓為邊選區紋細節寧穩壓縮擴寬裁剪轉鏡順時針逆"
    + "風範絲條單車輛門窗牆樓髒淨乾劇畫夢幻麗優雅環貼補強會層潤純糊鬆緊嚴緩輕揚灑滿嗎麼樣開關閉"
    + "氣頭髮鬍鬚褲衛裝誰於術種紙筆寫獨處較線東買賣見覺觀視響應該當從來歲親愛國際華萬億僅顯現實際"
    + "題類項順預領頻頹願顧飛馬驗鳥魚麥齊齒龍龜煙熱燈烏島嶼雲電靜韓頁專業黑體燦爛貴師護鬧廣積極橙"
    + "幾隻條塊處稱勻發髮灰蒙濛漸層次豐擁擠補償週圍離遠縣劃詞話語說讀誤記錄許設論證評試詢詳誇課"
    + "膠溫標總絕顔裡裏擇刪擺墻睜皺灣鐵銅錢結繪統縱漲掃攝傾頂極銀陳簡藝館輪傷壞錯啞鏽蔭韻飄徹淨"
    + "謝煩嘗適隨歡樂數構導籤滅髒鄰鄉車間門問聞閃閱隊階隱雜雙雖難離靈頁須頓頰顴飾餘騎鬆魯鴿鵝黨"
  private static let simplifiedForms =
    "对调颜饱肤阴强锐晕黄绿蓝红紫点颗粒阳复怀旧电质雾噪声减级档挡过曝图长变张这个们别动请帮"
    + "浅浓艳艳鲜亮脸换掉猫树叶无须需还与并仅边缘后将让为边选区纹细节宁稳压缩扩宽裁剪转镜顺时针逆"
    + "风范丝条单车辆门窗墙楼脏净干剧画梦幻丽优雅环贴补强会层润纯糊松紧严缓轻扬洒满吗么样开关闭"
    + "气头发胡须裤卫装谁于术种纸笔写独处较线东买卖见觉观视响应该当从来岁亲爱国际华万亿仅显现实际"
    + "题类项顺预领频颓愿顾飞马验鸟鱼麦齐齿龙龟烟热灯乌岛屿云电静韩页专业黑体灿烂贵师护闹广积极橙"
    + "几只条块处称匀发发灰蒙蒙渐层次丰拥挤补偿周围离远县划词话语说读误记录许设论证评试询详夸课"
    + "胶温标总绝颜里里择删摆墙睁皱湾铁铜钱结绘统纵涨扫摄倾顶极银陈简艺馆轮伤坏错哑锈荫韵飘彻净"
    + "谢烦尝适随欢乐数构导签灭脏邻乡车间门问闻闪阅队阶隐杂双虽难离灵页须顿颊颧饰余骑松鲁鸽鹅党"
}
