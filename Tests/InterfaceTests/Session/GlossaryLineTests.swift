import CellGrid
import Script
import Testing

@testable import Interface

@Suite struct GlossaryLineTests {
  /// What "see it now" says can be typed on a machine that has booted: nothing of it is refused,
  /// but where the next line expects just that.
  @Test func whatShowsATermCanBeCarriedOut() throws {
    let booted = try KeyedInterface.booted()
    for term in Glossary.terms {
      var interface = booted
      for (line, next) in zip(term.lines, term.lines.dropFirst() + [""]) {
        interface.state.pendingLines = [line]
        interface.take(.resized(booted.state.size))
        let isRefused = interface.state.message?.isError == true
        let text = "\(term.name): \(line): \(interface.state.message?.text ?? "")"
        #expect(isRefused == next.hasPrefix("expect error"), "\(text)")
        interface.state.mode = .views
      }
    }
  }
}
