import AtelierPixels
import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("JarvisArt's programs against the server")
struct TrainerTests {
  @Test("a trainer's candidates are rendered, the file being whole when the task is completed")
  func trainer() throws {
    let server = try ServerProcess()
    let results = try server.client(
      "trainer", "--server", server.address("tasks"), "--photo",
      server.folder.file("photos/photo.jpg"),
      "--answer", server.folder.file("photos/config.lua"), "--temporary",
      server.folder.file("photos"), "--results", server.folder.file("results"), "--count", "6",
      "--poll", "0.05"
    ).items
    #expect(results.count == 6)
    for result in results {
      #expect(result["whole"] == true, "\(result.text(pretty: false))")
      #expect(result["result"]?["success"] == true)
      // The table starts with "return", which the client puts in braces as the trainer does.
      #expect(result["result"]?["result_data"]?["output_path"] == result["path"])
    }
    #expect(server.kill(SIGTERM) == 0)
    #expect(try server.log().last?["event"] == "stopped")
  }

  @Test("JarvisArt's published answer is rendered through the trainer's shapes")
  func publishedAnswer() throws {
    let answer = Repository.root
      .appendingPathComponent(
        "../shared/spec/vectors/jarvisart/paper-jarvisart-cyberpunk.answer.txt"
      ).standardized.path
    guard FileManager.default.fileExists(atPath: answer) else {
      print("skipped: the published answer does not lie beside the package")
      return
    }
    let server = try ServerProcess()
    let result = try #require(
      try server.client(
        "trainer", "--server", server.address("tasks"), "--photo",
        server.folder.file("photos/photo.jpg"), "--answer", answer, "--temporary",
        server.folder.file("photos"), "--results", server.folder.file("results"), "--poll", "0.05"
      ).items.first)
    #expect(result["whole"] == true, "\(result.text(pretty: false))")
    let leftOut = result["result"]?["result_data"]?["not_rendered"]?.items ?? []
    #expect(leftOut.contains { $0["key"]?.text.contains("LookTable") ?? false })
  }

  @Test("the demo's two requests are answered with a picture")
  func demo() throws {
    let server = try ServerProcess()
    let photo = server.folder.file("photos/photo.jpg")
    let lua = server.folder.file("photos/config.lua")
    let local = try server.client(
      "demo", "--bridge", server.address("bridge"), "--photo", photo, "--lua", lua, "--local")
    #expect(local["status"] == 200)
    #expect(local["reply"]?["status"] == "success")
    let beside = server.folder.file("photos/processed/photo.jpg")
    let real = URL(fileURLWithPath: beside).resolvingSymlinksInPath().path
    #expect(local["reply"]?["output_path"]?.text == real)
    let picture = try server.folder.read("photos/processed/photo.jpg")
    #expect(picture.prefix(2) == Data([0xFF, 0xD8]) && picture.suffix(2) == Data([0xFF, 0xD9]))
    let remote = try server.client(
      "demo", "--bridge", server.address("bridge"), "--photo", photo, "--lua", lua, "--remote")
    #expect(remote["status"] == 200)
    let path = try #require(remote["reply"]?["output_path"]).text
    // The same photo and settings give the same bytes, whichever way they come.
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == picture)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: server.folder.file("data/uploads")) == [])
  }

  @Test("JSON with xmp_path and a task_id is answered with that task_id")
  func bridgeJSON() throws {
    let server = try ServerProcess()
    let reply = try server.raw(
      "POST", server.address("bridge") + "/any/path",
      json: #"{"photo_path": "\#(server.folder.file("photos/photo.jpg"))", "#
        + #""xmp_path": "\#(server.folder.file("photos/config.lua"))", "task_id": "t-1"}"#)
    #expect(reply.status == 200)
    #expect(reply.reply["task_id"] == "t-1")
    #expect(reply.reply["not_rendered"]?.items.isEmpty == true)
  }

  @Test("a client in Lightroom's place gets tasks, and they are completed with its upload")
  func macClient() throws {
    let server = try ServerProcess(["--workers", "0"])
    let submitted = try submit(server)
    let task = try #require(submitted.reply["task_id"]).text
    let report = try server.client(
      "mac", "--server", server.address("tasks"), "--bridge", server.address("bridge"),
      "--temporary", server.folder.file("photos"))
    // Unknown client, registered, photo, settings, an upload before the report, report, upload.
    #expect(report["statuses"] == [403, 200, 200, 200, 404, 200, 200])
    let done = try #require(report["tasks"]?.items.first)
    #expect(done["task"]?.text == task)
    #expect(done["between"] == "processing", "completed is not said before the file is there")
    #expect(done["after"] == "completed")
    let picture = try server.folder.read("results/\(task)/processed.jpg")
    let sent = try #require(done["reply"]?["output_path"]).text
    #expect(try Data(contentsOf: URL(fileURLWithPath: sent)) == picture)
    let download = try server.raw(
      "GET", server.address("tasks") + "/api/download_task_result/\(task)")
    #expect(download.status == 200)
  }

  @Test("a remote worker fetches tasks, renders them and sends the pictures back")
  func remoteWorker() throws {
    let server = try ServerProcess(["--workers", "0"])
    let tasks = try (0..<3).map { _ in try #require(try submit(server).reply["task_id"]).text }
    let worker = Process()
    worker.executableURL = URL(fileURLWithPath: try ServerProcess.program("atelier-server"))
    worker.currentDirectoryURL = URL(fileURLWithPath: server.folder.file("results"))
    worker.arguments = ["a2l", "worker", "--server", server.address("tasks"), "--poll", "0.05"]
    worker.standardError = FileHandle.nullDevice
    try worker.run()
    defer { if worker.isRunning { kill(worker.processIdentifier, SIGKILL) } }
    for task in tasks { #expect(try state(of: task, server) == "completed") }
    for task in tasks {
      #expect(
        try server.folder.read("results/\(task)/processed.jpg").prefix(2) == Data([0xFF, 0xD8]))
    }
    kill(worker.processIdentifier, SIGTERM)
    worker.waitUntilExit()
    #expect(worker.terminationStatus == 0)
  }

  @Test("nothing is lost when the server is killed and started again")
  func kill9() throws {
    let server = try ServerProcess(["--workers", "1"])
    // Large enough that several are still waiting when the kill comes.
    try server.folder.write(
      TestPicture.encoded(.init(width: 1_200, height: 900)), to: "photos/photo.jpg")
    let trainer = Process()
    let output = server.folder.file("trained")
    try Data().write(to: URL(fileURLWithPath: output))
    trainer.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    trainer.arguments = [
      "python3", Repository.path("Tests/AtelierServerTests/Clients/jarvisart.py"), "trainer",
      "--server", server.address("tasks"), "--photo", server.folder.file("photos/photo.jpg"),
      "--answer", server.folder.file("photos/config.lua"), "--temporary",
      server.folder.file("photos"), "--results", server.folder.file("results"), "--count", "40",
      "--concurrency", "8", "--poll", "0.02", "--retry-delay", "0.2", "--retries", "20",
    ]
    trainer.standardOutput = FileHandle(forWritingAtPath: output)
    try trainer.run()
    for _ in 0..<3 {
      Thread.sleep(forTimeInterval: 0.7)
      server.kill(SIGKILL)
      try server.start()
    }
    trainer.waitUntilExit()
    let results = try JSONValue(parsing: [UInt8](try server.folder.read("trained"))).items
    #expect(results.count == 40)
    for result in results { #expect(result["whole"] == true, "\(result.text(pretty: false))") }
    let health = try server.raw("GET", server.address("tasks") + "/api/health")
    // A submission whose answer the kill swallowed was sent again, so there may be more.
    guard case .number(let completed)? = health.reply["stats"]?["completed_tasks"] else {
      Issue.record("no count of completed tasks")
      return
    }
    #expect(completed >= 40)
    #expect(health.reply["stats"]?["pending_tasks"] == 0)
  }

  @Test("the plug-in's socket answers ping, takes jobs and says what is wrong")
  func socket() throws {
    let server = try ServerProcess()
    let photo = server.folder.file("photos/photo.jpg")
    let lua = server.folder.file("photos/config.lua")
    let port = "\(server.ports["socket"] ?? 0)"
    let replies = try server.client(
      "socket", "--port", port, "ping", "process|\(photo)|\(lua)|/ignored", "process|\(photo)",
      "process|/etc/passwd|\(lua)", "", "dance"
    ).items.map(\.text)
    try #require(replies.count == 6)
    #expect(replies[0] == "pong")
    #expect(replies[1] == "processing|Request accepted, processing photo...")
    #expect(replies[2] == "error|Invalid request format")
    #expect(replies[3].hasPrefix("error|") && replies[3].contains("outside"))
    #expect(replies[4] == "error|Empty message received")
    #expect(replies[5] == "error|Invalid request format")
    for _ in 0..<200 where !server.folder.has("photos/processed/photo.jpg") {
      Thread.sleep(forTimeInterval: 0.05)
    }
    #expect(server.folder.has("photos/processed/photo.jpg"))
  }

  @Test("a photo and a sentence give settings that Lightroom takes")
  func plan() throws {
    let server = try ServerProcess()
    let reply = try server.raw(
      "POST", server.address("bridge"),
      json: #"{"photo_path": "\#(server.folder.file("photos/photo.jpg"))", "#
        + #""instruction": "half a stop brighter, more contrast"}"#)
    #expect(reply.status == 200)
    #expect(reply.reply["outcome"] == "complete")
    #expect(reply.reply["settings"]?["Exposure2012"] == 0.5)
    #expect(reply.reply["settings"]?["Contrast2012"] != nil)
  }

  private func submit(_ server: ServerProcess) throws -> (status: Int, reply: JSONValue) {
    try server.raw(
      "POST",
      server.address("tasks") + "/api/submit_task_with_files?photo_path="
        + server.folder.file("photos/photo.jpg") + "&xmp_path="
        + server.folder.file("photos/config.lua"))
  }

  private func state(of task: String, _ server: ServerProcess) throws -> String {
    for _ in 0..<200 {
      let reply = try server.raw("GET", server.address("tasks") + "/api/task_status/\(task)")
      let state = reply.reply["status"]?.text ?? ""
      if state == "completed" || state == "failed" { return state }
      Thread.sleep(forTimeInterval: 0.1)
    }
    return "timed out"
  }
}
