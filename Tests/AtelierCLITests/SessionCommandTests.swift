#if Sessions
  import AtelierCodecs
  import AtelierPixels
  import AtelierRecipe
  import AtelierTesting
  import Foundation
  import Testing

  @Suite("atelier session")
  struct SessionCommandTests {
    private let atelier: Command

    init() throws {
      atelier = try Command(environment: ["ATELIER_SESSIONS": "", "XDG_DATA_HOME": "/dev/null"])
    }

    /// Runs `atelier session` on a store in the folder.
    private func session(_ arguments: String...) throws -> ProcessRunner.Result {
      try atelier.run(["session"] + arguments + ["--store", "sessions.sqlite"])
    }

    private func document(_ arguments: String...) throws -> JSONValue {
      let result = try atelier.run(
        ["session"] + arguments + ["--store", "sessions.sqlite", "--json"])
      #expect(result.status == 0, "\(result.messages)")
      return try result.document()
    }

    private func value(
      _ document: JSONValue, _ operation: String, _ parameter: String
    ) -> Double? {
      guard
        case .number(let number)? =
          document["recipe"]?["adjustments"]?[operation]?[parameter]
      else { return nil }
      return number
    }

    private func problems(_ document: JSONValue, _ schema: String) throws -> [String] {
      SchemaValidator.problems(
        of: document, against: try atelier("schema", schema).document())
    }

    @Test("a person stays in charge from the first sentence to the finished file")
    func life() throws {
      let begun = try session("new", "photo.jpg", "--say", "warmer", "--name", "porch", "--quiet")
      #expect(begun.status == 0, "\(begun.messages)")
      #expect(begun.text == "1\n" && begun.messages.isEmpty)
      let once = try document("list", "porch")
      let warm = try #require(value(once, "white_balance", "temperature"))
      #expect(try problems(once, "session") == [])
      #expect(once["plan"]?["instruction"] == "warmer")

      let twice = try document("say", "porch", "warmer")
      #expect(try #require(value(twice, "white_balance", "temperature")) > warm + 2)
      #expect(try problems(twice, "session") == [])

      let set = try document("set", "porch", "exposure.stops=0.5", "contrast.amount=-7")
      #expect(value(set, "exposure", "stops") == 0.5 && value(set, "contrast", "amount") == -7)
      #expect(set["held"]?.items.count == 2)
      #expect(try session("snapshot", "porch", "before").status == 0)

      let said = try document("say", "porch", "darker, more contrast, 更鲜艳")
      #expect(value(said, "exposure", "stops") == 0.5)
      #expect(value(said, "contrast", "amount") == -7)
      #expect(try problems(said, "session") == [])
      let notes = try #require(said["notes"]).items.map { $0.text() }
      #expect(notes.contains { $0.contains("exposure.stops") }, "\(notes)")

      let removed = try document("remove", "porch", "white_balance")
      #expect(removed["recipe"]?["adjustments"]?["white_balance"] == nil)
      let again = try document("say", "porch", "much warmer, brighter")
      #expect(again["recipe"]?["adjustments"]?["white_balance"] == nil)
      let free = try session("unlock", "porch", "white_balance.temperature")
      #expect(free.status == 0, "\(free.messages)")
      #expect(value(try document("say", "porch", "warmer"), "white_balance", "temperature") != nil)

      let compared = try document("compare", "porch", "before", "now", "--out", "both.png")
      #expect(try problems(compared, "comparison") == [])
      #expect(try #require(compared["differences"]).items.count >= 2)
      #expect(
        try PictureReader.read(.bytes(Array(atelier.folder.read("both.png")), name: "both"))
          .picture.size.width > 150)

      let export = try session(
        "export", "porch", "--out", "out.jpg", "--xmp-out", "out.xmp", "--plan-out", "plan.json",
        "--recipe-out", "recipe.json", "--compare", "pair.png", "--json")
      #expect(export.status == 0, "\(export.messages)")
      #expect(try problems(try export.document(), "render") == [])
      let plan = try JSONValue(parsing: Array(atelier.folder.read("plan.json")))
      #expect(try problems(plan, "plan") == [])
      for name in ["out.jpg", "out.xmp", "recipe.json", "pair.png"] {
        #expect(atelier.folder.has(name), "\(name)")
      }
      // What the recipe renders is what the session exported.
      let rendered = try atelier(
        "render", "photo.jpg", "--settings", "recipe.json", "--out", "same.png")
      let exported = try session("export", "porch", "--out", "mine.png")
      #expect(rendered.status == 0 && exported.status == 0, "\(exported.messages)")
      #expect(try pixels("same.png") == pixels("mine.png"))
      let earlier = try session("export", "porch", "--at", "before", "--out", "before.png")
      #expect(earlier.status == 0)
      #expect(try pixels("before.png") != pixels("mine.png"))
      let list = try atelier("session", "list", "--store", "sessions.sqlite", "--json")
      #expect(try problems(try list.document(), "sessions") == [])
      #expect(try session("list", "last").text.contains("held: contrast.amount -7"))
    }

    private func pixels(_ name: String) throws -> Samples {
      try PictureReader.read(.bytes(Array(atelier.folder.read(name)), name: name)).picture.samples
    }

    @Test("a step, a whole sentence, and back again")
    func undo() throws {
      _ = try session("new", "photo.jpg")
      let start = try document("list", "last")
      let said = try document("say", "last", "warmer, more contrast, 更鲜艳")
      #expect(try #require(said["history"]).items.count >= 3)
      let step = try document("undo", "last")
      #expect(step["recipe"] != said["recipe"] && step["recipe"] != start["recipe"])
      #expect(try document("redo", "last")["recipe"] == said["recipe"])
      #expect(try document("undo", "last", "--run")["recipe"] == start["recipe"])
      #expect(try session("undo", "last").status == 7)
      #expect(try document("redo", "last", "--run")["recipe"] == said["recipe"])
      let none = try session("redo", "last", "--json")
      #expect(none.status == 7 && none.messages.contains("nothing to redo"))
      #expect(try problems(try none.document(), "error") == [])
    }

    @Test("a sentence that says nothing leaves the session as it is")
    func nothing() throws {
      _ = try session("new", "photo.jpg", "--say", "warmer")
      let before = try document("list", "last")
      let result = try session("say", "last", "qwertz uiop", "--json")
      #expect(result.status == 7)
      #expect(try problems(try result.document(), "session") == [])
      #expect(try document("list", "last")["history"] == before["history"])
    }

    @Test("two boxes are two places")
    func boxes() throws {
      _ = try session("new", "photo.jpg")
      _ = try document("say", "last", "darker", "--region", "0,0,0.5,0.5")
      let two = try document("say", "last", "brighter", "--region", "0.5,0.5,1,1")
      let local = try #require(two["recipe"]?["local"]).items
      #expect(Swift.Set(local.compactMap { $0["name"] }) == ["box", "box 1"])
      #expect(local[0]["mask"] != local[1]["mask"])
      #expect(two["recipe"]?["adjustments"] == .object([:]))
    }

    @Test("processes that change one session at once lose nothing of each other")
    func together() async throws {
      _ = try session("new", "photo.jpg")
      let atelier = atelier
      let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
        for (index, name) in ["contrast", "vibrance", "saturation", "clarity", "texture", "dehaze"]
          .enumerated()
        {
          group.addTask {
            try atelier.run([
              "session", "set", "1", "\(name).amount=\(index + 1)", "--store", "sessions.sqlite",
            ]).status
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses == [0, 0, 0, 0, 0, 0])
      let end = try document("list", "1")
      #expect(value(end, "dehaze", "amount") == 6 && value(end, "contrast", "amount") == 1)
      #expect(try #require(end["history"]).items.allSatisfy { $0["stands"] == true })
    }

    @Test("processes that begin sessions in a new store at once all get one")
    func beginnings() async throws {
      let atelier = atelier
      let numbers = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<4 {
          group.addTask {
            let result = try atelier.run([
              "session", "new", "photo.jpg", "--store", "fresh/sessions.sqlite", "--quiet",
            ])
            return "\(result.text)\(result.messages)"
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(numbers.sorted() == ["1\n", "2\n", "3\n", "4\n"])
    }

    @Test("a sentence that is late is refused, and what came before it is kept")
    func late() async throws {
      _ = try session("new", "photo.jpg")
      let atelier = atelier
      let results = try await withThrowingTaskGroup(of: (Int32, String).self) { group in
        for sentence in ["warmer", "more contrast", "更鲜艳"] {
          group.addTask {
            let result = try atelier.run([
              "session", "say", "1", sentence, "--store", "sessions.sqlite", "--quiet",
            ])
            return (result.status, result.messages)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let end = try document("list", "1")
      let done = results.count { $0.0 == 0 }
      #expect(done >= 1)
      #expect(try #require(end["runs"]).items.count == done)
      for (status, message) in results where status != 0 {
        #expect(status == 6 && message.contains("say it again"), "\(message)")
      }
    }

    @Test("a kill at any moment loses at most what was in flight", arguments: 1...8)
    func kill(_ round: Int) throws {
      _ = try session("new", "photo.jpg")
      let before = try document("set", "1", "exposure.stops=0.5")
      // A sentence takes a second, a change by hand a few hundredths.
      let killed = [
        try atelier(
          "session", "say", "1", "warmer, more contrast", "--store", "sessions.sqlite", "--quiet",
          signal: (SIGKILL, .milliseconds(40 * round * round))),
        try atelier(
          "session", "set", "1", "vibrance.amount=9", "grain.amount=8", "--store",
          "sessions.sqlite", "--quiet", signal: (SIGKILL, .milliseconds(12 * round))),
      ]
      let after = try document("list", "1")
      let kinds = try #require(after["runs"]).items.compactMap { $0["kind"] }
      #expect(kinds.count <= 3 && kinds.first == "set")
      // All that a command does is there, or nothing of it.
      #expect(
        (value(after, "vibrance", "amount") == nil) == (value(after, "grain", "amount") == nil))
      #expect((value(after, "contrast", "amount") != nil) == kinds.contains("say"))
      for (kind, result) in zip(["say", "set"], killed) where result.status == 0 {
        #expect(kinds.dropFirst().contains(.string(kind)))
      }
      if kinds.count == 1 { #expect(after["recipe"] == before["recipe"]) }
      #expect(value(after, "exposure", "stops") == 0.5)
      #expect(killed.allSatisfy { [0, 128 + SIGKILL].contains($0.status) })
      #expect(try session("set", "1", "exposure.stops=0.6").status == 0)
    }

    @Test("a photo that moved is found where it is said to be, and another one is refused")
    func photos() throws {
      _ = try session("new", "photo.jpg", "--say", "warmer")
      let bytes = try atelier.folder.read("photo.jpg")
      try atelier.folder.write(bytes, to: "moved.jpg")
      try atelier.folder.write(
        TestPicture.encoded(PixelSize(width: 60, height: 40)), to: "photo.jpg")
      let changed = try session("say", "last", "brighter")
      #expect(changed.status == 3 && changed.messages.contains("its content differs"))
      try FileManager.default.removeItem(atPath: atelier.folder.file("photo.jpg"))
      let missing = try session("export", "last", "--out", "out.jpg")
      #expect(missing.status == 3 && missing.messages.contains("--photo FILE"))
      let found = try document("say", "last", "brighter", "--photo", "moved.jpg")
      guard case .string(let path)? = found["session"]?["photo"]?["path"] else {
        Issue.record("no path")
        return
      }
      #expect(path.hasSuffix("/moved.jpg"))
      #expect(try session("export", "last", "--out", "out.jpg").status == 0)
      let own = try session("export", "last", "--out", "moved.jpg", "--overwrite")
      #expect(own.status == 6 && own.messages.contains("the photo itself"))
    }

    @Test(
      "what cannot be is told with its exit status",
      arguments: [
        (["say", "9", "warmer"], 2, "There is no session '9'"),
        (["set", "1", "exposure.stops=9"], 2, "must lie in"),
        (["set", "1", "exposure.stop=1"], 2, "did you mean 'stops'"),
        (["set", "1", "exposure.stops@porch=1"], 2, "names no area"),
        (["set", "1"], 2, "values"), (["say", "1"], 2, "Say what"),
        (["remove", "1", "grain"], 7, "There is no grain"),
        (["compare", "1", "start", "dim"], 2, "There is no 'dim'"),
        (["snapshot", "1", "now"], 2, "cannot be a name"),
        (["export", "1", "--out", "out.txt"], 2, "does not say a format"),
        (["export", "1", "--out", "none/out.jpg"], 6, "does not exist"),
        (["new", "sessions.sqlite"], 3, "sessions.sqlite"), (["new", "none.jpg"], 3, "none.jpg"),
        (["new", "photo.jpg", "--name", "7"], 2, "cannot be a name"),
        (["undo", "1"], 7, "nothing to undo"), (["nonsense"], 2, "nonsense"),
      ])
    func refused(_ arguments: [String], _ status: Int32, _ reason: String) throws {
      _ = try session("new", "photo.jpg")
      let result = try atelier.run(["session"] + arguments + ["--store", "sessions.sqlite"])
      #expect(result.status == status, "\(result.messages)")
      #expect(result.messages.contains(reason), "\(result.messages)")
      #expect(try #require(document("list")["sessions"]).items.count == 1)
    }

    @Test("a broken file and a folder without permission are told, and left as they are")
    func broken() throws {
      let bytes = Array(String(repeating: "no database ", count: 100).utf8)
      try atelier.folder.write(bytes, to: "sessions.sqlite")
      let bad = try session("list", "--json")
      #expect(bad.status == 3 && bad.messages.contains("cannot be read"))
      #expect(try problems(try bad.document(), "error") == [])
      #expect(Array(try atelier.folder.read("sessions.sqlite")) == bytes)
      for path in ["/proc/sessions.sqlite", "photo.jpg/sessions.sqlite", "."] {
        let result = try atelier("session", "list", "--store", path)
        #expect(result.status == 6 || result.status == 3, "\(path): \(result.messages)")
        #expect(result.messages.contains("--store"), "\(result.messages)")
      }
    }

    @Test("the store lies where the environment says")
    func places() throws {
      let named = try Command(environment: ["ATELIER_SESSIONS": "my/own.sqlite"])
      #expect(try named("session", "new", "photo.jpg").status == 0)
      #expect(named.folder.has("my/own.sqlite"))
    }
  }
#endif
