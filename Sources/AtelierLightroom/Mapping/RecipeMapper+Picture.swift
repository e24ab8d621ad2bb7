import AtelierRecipe

/// White balance and crop, whose keys act together and depend on the picture.
extension RecipeMapper {
  private func number(_ key: String) -> Double? { own[key]?.number }

  private func has(_ keys: String...) -> [String] { keys.filter { own[$0] != nil } }

  // MARK: White balance

  mutating func addWhiteBalance() {
    guard !options.without.contains(.whiteBalance) else { return }
    let name = own["WhiteBalance"]?.text ?? "Custom"
    if own["WhiteBalance"] != nil {
      note("WhiteBalance", .rendered, "", isNeutral: name == "As Shot" || name == "Custom")
    }
    let relative = has("IncrementalTemperature", "IncrementalTint")
    let absolute = has("Temperature", "Tint")
    // A rendered picture was developed in some light, so the temperature as shot tells one from it.
    if name == "As Shot", context.pixels == .raw || context.light == nil || absolute.isEmpty {
      for key in absolute { note(key, .rendered, "as shot; it changes nothing", isNeutral: true) }
      addRelative(relative)
      return
    }
    var light: MappingContext.Light?
    if let kelvin = number("Temperature") {
      guard kelvin >= 1000 else {
        for key in absolute {
          note(key, .refused, "\(own[key]?.text ?? "") is no temperature in Kelvin (2000…50000)")
        }
        addRelative(relative)
        return
      }
      light = .init(kelvin: min(50000, max(2000, kelvin)), tint: number("Tint") ?? 0)
    } else if let named = WhiteBalanceScale.light(named: name) {
      light = named
    }
    guard let light else {
      for key in absolute { note(key, .kept, "a tint without a temperature is not rendered") }
      if name == "Auto", relative.isEmpty {
        note("Temperature", .kept, "automatic white balance is not computed")
      }
      addRelative(relative)
      return
    }
    if context.pixels == .raw {
      addRaw(light, absolute)
      for key in relative {
        note(
          key, .kept, "relative values belong to rendered pictures; the Kelvin value counts",
          isNeutral: true)
      }
    } else if relative.contains(where: { number($0) != nil }) {
      addRelative(relative)
      for key in absolute {
        note(key, .kept, "Kelvin belongs to RAW files; the relative value counts", isNeutral: true)
      }
    } else {
      addAbsolute(light, absolute)
    }
  }

  /// Kelvin on sensor data.
  private mutating func addRaw(_ light: MappingContext.Light, _ keys: [String]) {
    guard let kelvin = targets["Temperature"], let tint = targets["Tint"] else {
      for key in keys { note(key, .kept, "not rendered") }
      return
    }
    set(kelvin, .number(light.kelvin))
    set(tint, .number(limit(light.tint, tint)))
    for key in keys { note(key, .rendered, "") }
  }

  /// Relative values, as rendered pictures have them.
  private mutating func addRelative(_ keys: [String]) {
    for key in keys {
      guard let value = own[key] else { continue }
      guard let target = targets[key] else {
        note(key, .kept, "not rendered", isNeutral: value.number == 0)
        continue
      }
      store(
        value, key, target,
        assumption: context.pixels == .raw && value.number != 0
          ? "taken as a change from the light as shot" : nil)
    }
  }

  /// Kelvin on a rendered picture: a change from the light that it carries, or from the scale's middle.
  private mutating func addAbsolute(_ light: MappingContext.Light, _ keys: [String]) {
    guard let temperature = targets["IncrementalTemperature"],
      let tint = targets["IncrementalTint"]
    else {
      for key in keys { note(key, .kept, "not rendered") }
      return
    }
    if let base = context.light, let kelvin = targets["Temperature"],
      let kelvinTint = targets["Tint"]
    {
      set(kelvin, .number(light.kelvin))
      set(kelvinTint, .number(limit(light.tint, kelvinTint)))
      let isSame = light == base
      for key in keys.isEmpty ? ["WhiteBalance"] : keys {
        note(
          key, .assumed,
          "taken as a change from the picture's own \(NumberText.short(base.kelvin)) K, tint "
            + NumberText.short(base.tint), isNeutral: isSame)
      }
      return
    }
    set(
      temperature,
      .number(limit(WhiteBalanceScale.relative(kelvin: light.kelvin), temperature)))
    // Where no tint is given the light is taken for plain daylight of that temperature.
    let relative = own["Tint"] == nil ? 0 : WhiteBalanceScale.relative(tint: light.tint)
    set(tint, .number(limit(relative, tint)))
    let reason = "the picture's own light is not known; 5000 K and tint 9 are assumed"
    for key in keys { note(key, .assumed, reason) }
    if keys.isEmpty { note("WhiteBalance", .assumed, reason) }
  }

  private func limit(_ value: Double, _ target: RecipeMapping.Target) -> Double {
    guard let range = target.range else { return value }
    return min(range.upperBound, max(range.lowerBound, value))
  }

  // MARK: Crop

  static let cropKeys = ["CropLeft", "CropTop", "CropRight", "CropBottom", "CropAngle"]

  mutating func addCrop() {
    guard !options.without.contains(.crop) else { return }
    let present = Self.cropKeys.filter { own[$0] != nil }
    if own["HasCrop"] != nil { note("HasCrop", .rendered, "", isNeutral: true) }
    guard !present.isEmpty else { return }
    guard own["HasCrop"]?.flag != false else {
      for key in present { note(key, .rendered, "HasCrop is False", isNeutral: true) }
      return
    }
    let sides = [
      number("CropLeft") ?? 0, number("CropTop") ?? 0, number("CropRight") ?? 1,
      number("CropBottom") ?? 1,
    ]
    let degrees = number("CropAngle") ?? 0
    guard let left = targets["CropLeft"], let top = targets["CropTop"],
      let right = targets["CropRight"], let bottom = targets["CropBottom"],
      let angle = targets["CropAngle"]
    else {
      for key in present { note(key, .kept, "not rendered") }
      return
    }
    guard sides[0] < sides[2], sides[1] < sides[3], (-45...45).contains(degrees),
      sides.allSatisfy({ (-1...2).contains($0) })
    else {
      for key in present {
        note(key, .refused, "the sides of the crop are in the wrong order or far outside")
      }
      return
    }
    var reason = ""
    var size = context.storedSize ?? [3, 2]
    if context.storedSize == nil, degrees != 0 {
      reason = "the picture's size is not known; 3:2 is assumed"
    }
    var frame = CropFrame(
      left: sides[0], top: sides[1], right: sides[2], bottom: sides[3], degrees: degrees, in: size)
    frame = frame.turned(by: context.orientation, from: size)
    size = CropFrame.turnedSize(size, context.orientation)
    let (crop, isCut) = frame.crop(in: size)
    if isCut { reason = "cut to the largest frame that fits the turned picture" }
    guard crop.x < crop.z, crop.y < crop.w else {
      for key in present { note(key, .refused, "nothing of the picture would be left") }
      return
    }
    for (target, value) in [(left, crop.x), (top, crop.y), (right, crop.z), (bottom, crop.w)] {
      set(target, .number(value))
    }
    // Turning forth and back leaves a rounding error that is no angle.
    set(angle, .number(abs(frame.degrees) < 1e-9 ? 0 : limit(frame.degrees, angle)))
    let isNeutral = crop == [0, 0, 1, 1] && degrees == 0
    for key in present {
      note(key, reason.isEmpty ? .rendered : .assumed, reason, isNeutral: isNeutral)
    }
  }
}
