import AtelierRecipe

/// The sentences of the built-in planner, in both languages.
package struct Wording: Sendable {
  let language: Language

  func say(_ english: String, _ chinese: String) -> String {
    language == .zh ? chinese : english
  }

  func wish(_ phrase: String) -> String {
    say("The wish: “\(phrase)”.", "要求：“\(phrase)”。")
  }

  /// "HSL orange saturation +12: C_mean@orange from 18.2 to 21.1."
  func step(
    _ operation: String, _ parameter: String, _ value: ParameterValue, _ target: Plan.Target?
  ) -> String {
    var text = name(operation, parameter)
    if case .number(let number) = value {
      text += " " + (number > 0 ? "+" : "") + Self.short(number)
    }
    guard let target else { return text + say(".", "。") }
    return text
      + say(
        ": \(target.metric) from \(Self.short(target.before)) to \(Self.short(target.reached))"
          + " (aim \(Self.short(target.wanted))).",
        "：\(target.metric) 从 \(Self.short(target.before)) 到 \(Self.short(target.reached))"
          + "（目标 \(Self.short(target.wanted))）。")
  }

  func capped(_ phrase: String, _ target: Plan.Target) -> String {
    say(
      "“\(phrase)” went as far as its sliders go for such words: \(target.metric) "
        + "reached \(Self.short(target.reached)) instead of \(Self.short(target.wanted)).",
      "“\(phrase)”已用到这种说法的最大幅度：\(target.metric) 到 \(Self.short(target.reached))，"
        + "目标是 \(Self.short(target.wanted))。")
  }

  func notMeasurable(_ phrase: String) -> String {
    say(
      "“\(phrase)” was left out: the picture has no such pixels.",
      "“\(phrase)”未执行：画面中没有相应的像素。")
  }

  func noLine(_ phrase: String) -> String {
    say(
      "“\(phrase)” was left out: no line in the picture is long and clear enough to level it by; "
        + "say the angle, as in “rotate 1.5 degrees clockwise”.",
      "“\(phrase)”未执行：画面中没有足够长而清晰的线条可作水平依据，请直接说角度，如“顺时针旋转 1.5 度”。")
  }

  func level(_ phrase: String) -> String {
    say(
      "“\(phrase)” needs no change: the picture's lines are level.",
      "“\(phrase)”无需调整：画面的线条已经水平。")
  }

  func tilted(_ degrees: Double, upright: Bool) -> String {
    let amount = Self.short(degrees.magnitude)
    let turn = degrees > 0 ? say("clockwise", "顺时针") : say("anticlockwise", "逆时针")
    return upright
      ? say("Upright lines lean \(amount)° \(turn).", "竖直线条\(turn)倾斜 \(amount)°。")
      : say("The horizon leans \(amount)° \(turn).", "水平线\(turn)倾斜 \(amount)°。")
  }

  func notUnderstood(_ fragment: String) -> String {
    say("“\(fragment)” was not understood and is left out.", "没有理解“\(fragment)”，已忽略。")
  }

  func overruled(_ overruled: Overruled) -> String {
    let (phrase, by) = (overruled.phrase, overruled.by)
    return switch overruled.way {
    case .replaced:
      say(
        "“\(phrase)” and “\(by)” cannot both be met; “\(by)” counts.",
        "“\(phrase)”与“\(by)”相互矛盾，以“\(by)”为准。")
    case .halved:
      say("“\(phrase)” is done by half, for “\(by)”.", "“\(phrase)”减半执行，因为“\(by)”。")
    case .byColor:
      say(
        "“\(phrase)” is done by colour, for “\(by)”.", "“\(phrase)”通过色彩实现，因为“\(by)”。")
    }
  }

  func taken(_ reading: Reading) -> String {
    let percent = Int((reading.likeness * 100).rounded())
    return say(
      "“\(reading.words)” was taken for “\(reading.meaning)” (likeness \(percent) %).",
      "“\(reading.words)”被理解为“\(reading.meaning)”（相似度 \(percent)%）。")
  }

  func refusal(_ refusal: Refusal) -> String {
    let reason =
      switch refusal.reason {
      case .addObject: say("adding things needs new pixels", "添加物体需要生成新的像素")
      case .removeObject: say("taking things out needs new pixels", "去除物体需要生成新的像素")
      case .replaceObject: say("exchanging things needs new pixels", "替换物体需要生成新的像素")
      case .moveObject: say("things cannot be moved", "无法移动画面中的物体")
      case .addText: say("text, frames and logos are not added", "不能添加文字、边框或标志")
      case .alterPerson: say("people are not reshaped", "不改变人物的形貌")
      case .reimagine: say("the scene itself cannot be another one", "无法变成另一个场景或画作")
      case .upscale: say("pixels that were not taken cannot be added", "无法增加原本没有的像素")
      case .takeBack:
        say(
          "words add to an edit; `atelier session undo` takes back a step and `session remove` a value, "
            + "and a look that lies in the pixels cannot be told from them",
          "文字只会在编辑上继续添加；撤销请用 `atelier session undo`，去掉某个值请用 `session remove`，"
            + "已经融入像素的风格无法分离")
      case .unsupported: say("there is no step for it", "没有相应的操作")
      }
    return say(
      "“\(refusal.phrase)” cannot be done by developing a photo: \(reason).",
      "“\(refusal.phrase)”无法通过调色完成：\(reason)。")
  }

  func cannotSelect(_ word: String, _ phrase: String) -> String {
    say(
      "“\(phrase)” was left out: “\(word)” cannot be selected by name; draw a box with --region.",
      "“\(phrase)”未执行：还不能按名称选取“\(word)”，请用 --region 画框。")
  }

  func notFound(_ word: String, _ phrase: String) -> String {
    say(
      "“\(phrase)” was left out: “\(word)” was not found clearly enough; draw a box with --region, "
        + "or let 'atelier models install' fetch models, which find more.",
      "“\(phrase)”未执行：未能可靠地找到“\(word)”；请用 --region 画框，"
        + "或用 atelier models install 安装模型以提高识别能力。")
  }

  func masked(_ word: String, _ method: String, _ confidence: Double) -> String {
    let percent = Int((confidence * 100).rounded())
    return say(
      "“\(word)” is masked (\(method), confidence \(percent) %).",
      "“\(word)”已用蒙版选取（\(method)，置信度 \(percent)%）。")
  }

  func byColor(_ word: String) -> String {
    say(
      "“\(word)” is reached through its colour; other things of the same colour change too.",
      "“\(word)”通过其颜色调整，画面中同色的部分也会改变。")
  }

  func wholeInstead(_ word: String) -> String {
    say(
      "“\(word)” was not found clearly enough to mask it; the whole picture is changed instead.",
      "未能可靠地选取“\(word)”，改为调整整幅画面。")
  }

  func depthUnknown(_ phrase: String) -> String {
    say(
      "“\(phrase)”: how far away things are is not known, so all of it is blurred alike.",
      "“\(phrase)”：无法得知景深，所选区域虚化程度相同。")
  }

  func noBox(_ phrase: String) -> String {
    say(
      "“\(phrase)” speaks of a box, but none was drawn (--region); it was left out.",
      "“\(phrase)”提到了框选区域，但没有画框（--region），已忽略。")
  }

  func wholeOnly(_ phrase: String) -> String {
    say(
      "“\(phrase)” acts on the whole picture; it cannot be limited to the box.",
      "“\(phrase)”作用于整幅画面，不能限于框内。")
  }

  var noWish: String {
    say("The sentence names nothing that could be changed.", "这句话里没有可以调整的内容。")
  }

  var unchanged: String {
    say("No change is wanted; the picture stays as it is.", "不需要修改，保持原样。")
  }

  var alreadySo: String {
    say(
      "By what can be measured the photo is as wished already; it stays as it is.",
      "按测量结果，照片已符合要求，保持原样。")
  }

  func protected(_ phrase: String) -> String {
    say("Kept as asked: “\(phrase)”.", "按要求保持：“\(phrase)”。")
  }

  func guarded(_ what: GuardRail.Kind) -> String {
    switch what {
    case .highlights: say("The change would have clipped highlights.", "调整会使高光溢出。")
    case .shadows: say("The change would have crushed shadows.", "调整会使暗部死黑。")
    case .channels: say("The change would have clipped colours.", "调整会使颜色溢出。")
    }
  }

  /// A value that the frame does not allow: held, or only remarked where the person said it.
  func limited(
    _ operation: String, _ parameter: String, _ value: Double, _ held: Double,
    _ cause: FrameLimits.Cause, isSaid: Bool
  ) -> String {
    let name = name(operation, parameter)
    let (value, held) = (Self.short(value), Self.short(held))
    let reason =
      switch cause {
      case .noise: say("noise would be plain to see", "噪点会很明显")
      case .colorNoise: say("coloured noise would be plain to see", "彩色噪点会很明显")
      case .banding: say("smooth tones would break into steps", "平滑的影调会出现断层")
      case .blocks: say("the blocks of the JPEG compression would show", "JPEG 压缩的方块会显现")
      case .lostHighlights: say("white that holds no detail would turn grey", "没有细节的白色会变成灰色")
      }
    return isSaid
      ? say(
        "\(name) is \(value) as you said; from \(held) on \(reason).",
        "\(name)按您的要求设为 \(value)；超过 \(held)，\(reason)。")
      : say(
        "\(name) is held at \(held) instead of \(value): with more \(reason).",
        "\(name)限制在 \(held)（原为 \(value)）：再多，\(reason)。")
  }

  /// The names of an operation and of its parameter for people; that of an operation's only slider
  /// goes without saying.
  func name(_ operation: String, _ parameter: String) -> String {
    let parts =
      Self.onlySliders.contains(parameter)
      ? [] : parameter.split(separator: "_").map(String.init)
    if language == .zh, let name = Self.chinese[operation] {
      return name + parts.map { Self.chineseParts[$0] ?? $0 }.joined()
    }
    let words = operation.split(separator: "_").joined(separator: " ")
    let name = operation == "hsl" ? "HSL" : words.prefix(1).uppercased() + words.dropFirst()
    return ([name] + parts).joined(separator: " ")
  }

  private static let onlySliders: Set = ["amount", "stops", "enabled", "degrees", "quarter_turns"]

  private static let chinese = [
    "exposure": "曝光", "white_balance": "白平衡", "contrast": "对比度", "highlights": "高光",
    "shadows": "阴影", "whites": "白色色阶", "blacks": "黑色色阶", "tone_curve": "色调曲线",
    "parametric_curve": "参数曲线", "vibrance": "自然饱和度", "saturation": "饱和度", "hsl": "混色器",
    "black_and_white": "黑白", "color_grading": "颜色分级", "clarity": "清晰度", "texture": "纹理",
    "dehaze": "去朦胧", "sharpening": "锐化", "noise_reduction": "降噪", "vignette": "暗角",
    "lens_blur": "镜头虚化", "skin_smoothing": "磨皮", "grain": "颗粒", "crop": "裁剪", "straighten": "拉直",
    "rotate": "旋转",
  ]

  private static let chineseParts = [
    "red": "红色", "orange": "橙色", "yellow": "黄色", "green": "绿色", "aqua": "青色",
    "blue": "蓝色", "purple": "紫色", "magenta": "洋红", "hue": "色相", "saturation": "饱和度",
    "luminance": "明亮度", "temperature": "色温", "kelvin": "色温", "tint": "色调", "shadow": "阴影",
    "midtone": "中间调", "highlight": "高光", "global": "全局", "shadows": "阴影", "darks": "暗调",
    "lights": "亮调", "highlights": "高光", "color": "颜色", "detail": "细节", "contrast": "对比度",
    "smoothness": "平滑度", "midpoint": "中点", "feather": "羽化", "roundness": "圆度",
    "size": "大小", "roughness": "粗糙度", "radius": "半径", "masking": "蒙版", "blending": "混合",
    "balance": "平衡", "redness": "泛红", "shine": "油光", "split": "分界", "master": "总", "left": "左",
    "top": "上", "right": "右",
    "bottom": "下",
  ]

  static func short(_ number: Double) -> String {
    let rounded = (number * 100).rounded() / 100
    return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
  }
}
