import AtelierTesting
import Testing

@testable import AtelierModels

@Suite("pip's settings")
struct PipSettingsTests {
  @Test("files are read by section, values go on in indented lines, comments are none")
  func file() {
    let values = PipSettings.parse(
      """
      # a comment
      [global]
      index-url = https://example.org/simple
      find-links =
          /one
          /two
      [freeze]
      index_url = https://elsewhere.example/simple
      [install]
      extra_index_url: https://more.example/simple
      """)
    #expect(values["index-url"] == "https://example.org/simple")
    #expect(values["find-links"]?.split(separator: " ") == ["/one", "/two"])
    #expect(values["extra-index-url"] == "https://more.example/simple")
  }

  @Test("the environment goes before files")
  func environment() throws {
    let folder = try TestFolder()
    let path = try folder.write(
      Array("[global]\nindex-url = https://file.example/simple\nno-index = true\n".utf8),
      to: "pip.conf")
    let file = PipSettings(environment: ["PIP_CONFIG_FILE": path])
    #expect(file.indexes == ["https://file.example/simple"])
    #expect(file.isWithoutIndex)
    let both = PipSettings(environment: [
      "PIP_CONFIG_FILE": path, "PIP_INDEX_URL": "https://env.example/simple",
      "PIP_FIND_LINKS": "/a /b",
    ])
    #expect(both.indexes == ["https://env.example/simple"])
    #expect(both.links == ["/a", "/b"])
  }

  @Test("pip's own index is read from its help, broken lines and all")
  func help() {
    let help = """
        -i, --index-url <url>       Base URL of the index (default
                                    https://index.example/simple). This should
        --extra-index-url <url>     Extra (default nothing).
      """
    #expect(PipSettings.defaultIndex(help: help) == "https://index.example/simple")
    #expect(PipSettings.defaultIndex(help: "no such option (default x)") == nil)
    #expect(PipSettings.defaultIndex(help: "--index-url (default file:///x)") == nil)
  }

  @Test("pages in HTML and JSON give a file's address, relative ones too, and no other file's")
  func pages() {
    let html = """
      <a HREF = '../../files/other-1.0.whl#sha256=0'>other</a>
      <a href="../../files/a%2Bb-1.0.whl?x=1&amp;y=2#sha256=12">a+b-1.0.whl</a>
      <a href="ftp://elsewhere/plain.whl">plain.whl</a>
      """
    let base = "https://index.example/simple/ab/"
    #expect(
      SimpleIndex.link(to: "a+b-1.0.whl", in: Array(html.utf8), base: base)
        == "https://index.example/files/a%2Bb-1.0.whl?x=1&y=2")
    #expect(SimpleIndex.link(to: "plain.whl", in: Array(html.utf8), base: base) == nil)
    let json = #" {"files": [{"filename": "c.whl", "url": "/c/c.whl", "hashes": {}}]}"#
    #expect(
      SimpleIndex.link(to: "c.whl", in: Array(json.utf8), base: base)
        == "https://index.example/c/c.whl")
    #expect(SimpleIndex.link(to: "d.whl", in: Array(json.utf8), base: base) == nil)
    #expect(SimpleIndex.link(to: "c.whl", in: Array("{broken".utf8), base: base) == nil)
  }

  @Test("names and passwords of addresses are not told")
  func secrets() {
    let text = Transfer.redacted("https://me:secret@index.example/simple/")
    #expect(!text.contains("secret") && !text.contains("me:"))
  }
}
