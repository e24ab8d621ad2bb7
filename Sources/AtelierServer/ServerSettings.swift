import Foundation

/// What a server is started with.
package struct ServerSettings: Sendable {
  /// The address that is listened on.
  package var host = "127.0.0.1"
  /// Port of the task server; nil for none, 0 for any that is free.
  package var taskPort: Int? = 8081
  /// Port of the HTTP bridge; nil for none, 0 for any that is free.
  package var bridgePort: Int? = 7777
  /// Port of the plug-in's socket; nil for none, 0 for any that is free.
  package var socketPort: Int? = 7878
  /// Folders whose files may be read, and written beside photos.
  package var roots: [String] = ["."]
  /// Folder of the database and of uploads.
  package var data = "atelier-a2l"
  /// Folder of the results; `results` in `data` where nil.
  package var results: String?
  /// Renders at the same time.
  package var workers = 2
  /// JPEG quality of results, 1…100.
  package var quality = 90
  /// Age from which results are taken away; nil keeps them.
  package var resultAge: Duration?
  /// Bytes of results from which the oldest are taken away; nil for any number.
  package var resultBytes: Int?
  /// Bounds in bytes, pieces and time.
  package var limits = ServerLimits()
  /// Times after which tasks change hands.
  package var leases = Leases()

  /// Makes the default settings.
  package init() {}

  /// The folder of the results.
  package var resultFolder: String { results ?? "\(data)/results" }
}

/// Bounds of a server.
package struct ServerLimits: Sendable, Hashable {
  /// Bytes of one file.
  package var fileBytes = 100 << 20
  /// Bytes of one request.
  package var requestBytes = 200 << 20
  /// Pixels of a photo.
  package var pixels = 200_000_000
  /// Tasks that wait.
  package var queued = 10_000
  /// Requests of the bridge and the socket that wait for a free renderer.
  package var waiting = 64
  /// Connections a port.
  package var connections = 512
  /// Bytes of decoded photos that are kept.
  package var cacheBytes = 512 << 20
  /// Time of one render.
  package var render = Duration.seconds(60)
  /// Time of one upload.
  package var upload = Duration.seconds(120)
  /// Time that a connection may be silent.
  package var idle = Duration.seconds(60)
  /// Time that work in hand has when the server is told to stop.
  package var stop = Duration.seconds(20)

  /// Makes the default limits.
  package init() {}
}

/// Times after which tasks go back to the queue.
package struct Leases: Sendable, Hashable {
  /// From taking a task to starting it.
  package var reading = Duration.seconds(10)
  /// From starting a task to its report.
  package var processing = Duration.seconds(1_800)
  /// From a report to the upload of the picture.
  package var upload = Duration.seconds(120)
  /// A client that was silent so long is forgotten.
  package var client = Duration.seconds(600)
  /// Time between two looks at them.
  package var sweep = Duration.seconds(30)
  /// How often a task is handed out before it has failed.
  package var attempts = 5

  /// Makes the times of the protocol.
  package init() {}
}

extension Duration {
  /// The time in seconds.
  var inSeconds: Double { self / .seconds(1) }
}

extension ServerSettings {
  /// The number of processors.
  package static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }
}
