/// Reads numbers with their units: "half a stop", "+20", "三分之二档", "5600K", "16:9".
struct NumberReader {
  /// What was read, and the index of the unit after it.
  struct Reading {
    var sense: Sense
    var end: Int
  }

  let units: [Unit]

  /// Reads a number at `start`, if one stands there.
  func reading(at start: Int) -> Reading? {
    guard start < units.count else { return nil }
    if let ratio = ratio(at: start) { return ratio }
    var index = start
    var direction = Direction.none
    if units[index].kind == .sign, let sign = Self.signs[units[index].text] {
      guard index + 1 < units.count, quantity(at: index + 1) != nil else { return nil }
      direction = sign
      index += 1
    }
    guard let quantity = quantity(at: index) else { return nil }
    return unit(after: quantity, isSigned: direction != .none, direction: direction)
  }

  private static let signs: [String: Direction] = ["+": .more, "-": .less]

  private struct Quantity {
    var value: Double
    var end: Int
    /// Whether digits said it; words count only with a unit behind them.
    var isDigits: Bool
  }

  // MARK: Units

  private func unit(after quantity: Quantity, isSigned: Bool, direction: Direction) -> Reading? {
    var index = quantity.end
    func text(_ offset: Int = 0) -> String {
      index + offset < units.count ? units[index + offset].text : ""
    }
    while ["of", "a", "an", "full", "个", "-"].contains(text()), index < quantity.end + 3,
      text() != "a" || Self.stopUnits.contains(text(1)) || text(1) == "full"
    {
      index += 1
    }
    if Self.stopUnits.contains(text()) {
      var value = quantity.value
      var end = index + 1
      if text(1) == "and", text(2) == "a", text(3) == "half" {
        value += 0.5
        end = index + 4
      } else if text(1) == "半" {
        value += 0.5
        end = index + 2
      }
      return Reading(sense: .measure(.stops(value), direction), end: end)
    }
    index = quantity.end
    if ["%", "percent"].contains(text()) {
      return Reading(sense: .measure(.percent(quantity.value), direction), end: index + 1)
    }
    if ["k", "kelvin", "开"].contains(text()), quantity.value >= 1000 {
      return Reading(sense: .measure(.kelvin(quantity.value), .none), end: index + 1)
    }
    if ["degrees", "degree", "deg", "°", "度"].contains(text()), quantity.isDigits {
      return Reading(sense: .measure(.degrees(quantity.value), direction), end: index + 1)
    }
    if ["成"].contains(text()), quantity.value < 10 {
      return Reading(sense: .measure(.percent(quantity.value * 10), direction), end: index + 1)
    }
    guard quantity.isDigits else { return nil }
    if text() == "k", quantity.value >= 2, quantity.value <= 15, units[index - 1].text.contains(".")
    {
      return Reading(sense: .measure(.kelvin(quantity.value * 1000), .none), end: index + 1)
    }
    let value = direction == .less ? -quantity.value : quantity.value
    return Reading(sense: .number(value, isSigned: isSigned), end: index)
  }

  private static let stopUnits: Set<String> = [
    "stop", "stops", "ev", "evs", "fstop", "fstops", "档", "级", "挡",
  ]

  // MARK: Quantities

  private func quantity(at start: Int) -> Quantity? {
    guard start < units.count else { return nil }
    if units[start].kind == .number { return digits(at: start) }
    if units[start].kind == .character { return chineseQuantity(at: start) }
    return englishQuantity(at: start)
  }

  private func digits(at start: Int) -> Quantity? {
    guard let first = Double(units[start].text), first.isFinite else { return nil }
    var quantity = Quantity(value: first, end: start + 1, isDigits: true)
    if let (value, end) = fraction(at: start) {
      quantity.value = value
      quantity.end = end
    } else if start + 1 < units.count, units[start + 1].kind == .number,
      let (value, end) = fraction(at: start + 1), value < 1
    {
      quantity.value = first + value
      quantity.end = end
    } else if Self.text(units, start + 1) == "and", Self.text(units, start + 2) == "a",
      Self.text(units, start + 3) == "half"
    {
      quantity.value += 0.5
      quantity.end = start + 4
    }
    return quantity
  }

  private func fraction(at start: Int) -> (Double, Int)? {
    guard start + 2 < units.count, units[start + 1].text == "/",
      let over = Double(units[start].text), let under = Double(units[start + 2].text), under > 0,
      over.isFinite, under.isFinite
    else { return nil }
    return (over / under, start + 3)
  }

  private func englishQuantity(at start: Int) -> Quantity? {
    let word = units[start].text
    if word == "a" || word == "an" {
      let next = Self.text(units, start + 1)
      if Self.stopUnits.contains(next) {
        return Quantity(value: 1, end: start + 1, isDigits: false)
      }
      if next == "full" { return Quantity(value: 1, end: start + 2, isDigits: false) }
      if next == "couple" { return Quantity(value: 2, end: start + 2, isDigits: false) }
      if let part = Self.parts[next] {
        return Quantity(value: part, end: start + 2, isDigits: false)
      }
      return nil
    }
    if let part = Self.parts[word] { return Quantity(value: part, end: start + 1, isDigits: false) }
    guard let count = Self.counts[word] else { return nil }
    let next = Self.text(units, start + 1)
    if let part = Self.parts[next] {
      return Quantity(value: count * part, end: start + 2, isDigits: false)
    }
    if next == "and" {
      let isArticle = Self.text(units, start + 2) == "a"
      if let part = Self.parts[Self.text(units, start + (isArticle ? 3 : 2))] {
        return Quantity(
          value: count + part, end: start + (isArticle ? 4 : 3), isDigits: false)
      }
    }
    return Quantity(value: count, end: start + 1, isDigits: false)
  }

  private static let parts: [String: Double] = [
    "half": 0.5, "third": 1.0 / 3, "thirds": 1.0 / 3, "quarter": 0.25, "quarters": 0.25,
  ]
  private static let counts: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
  ]

  private func chineseQuantity(at start: Int) -> Quantity? {
    if units[start].text == "半" { return Quantity(value: 0.5, end: start + 1, isDigits: false) }
    if Self.text(units, start) == "百", Self.text(units, start + 1) == "分",
      Self.text(units, start + 2) == "之"
    {
      guard let number = chineseNumber(at: start + 3) else { return nil }
      return Quantity(value: number.value / 100, end: number.end, isDigits: false)
    }
    guard let first = chineseNumber(at: start) else { return nil }
    if Self.text(units, first.end) == "分", Self.text(units, first.end + 1) == "之",
      let second = chineseNumber(at: first.end + 2), first.value > 0
    {
      return Quantity(value: second.value / first.value, end: second.end, isDigits: false)
    }
    return first
  }

  /// Reads numbers below a thousand, with digits behind a 点.
  private func chineseNumber(at start: Int) -> Quantity? {
    var index = start
    var total = 0.0
    var current: Double?
    while let value = Self.digits[Self.text(units, index)] {
      if value >= 10 {
        total += (current ?? 1) * value
        current = nil
      } else {
        current = value
      }
      index += 1
      if index > start + 6 { return nil }
    }
    guard index > start else { return nil }
    total += current ?? 0
    if Self.text(units, index) == "点" {
      var scale = 0.1
      var next = index + 1
      while let value = Self.digits[Self.text(units, next)], value < 10, next < index + 4 {
        total += value * scale
        scale /= 10
        next += 1
      }
      if next > index + 1 { index = next }
    }
    return Quantity(value: total, end: index, isDigits: false)
  }

  private static let digits: [String: Double] = [
    "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "十": 10, "百": 100,
  ]

  // MARK: Ratios

  private func ratio(at start: Int) -> Reading? {
    guard start + 2 < units.count, units[start].kind == .number,
      units[start + 2].kind == .number,
      [":", "x", "×", "比", "by", "*", "："].contains(units[start + 1].text),
      let width = Double(units[start].text), let height = Double(units[start + 2].text),
      (1...100).contains(width), (1...100).contains(height)
    else { return nil }
    return Reading(sense: .ratio(width / height), end: start + 3)
  }

  private static func text(_ units: [Unit], _ index: Int) -> String {
    index >= 0 && index < units.count ? units[index].text : ""
  }
}
