/// How people speak of a picture that they gave to look like.
enum ReferenceWords {
  static let entries = [
    LexiconEntry(.likeReference, english.joined(separator: "; ")),
    LexiconEntry(.likeReference, chinese),
  ]

  private static let english: [String] = {
    let things = [
      "this one", "that one", "this photo", "this picture", "this image", "that photo",
      "that picture", "the reference", "the reference photo", "the reference picture",
      "the reference image", "the other one", "the other photo", "the other picture",
      "the sample", "the sample photo", "the example", "the example photo",
    ]
    let verbs = ["like", "look like", "as in", "match", "copy the look of", "in the style of"]
    let ways = ["same look as", "same style as", "same colors as", "same tones as", "same mood as"]
    return (verbs + ways + ways.map { "the " + $0 }).flatMap { verb in
      things.map { "\(verb) \($0)" }
    } + ["use the reference", "follow the reference", "reference look", "copy this look"]
  }()

  private static let chinese =
    "像这张; 像这张一样; 像这张图; 像这张图一样; 像这张照片; 像这张照片一样; 像那张; 像那张一样; 像参考图; 像参考图一样; 像参考照片; "
    + "跟这张一样; 和这张一样; 与这张一样; 跟这张图一样; 和这张图一样; 跟这张照片一样; 和这张照片一样; 跟那张一样; 和那张一样; "
    + "跟参考图一样; 和参考图一样; 照这张; 照着这张; 照这张调; 照着这张调; 按这张; 按照这张; 按这张调; 参照这张; 参考这张; 参考这张图; "
    + "参考这张照片; 参考图; 参考照片; 按参考图; 按照参考图; 照参考图; 照着参考图; 模仿这张; 仿照这张; 模仿这张图; 仿照参考图; "
    + "这张的风格; 这张图的风格; 这张照片的风格; 这张的色调; 这张图的色调; 这张照片的色调; 参考图的风格; 参考图的色调; 那张的风格; 那张的色调; "
    + "同款色调; 同款风格; 一样的色调; 一样的风格"
}
