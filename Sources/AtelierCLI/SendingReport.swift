import AtelierAgent
import AtelierDialogue
import AtelierPlanner
import AtelierRecipe

/// What a model would be sent, for a person who wants to know before.
struct SendingReport {
  let choice: PlannerChoice
  let settings: ChatSettings
  let conversation: Conversation

  /// Lines for people.
  var lines: [String] {
    var lines = [
      "Nothing was sent. This would go to \(settings.endpoint.host) "
        + "(POST \(settings.endpoint.completions)):",
      "Model: \(settings.model ?? "the only one that the server has")",
      "Mode: \(choice.mode.rawValue)",
      settings.token == nil
        ? "Token: none" : "Token: that of ATELIER_PLANNER_TOKEN, in the header Authorization",
      "Answer: at most \(conversation.tokenLimit ?? settings.tokenLimit) tokens"
        + (conversation.form.map { ", JSON Schema '\($0.name)'" } ?? ", free text"),
    ]
    for message in conversation.messages {
      lines.append("--- \(message.role.rawValue)")
      for part in message.parts {
        switch part {
        case .text(let text): lines.append(text)
        case .picture(let picture):
          if settings.sendsPictures {
            lines.append(
              "[picture: JPEG without metadata, \(picture.width) × \(picture.height) pixels, "
                + "\(picture.jpeg.count) bytes; where the model takes no pictures, this instead:]")
          } else {
            lines.append("[no picture (--no-images-out); this instead:]")
          }
          lines.append(picture.description)
        }
      }
    }
    lines.append("---")
    if choice.mode == .monet {
      lines.append(
        "Then this again with its answer and a question for values, and both for colour and for single "
          + "colours, on the render of the stage before: six requests in all.")
    }
    lines.append(
      "Before that, the server is asked for its models (GET \(settings.endpoint.models)).")
    lines.append(
      "Never sent: the photo itself, its name and place, EXIF, GPS, XMP and IPTC.")
    return lines
  }

  /// The same as a document.
  var json: JSONValue {
    .object([
      "version": 1, "host": .string(settings.endpoint.host),
      "address": .string(settings.endpoint.completions),
      "model": settings.model.map { .string($0) } ?? .null,
      "mode": .string(choice.mode.rawValue), "sends_token": .bool(settings.token != nil),
      "sends_pictures": .bool(settings.sendsPictures),
      "schema": conversation.form?.schema ?? .null,
      "messages": .array(
        conversation.messages.map { message in
          .object([
            "role": .string(message.role.rawValue),
            "parts": .array(message.parts.map(json)),
          ])
        }),
    ])
  }

  private func json(_ part: Conversation.Part) -> JSONValue {
    switch part {
    case .text(let text): ["text": .string(text)]
    case .picture(let picture):
      settings.sendsPictures
        ? [
          "picture": [
            "format": "jpeg", "width": .number(Double(picture.width)),
            "height": .number(Double(picture.height)),
            "bytes": .number(Double(picture.jpeg.count)),
          ], "instead": .string(picture.description),
        ] : ["text": .string(picture.description)]
    }
  }
}
