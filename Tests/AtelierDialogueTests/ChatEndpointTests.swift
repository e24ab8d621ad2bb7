import AtelierDialogue
import AtelierPlanner
import Testing

@Suite("Addresses of servers")
struct ChatEndpointTests {
  @Test(
    "an address is cut to its base",
    arguments: [
      ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1", "127.0.0.1:8080"),
      ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1", "127.0.0.1:8080"),
      (
        "https://api.example.org/v1/chat/completions", "https://api.example.org/v1",
        "api.example.org"
      ),
      ("HTTP://localhost", "http://localhost", "localhost"),
    ])
  func reads(_ text: String, _ base: String, _ host: String) throws {
    let endpoint = try ChatEndpoint(text)
    #expect(endpoint.base == base && endpoint.host == host)
    #expect(endpoint.completions == base + "/chat/completions")
  }

  @Test(
    "what is no plain address is refused",
    arguments: [
      "", "127.0.0.1:8080", "ftp://a/v1", "file:///etc/passwd", "http://", "http://a/v1?key=1",
      "http://a/v1#x",
    ])
  func refuses(_ text: String) {
    #expect(throws: LanguageModelError.self) { try ChatEndpoint(text) }
  }

  @Test("a name and password in an address are refused and not repeated")
  func credentials() {
    do throws(LanguageModelError) {
      _ = try ChatEndpoint("https://me:hunter2@example.org/v1")
      Issue.record("it must be refused")
    } catch {
      #expect(!"\(error)".contains("hunter2") && "\(error)".contains("ATELIER_PLANNER_TOKEN"))
    }
  }
}
