import AtelierRecipe

/// A local adjustment and the correction of the file that it stands for.
struct LocalSource: Hashable, Sendable {
  let key: String
  let place: Int
  let adjustment: LocalAdjustment
}

/// Local corrections.
extension RecipeMapper {
  /// The most local adjustments of a recipe.
  static let localLimit = 64

  /// Maps the corrections that stand in one key.
  mutating func mapMasks(_ key: String) {
    if own["Enable" + key]?.flag == false {
      return note(key, .rendered, "switched off", isNeutral: true)
    }
    let group: MaskGroup
    do throws(LightroomError) {
      group = try MaskGroup(settings)
    } catch {
      return note(key, .refused, error.description)
    }
    let corrections = group.corrections.filter { $0.source == key }
    let masks = MaskMapping(kinds: mapping.maskKinds, turn: PictureTurn(context))
    var counts = (rendered: 0, missing: 0)
    var assumptions = Array(group.notes.prefix(3))
    for correction in corrections where correction.isActive && correction.amount > 0 {
      let place = "\(key)[\(correction.place + 1)]"
      let title = correction.name.isEmpty ? "" : "'\(TextPlace.shortened(correction.name))': "
      let (adjustments, leftOut) = mapping.adjustments(of: correction)
      guard !adjustments.isEmpty else {
        if !leftOut.isEmpty {
          counts.missing += 1
          note(place, .kept, title + leftOut.joined(separator: ", ") + " not rendered")
        }
        continue
      }
      do throws(MaskMapping.Missing) {
        guard local.count < Self.localLimit else {
          throw .init(reason: "at most \(Self.localLimit) local corrections are rendered")
        }
        let result = try masks.mask(of: correction)
        counts.rendered += 1
        var strength = correction.amount * options.amount
        if strength > 2 {
          strength = 2
          assumptions.append("its strength is limited to 2")
        }
        for text in result.assumptions where !assumptions.contains(text) {
          assumptions.append(text)
        }
        local.append(
          LocalSource(
            key: key, place: correction.place,
            adjustment: LocalAdjustment(
              name: String(correction.name.prefix(200)), amount: strength, mask: result.mask,
              adjustments: adjustments)))
        if !leftOut.isEmpty {
          note(place, .kept, title + leftOut.joined(separator: ", ") + " not rendered")
        }
      } catch {
        counts.missing += 1
        note(place, .kept, title + error.reason)
      }
    }
    let words = "\(counts.rendered) of \(counts.rendered + counts.missing) local corrections"
    switch counts {
    case (0, 0): note(key, .rendered, "no correction acts", isNeutral: true)
    case (0, _): note(key, .kept, "\(words) are rendered", isNeutral: true)
    default:
      let reason = ([words] + assumptions.prefix(5)).joined(separator: "; ")
      note(
        key, assumptions.isEmpty ? .rendered : .assumed, reason)
    }
  }
}
