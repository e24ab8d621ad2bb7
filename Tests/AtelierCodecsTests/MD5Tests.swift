import Testing

@testable import AtelierCodecs

@Suite("Digests of long packets")
struct MD5Tests {
  /// The test suite of RFC 1321, appendix A.5.
  private static let known: [(String, String)] = [
    ("", "D41D8CD98F00B204E9800998ECF8427E"), ("a", "0CC175B9C0F1B6A831C399E269772661"),
    ("abc", "900150983CD24FB0D6963F7D28E17F72"),
    ("message digest", "F96B697D7CB7938D525A2F31AAF161D0"),
    ("abcdefghijklmnopqrstuvwxyz", "C3FCD3D76192E4007DFB496CCA67E13B"),
    (
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
      "D174AB98D277D9F5A5611C2C9F419D9F"
    ),
    (
      String(repeating: "1234567890", count: 8), "57EDF4A22BE3C955AC49DA2E2107B67A"
    ),
  ]

  @Test("known texts have their digests", arguments: known)
  func digests(_ text: String, _ digest: String) {
    #expect(MD5.hexadecimal(Array(text.utf8)) == digest)
  }
}
