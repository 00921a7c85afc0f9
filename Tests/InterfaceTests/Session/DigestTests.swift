import Simulation
import Testing

@testable import Session

/// Runs that came to the same machine have the same digest, whatever was tried on the way.
@Suite struct DigestTests {
  private func digest(_ script: String) throws -> String {
    try ScriptedSession("machine memory=64M\nboot\n" + script).session.digest.description
  }

  @Test func aCommandLeftOutWasNeverThere() throws {
    let plain = try digest("b = alloc 32\n")
    #expect(try digest("a = alloc 64\nb = alloc 32\ngoto 0\nskip\ngoto end\n") == plain)
    #expect(try digest("a = alloc 64\nb = alloc 32\n") != plain)
    #expect(try digest("c = alloc 32\n") != plain)
  }

  @Test func aCommandInTheOthersPlaceWasAlwaysThere() throws {
    let plain = try digest("c = alloc 16\nb = alloc 32\n")
    #expect(
      try digest("a = alloc 64\nb = alloc 32\ngoto 0\ninstead c = alloc 16\ngoto end\n") == plain)
    #expect(
      try digest("b = alloc 32\na = alloc 64\nfree b\n")
        != digest("a = alloc 32\nb = alloc 64\nfree a\n"))
  }
}
