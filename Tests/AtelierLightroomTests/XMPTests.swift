import Testing

@testable import AtelierLightroom

@Suite("XMP")
struct XMPTests {
  static func document(_ inside: String, attributes: String = "") -> [UInt8] {
    bytes(
      """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\(inside)</rdf:RDF></x:xmpmeta>
      """)
  }

  static func description(_ attributes: String, _ children: String = "") -> String {
    """
    <rdf:Description rdf:about="" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" \
    xmlns:o="urn:other" \(attributes)>\(children)</rdf:Description>
    """
  }

  private func settings(_ attributes: String, _ children: String = "") throws -> DevelopSettings {
    try DevelopSettings(Self.document(Self.description(attributes, children)))
  }

  @Test("attributes and elements say the same")
  func bothForms() throws {
    let a = try settings("crs:Exposure2012='+0.50' crs:HasSettings='True'")
    let b = try settings(
      "", "<crs:Exposure2012>+0.50</crs:Exposure2012><crs:HasSettings>True</crs:HasSettings>")
    #expect(a.meansSame(as: b))
    #expect(a.table["Exposure2012"]?.number == 0.5)
    #expect(b.table["HasSettings"]?.flag == true)
  }

  @Test("all descriptions are read, whatever the prefix is")
  func manyDescriptions() throws {
    let text = Self.document(
      "<rdf:Description rdf:about='' xmlns:c='http://ns.adobe.com/camera-raw-settings/1.0/' "
        + "c:Vibrance='+5'/>" + Self.description("crs:Saturation='-3' o:Thing='kept'"))
    var settings = try DevelopSettings(text)
    #expect(settings.table["Vibrance"]?.number == 5)
    #expect(settings.table["Saturation"]?.number == -3)
    settings.table["Vibrance"] = .number("7")
    settings.table["Texture"] = .number("9")
    let again = try DevelopSettings(settings.xmp().bytes)
    #expect(again.table["Vibrance"]?.number == 7)
    #expect(again.table["Texture"]?.text == "+9")
    #expect(again.foreign["o:Thing"]?.text == "kept")
  }

  @Test("structures, lists and languages are read in every form")
  func structures() throws {
    let settings = try settings(
      "",
      """
      <crs:Look rdf:parseType="Resource"><crs:Name>A</crs:Name><crs:Amount>0.5</crs:Amount></crs:Look>
      <crs:Group><rdf:Alt><rdf:li xml:lang="x-default">G</rdf:li><rdf:li xml:lang="de">H</rdf:li>\
      </rdf:Alt></crs:Group>
      <crs:LensBlur crs:Active="True" crs:FocalRange="-10 0 90 120"/>
      <crs:ToneCurvePV2012><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255,255</rdf:li></rdf:Seq>\
      </crs:ToneCurvePV2012>
      <crs:MaskGroupBasedCorrections><rdf:Seq><rdf:li rdf:parseType="Resource">\
      <crs:CorrectionName>N</crs:CorrectionName></rdf:li></rdf:Seq></crs:MaskGroupBasedCorrections>
      """)
    #expect(settings.table["Look"]?.table?["Amount"]?.number == 0.5)
    #expect(settings.table["Group"]?.table?["de"]?.text == "H")
    #expect(settings.table["LensBlur"]?.table?["FocalRange"]?.text == "-10 0 90 120")
    #expect(settings.table["ToneCurvePV2012"].flatMap(SettingsLayout.points)?.points.count == 2)
    let correction = settings.table["MaskGroupBasedCorrections"]?.items?.first?.table
    #expect(correction?["CorrectionName"]?.text == "N")
    // Written anew from the values alone.
    let new = DevelopSettings(settings.table).xmp()
    #expect(try DevelopSettings(new.bytes).meansSame(as: settings))
  }

  @Test("a value is changed where it stands, and goes from both places when it stood twice")
  func changes() throws {
    var settings = try settings(
      "crs:Name='A &amp; B' crs:Vibrance='0' o:Note='&lt;&#10;&quot;'",
      "<crs:Vibrance>3</crs:Vibrance><o:List><rdf:Bag><rdf:li>x</rdf:li></rdf:Bag></o:List>"
        + "<!-- remark -->")
    #expect(settings.notes.contains { $0.contains("Vibrance") })
    settings.table["Vibrance"] = .number("12")
    let text = String(decoding: settings.xmp().bytes, as: UTF8.self)
    let again = try DevelopSettings(Array(text.utf8))
    #expect(again.table.entries.count { $0.key == "Vibrance" } == 1)
    #expect(again.table["Vibrance"]?.text == "+12")
    #expect(again.table["Name"]?.text == "A & B")
    #expect(again.foreign == settings.foreign)
    #expect(again.foreign["o:Note"]?.text == "<\n\"")
    #expect(text.contains("<!-- remark -->"))
    settings.table["Vibrance"] = nil
    #expect(try DevelopSettings(settings.xmp().bytes).table["Vibrance"] == nil)
  }

  @Test("signs stand before positive numbers of sliders with both directions only")
  func signs() throws {
    let new = DevelopSettings([
      "Exposure2012": .number("1.56"), "Sharpness": .number("40"), "Tint": .number("-4"),
      "Dehaze": .number("0"), "Look": .table(["Amount": .number("1"), "UUID": .text("12E5")]),
    ]).xmp().bytes
    let text = String(decoding: new, as: UTF8.self)
    #expect(text.contains("crs:Exposure2012=\"+1.56\""))
    #expect(text.contains("crs:Sharpness=\"40\""))
    #expect(text.contains("crs:Tint=\"-4\""))
    #expect(text.contains("crs:Dehaze=\"0\""))
  }

  @Test("a packet is marked as applied and can be read again")
  func packet() throws {
    let settings = try settings("crs:Vibrance='+5' o:Thing='kept'")
    let packet = settings.packet()
    #expect(String(decoding: packet, as: UTF8.self).hasPrefix("<?xpacket begin=\"\u{FEFF}\""))
    #expect(packet.suffix(19).elementsEqual("<?xpacket end=\"w\"?>".utf8))
    let again = try DevelopSettings(packet)
    #expect(again.isAlreadyApplied)
    #expect(again.foreign["o:Thing"]?.text == "kept")
    // Padding with zeros, as pictures have it, is no damage.
    #expect(try DevelopSettings(packet + [0, 0, 0]).isAlreadyApplied)
    #expect(!settings.isAlreadyApplied)
  }

  @Test("an extension's properties join the packet's, whatever their prefixes are")
  func extended() throws {
    let packet = Self.document(Self.description("crs:Vibrance='+5'"))
    let more = Self.document(
      "<rdf:Description rdf:about='' xmlns:c='http://ns.adobe.com/camera-raw-settings/1.0/' "
        + "xmlns:crs='urn:confusing' c:Texture='+9' crs:Thing='kept'/>")
    var settings = try DevelopSettings(packet: packet, extension: more)
    #expect(settings.table["Vibrance"]?.number == 5 && settings.table["Texture"]?.number == 9)
    settings.table["Look"] = .table([
      "Name": .text("L"), "Parameters": .table(["Tint": .text("1")]),
    ])
    let again = try DevelopSettings(settings.xmp().bytes)
    #expect(again.table == settings.table || again.meansSame(as: settings))
    #expect(again.foreign["crs:Thing"]?.text == "kept")
    #expect(try DevelopSettings(packet: packet, extension: nil).table.entries.count == 1)
  }

  @Test("a structure is valid in a document that has other prefixes")
  func otherPrefixes() throws {
    let text = bytes(
      "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:Description r:about='' "
        + "xmlns='http://ns.adobe.com/camera-raw-settings/1.0/'><Vibrance>5</Vibrance></r:Description>"
        + "</r:RDF>")
    var settings = try DevelopSettings(text, kind: .xmp)
    #expect(settings.table["Vibrance"]?.number == 5)
    settings.table["Tint"] = .number("4")
    settings.table["ToneCurvePV2012"] = .list([.text("0, 0"), .text("255, 240")])
    #expect(try DevelopSettings(settings.xmp().bytes, kind: .xmp).meansSame(as: settings))
  }

  @Test("a new preset holds what Lightroom's own have, and nothing of the photo")
  func preset() throws {
    let settings = try settings(
      "crs:Vibrance='+5' crs:RawFileName='a.arw' crs:AlreadyApplied='True' crs:ProcessVersion='11.0'"
    )
    let id = "0123456789ABCDEF0123456789ABCDEF"
    let preset = try DevelopSettings(settings.preset(name: "Mürbe <1>", uuid: id).bytes)
    #expect(preset.role == .preset)
    #expect(preset.table["Name"]?.table?["x-default"]?.text == "Mürbe <1>")
    #expect(preset.table["Group"]?.table?["x-default"]?.text == "Atelier")
    #expect(preset.table["UUID"]?.text == id)
    #expect(preset.table["SupportsAmount"]?.flag == true)
    #expect(preset.table["ProcessVersion"]?.text == "11.0")
    #expect(preset.table["Vibrance"]?.number == 5)
    #expect(preset.table["RawFileName"] == nil && preset.table["AlreadyApplied"] == nil)
    let other = try DevelopSettings(settings.preset(name: "B").bytes)
    #expect(other.table["UUID"]?.text?.count == 32 && other.table["UUID"] != preset.table["UUID"])
  }
}
