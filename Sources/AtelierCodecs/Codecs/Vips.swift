import CVips
import Glibc
import Synchronization

/// libvips, which is opened and started when it is first needed and not before.
enum Vips {
  private static let isStarted = Mutex<Bool?>(nil)

  /// The table of its calls, made once and kept, or why there is none.
  private static let opened: Opened = {
    // SAFETY: the table is read only after every entry has been filled, and never written again.
    let table = UnsafeMutablePointer<AtelierVipsCalls>.allocate(capacity: 1)
    if let reason = unsafe atelierVipsOpen(table) {
      return unsafe .failure(String(cString: reason))
    }
    return unsafe .calls(UnsafePointer(table))
  }()

  @safe
  private enum Opened: @unchecked Sendable {
    case calls(UnsafePointer<AtelierVipsCalls>)
    case failure(String)
  }

  /// The calls of libvips; only for what runs after ``start(threads:)`` has succeeded.
  static var calls: UnsafePointer<AtelierVipsCalls> {
    guard case .calls(let calls) = opened else {
      preconditionFailure("libvips is used before its start")
    }
    return unsafe calls
  }

  /// Opens and starts libvips once; later calls' `threads` count for nothing.
  ///
  /// - Throws: ``CodecError/environment(reason:)``.
  static func start(threads: Int) throws(CodecError) {
    if case .failure(let reason) = opened {
      throw .environment(reason: "libvips, which this file needs, cannot be opened: \(reason)")
    }
    let works = isStarted.withLock { state in
      let works = unsafe state ?? (atelierVipsStart(calls, Int32(clamping: threads)) == 0)
      state = works
      return works
    }
    guard works else { throw .environment(reason: "libvips did not start: \(takeMessage())") }
  }

  /// What libvips reported last, as one line; its buffer is emptied.
  static func takeMessage() -> String {
    // SAFETY: the copy is a C string that is freed here.
    guard let text = unsafe Vips.calls.pointee.vips_error_buffer_copy() else { return "" }
    defer { unsafe Vips.calls.pointee.g_free(text) }
    let lines = unsafe String(cString: text).split(separator: "\n")
    var seen: Set<Substring> = []
    return lines.filter { seen.insert($0).inserted }.prefix(3).joined(separator: "; ")
  }
}

/// A picture of libvips: a header, and pixels on demand.
@safe
struct VipsPicture: ~Copyable {
  let pointer: UnsafeMutablePointer<VipsImage>

  /// Takes over a reference, or nil when libvips gave none.
  init?(_ pointer: UnsafeMutablePointer<VipsImage>?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = pointer
  }

  deinit { unsafe Vips.calls.pointee.g_object_unref(pointer) }

  var width: Int { Int(unsafe Vips.calls.pointee.vips_image_get_width(pointer)) }
  var height: Int { Int(unsafe Vips.calls.pointee.vips_image_get_height(pointer)) }
  var bands: Int { Int(unsafe Vips.calls.pointee.vips_image_get_bands(pointer)) }
  var format: VipsBandFormat { unsafe Vips.calls.pointee.vips_image_get_format(pointer) }
  var interpretation: VipsInterpretation {
    unsafe Vips.calls.pointee.vips_image_get_interpretation(pointer)
  }

  /// A metadata block by its name in libvips.
  func block(_ name: String) -> [UInt8]? {
    var data: UnsafeRawPointer?
    var length = 0
    // SAFETY: libvips keeps the block; it is copied at once.
    guard unsafe Vips.calls.pointee.vips_image_get_typeof(pointer, name) != 0,
      unsafe Vips.calls.pointee.vips_image_get_blob(pointer, name, &data, &length) == 0,
      let data = unsafe data, length > 0
    else { return nil }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: length))
  }

  /// A metadata text by its name in libvips.
  func text(_ name: String) -> String? {
    var text: UnsafePointer<CChar>?
    // SAFETY: libvips keeps the text; it is copied at once.
    guard unsafe Vips.calls.pointee.vips_image_get_typeof(pointer, name) != 0,
      unsafe Vips.calls.pointee.vips_image_get_string(pointer, name, &text) == 0,
      let text = unsafe text
    else { return nil }
    return unsafe String(cString: text)
  }

  /// Attaches a metadata block.
  func set(_ name: String, _ block: [UInt8]) {
    // SAFETY: libvips copies the bytes.
    unsafe block.withUnsafeBytes {
      unsafe Vips.calls.pointee.vips_image_set_blob_copy(pointer, name, $0.baseAddress, $0.count)
    }
  }

  /// An integer of the header, or nil.
  func integer(_ name: String) -> Int? {
    var value: Int32 = 0
    guard unsafe Vips.calls.pointee.vips_image_get_typeof(pointer, name) != 0,
      unsafe Vips.calls.pointee.vips_image_get_int(pointer, name, &value) == 0
    else { return nil }
    return Int(value)
  }
}
