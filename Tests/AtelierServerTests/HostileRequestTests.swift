import AtelierRecipe
import AtelierTesting
import Foundation
import Testing

@Suite("Hostile requests")
struct HostileRequestTests {
  private let server: ServerProcess

  init() throws {
    server = try ServerProcess(["--max-file", "1", "--max-request", "2", "--upload-timeout", "2"])
  }

  private func submit(_ photo: String, _ settings: String) throws -> (status: Int, reply: JSONValue)
  {
    func encoded(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
    return try server.raw(
      "POST",
      server.address("tasks") + "/api/submit_task_with_files?photo_path=" + encoded(photo)
        + "&xmp_path=" + encoded(settings))
  }

  private var photo: String { server.folder.file("photos/photo.jpg") }
  private var lua: String { server.folder.file("photos/config.lua") }

  private func isAlive() throws -> Bool {
    try server.raw("GET", server.address("tasks") + "/api/health").status == 200
  }

  @Test("paths out of the roots are refused by every way in")
  func traversal() throws {
    for path in ["/etc/passwd", server.folder.file("photos/../log-1"), "../../etc/passwd"] {
      #expect(try submit(path, lua).status == 403)
      #expect(try submit(photo, path).status == 403)
      let plain = try server.raw(
        "POST", server.address("tasks") + "/api/submit_task?photo_path=\(path)&xmp_path=\(lua)")
      #expect(plain.status == 403)
      let bridge = try server.raw(
        "POST", server.address("bridge"),
        json: #"{"photo_path": "\#(path)", "xmp_path": "\#(lua)"}"#)
      #expect(bridge.status == 403)
      #expect(bridge.reply["status"] == "error")
    }
  }

  @Test("symbolic links that leave the roots are refused, for reading and for writing")
  func links() throws {
    try server.folder.write("secret".utf8, to: "secret")
    func link(_ name: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: server.folder.file(name), withDestinationPath: server.folder.file(target))
    }
    try link("photos/link.lua", to: "secret")
    #expect(try submit(photo, server.folder.file("photos/link.lua")).status == 403)
    try FileManager.default.createDirectory(
      atPath: server.folder.file("photos/processed"), withIntermediateDirectories: true)
    try link("photos/processed/photo.jpg", to: "secret")
    let bridge = try server.raw(
      "POST", server.address("bridge"),
      json: #"{"photo_path": "\#(photo)", "xmp_path": "\#(lua)"}"#)
    #expect(bridge.status == 403)
    #expect(try server.folder.read("secret") == Data("secret".utf8))
  }

  @Test("missing, empty, too large and wrong files are refused with their reason")
  func files() throws {
    #expect(try submit(server.folder.file("photos/none.jpg"), lua).status == 404)
    #expect(try submit(photo, server.folder.file("photos/none.lua")).status == 404)
    try server.folder.write([], to: "photos/empty.lua")
    #expect(try submit(photo, server.folder.file("photos/empty.lua")).status == 400)
    try server.folder.write([UInt8](repeating: 1, count: 1_100_000), to: "photos/large.jpg")
    #expect(try submit(server.folder.file("photos/large.jpg"), lua).status == 413)
    let text = try submit(lua, lua)
    #expect(text.status == 400, "a photo is known by its content")
    #expect(text.reply["detail"]?.text.contains("not a picture") == true)
  }

  @Test("settings that cannot be read make the task fail with the reason, not the server")
  func settings() throws {
    try server.folder.write("os.execute('touch owned')".utf8, to: "photos/bad.lua")
    try server.folder.write("return os.execute('touch owned')".utf8, to: "photos/call.lua")
    try server.folder.write("return {}".utf8, to: "photos/nothing.lua")
    let answers = ["bad": "failed", "call": "failed", "nothing": "completed"]
    for (name, wanted) in answers {
      let task = try submit(photo, server.folder.file("photos/\(name).lua"))
      #expect(task.status == 200)
      let id = task.reply["task_id"]?.text ?? ""
      var status: JSONValue = .null
      for _ in 0..<100 {
        status = try server.raw("GET", server.address("tasks") + "/api/task_status/\(id)").reply
        if ["completed", "failed"].contains(status["status"]?.text) { break }
      }
      #expect(status["status"]?.text == wanted, "\(name): \(status.text(pretty: false))")
      if wanted == "failed" { #expect(status["result"]?["error"]?.text.isEmpty == false) }
    }
    #expect(!server.folder.has("owned"))
  }

  @Test("unknown tasks, clients and states have the protocol's statuses")
  func states() throws {
    let api = server.address("tasks") + "/api"
    #expect(try server.raw("GET", api + "/task_status/none").status == 404)
    #expect(try server.raw("GET", api + "/task_status/..%2F..%2Fetc").status == 404)
    #expect(try server.raw("GET", api + "/download_task_result/none").status == 404)
    #expect(try server.raw("GET", api + "/download_file/none/photo").status == 404)
    #expect(try server.raw("GET", api + "/get_task/nobody").status == 403)
    #expect(try server.raw("GET", api + "/nothing").status == 404)
    let start = try server.raw(
      "POST", api + "/start_processing/none", json: #"{"client_id": "x"}"#)
    #expect(start.status == 404)
    let task = try submit(photo, lua).reply["task_id"]?.text ?? ""
    for _ in 0..<100 {
      let status = try server.raw("GET", api + "/task_status/\(task)").reply["status"]
      if status == "completed" { break }
    }
    func report(_ client: String) throws -> Int {
      try server.raw(
        "POST", api + "/report_result",
        json: #"{"task_id": "\#(task)", "client_id": "\#(client)", "success": true}"#
      ).status
    }
    #expect(try report("somebody") == 403)
    #expect(try report("built-in") == 400, "it is completed already")
    #expect(
      try server.raw(
        "POST", api + "/upload_result?task_id=none", files: ["processed_image=\(photo)"]
      )
      .status == 404)
    #expect(
      try server.raw(
        "POST", api + "/upload_result?task_id=\(task)", files: ["processed_image=\(lua)"]
      ).status == 400, "an upload that is no picture")
    #expect(try server.raw("POST", api + "/register_client", json: "{").status == 400)
    #expect(try server.raw("POST", api + "/register_client", json: "[]").status == 400)
  }

  @Test("uploads over the limits are refused before they are read")
  func largeUploads() throws {
    try server.folder.write([UInt8](repeating: 7, count: 1_500_000), to: "one")
    try server.folder.write([UInt8](repeating: 7, count: 2_500_000), to: "two")
    let bridge = server.address("bridge")
    let file = try server.raw(
      "POST", bridge, files: ["photo_file=\(server.folder.file("one"))", "lua_file=\(lua)"])
    #expect(file.status == 413)
    // The connection may be closed while the client still sends; then it sees no status.
    let request = try? server.raw(
      "POST", bridge, files: ["photo_file=\(server.folder.file("two"))", "lua_file=\(lua)"])
    #expect(request == nil || request?.status == 413)
    #expect(try isAlive())
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: server.folder.file("data/uploads")) == [])
  }

  @Test("clients that never finish their uploads hold up nobody and are cut off")
  func stuckUploads() throws {
    let script = """
      import socket, sys, time
      stuck = []
      for number in range(32):
          s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
          s.sendall(b"POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Type: multipart/form-data; "
                    b"boundary=XX\\r\\nContent-Length: 100000\\r\\n\\r\\n--XX\\r\\n"
                    b"Content-Disposition: form-data; name=\\"photo_file\\"; filename=\\"a\\"\\r\\n\\r\\nab")
          stuck.append(s)
      open("stuck", "w").close()
      end = time.time() + 30
      for s in stuck:
          s.settimeout(max(0.1, end - time.time()))
          while s.recv(4096):
              pass
      open("closed", "w").close()
      """
    try server.folder.write(script.utf8, to: "stuck.py")
    let clients = Process()
    clients.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    clients.arguments = [
      "python3", server.folder.file("stuck.py"), "\(server.ports["bridge"] ?? 0)",
    ]
    clients.currentDirectoryURL = URL(fileURLWithPath: server.folder.path)
    try clients.run()
    for _ in 0..<200 where !server.folder.has("stuck") { Thread.sleep(forTimeInterval: 0.05) }
    #expect(server.folder.has("stuck"))
    let start = ContinuousClock.now
    let rendered = try server.raw(
      "POST", server.address("bridge"),
      json: #"{"photo_path": "\#(photo)", "xmp_path": "\#(lua)"}"#)
    #expect(rendered.status == 200)
    #expect(ContinuousClock.now - start < .seconds(10))
    clients.waitUntilExit()
    #expect(clients.terminationStatus == 0)
    #expect(server.folder.has("closed"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: server.folder.file("data/uploads")) == [])
  }

  @Test("a web page's requests are refused")
  func pages() throws {
    let reply = try server.raw(
      "POST", server.address("bridge"),
      json: #"{"photo_path": "\#(photo)", "xmp_path": "\#(lua)"}"#,
      headers: ["Origin=http://example.com"])
    #expect(reply.status == 403)
    #expect(
      try server.raw(
        "GET", server.address("tasks") + "/api/health", headers: ["Origin=http://example.com"]
      ).status == 403)
  }

  @Test("garbage in place of HTTP, and endless lines on the socket, leave the server up")
  func garbage() throws {
    let script = """
      import os, socket, sys
      for port in sys.argv[1:]:
          for number in range(20):
              s = socket.create_connection(("127.0.0.1", int(port)))
              try:
                  s.sendall(os.urandom(50000))
                  s.recv(10)
              except OSError:
                  pass
              s.close()
      """
    try server.folder.write(script.utf8, to: "garbage.py")
    let result = try ProcessRunner("/usr/bin/env", in: server.folder.path)(
      ["python3", server.folder.file("garbage.py")] + server.ports.values.map { "\($0)" })
    #expect(result.status == 0, "\(result.messages)")
    #expect(try isAlive())
  }
}
