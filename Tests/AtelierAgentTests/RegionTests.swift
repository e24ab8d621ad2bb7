import AtelierAgent
import AtelierPixels
import Testing

@Suite("Regions")
struct RegionTests {
  private let size = PixelSize(width: 400, height: 200)

  @Test("four numbers of at most 1 are fractions")
  func fractions() throws {
    #expect(try Region("0.1,0.2,0.6,0.9").fractions(of: size) == [0.1, 0.2, 0.6, 0.9])
    #expect(try Region("0,0,1,1").fractions(of: size) == [0, 0, 1, 1])
  }

  @Test("one number above 1 makes all four pixels")
  func pixels() throws {
    #expect(try Region("100,50,200,100").fractions(of: size) == [0.25, 0.25, 0.5, 0.5])
    #expect(try Region("0,0,1,2").fractions(of: size) == [0, 0, 1.0 / 400, 2.0 / 200])
  }

  @Test("blanks around numbers do not matter")
  func blanks() throws {
    #expect(try Region(" 0.1 , 0.2, 0.6 ,0.9 ").fractions(of: size) == [0.1, 0.2, 0.6, 0.9])
  }

  @Test("a box that reaches over the edge ends there")
  func clipped() throws {
    #expect(try Region("200,100,900,900").fractions(of: size) == [0.5, 0.5, 1, 1])
  }

  private static let noBoxes: [(String, String)] = [
    ("", "not four numbers"), ("0.1,0.2,0.6", "not four numbers"), ("1,2,3,4,5", "not four"),
    ("a,b,c,d", "not four numbers"), ("nan,0,1,1", "not four numbers"),
    ("0,0,inf,1", "not four numbers"), ("0x1,0,0x5,9", "not four numbers"),
    ("0.1,,0.6,0.9", "not four numbers"), ("-1,0,3,4", "outside"), ("5,5,5,9", "is empty"),
    ("0.5,0.5,0.2,0.9", "is empty"),
  ]

  @Test("what is no box is refused", arguments: noBoxes)
  func refused(_ text: String, _ wanted: String) {
    do throws(RegionError) {
      _ = try Region(text)
      Issue.record("'\(text)' was accepted")
    } catch {
      #expect(error.description.contains(wanted), "\(error)")
    }
  }

  @Test("a box beyond the photo is refused with the photo's size")
  func beyond() throws {
    let region = try Region("400,0,500,10")
    #expect(throws: RegionError.outside("400,0,500,10", "the photo is 400 × 200 pixels")) {
      _ = try region.fractions(of: size)
    }
  }

  @Test("a text of 100 kB is refused with a short message")
  func long() {
    do throws(RegionError) {
      _ = try Region(String(repeating: "1,", count: 50_000))
      Issue.record("accepted")
    } catch {
      #expect(error.description.count < 300)
    }
  }
}
