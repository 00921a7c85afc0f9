import CellGrid
import Foundation
import Interface
import Script
import Session
import Simulation
import Testing

@testable import memwalk

/// Pictures of the screen in files.
@Suite struct PictureFileTests {
  private func pictures() throws -> [Picture] {
    let session = try SessionBuilder.booted(MachineDescription(), title: "machine")
    var state = AppState(session: session, size: GridSize(columns: 60, rows: 16))
    for line in ["a = alloc 64", "note \"<one> & \\\"two\\\"\"", "free a"] {
      let parsed = try #require(
        try state.session.parse(line, maps: ScriptMaps.load, traces: ScriptTraces.load))
      _ = reduce(&state, .execute(parsed))
    }
    let last = state.session.lastStepNumber
    for scalar in ":export x.html \(last - 1)..\(last)".unicodeScalars {
      if let action = action(for: .key(Key(.character(scalar))), in: state) {
        _ = reduce(&state, action)
      }
    }
    let effect = action(for: .key(Key(.enter)), in: state).flatMap { reduce(&state, $0) }
    guard case .export(_, let pictures, false) = effect else { return [] }
    return pictures
  }

  @Test func eachEndingIsAForm() throws {
    let pictures = try pictures()
    #expect(pictures.count == 2)
    func text(_ path: String) -> String {
      PictureFile.text(of: pictures, for: path, title: "machine")
    }
    #expect(text("x.txt").contains("free a") && !text("x.txt").contains("\u{1b}"))
    #expect(text("x.ansi").contains("\u{1b}[0m"))
    #expect(text("x.svg").hasPrefix("<svg") && text("x.svg").hasSuffix("</svg>\n"))
    #expect(text("x.html").contains("&lt;one&gt; &amp; ") && text("x.html").hasSuffix("</html>\n"))
    let lines = text("x.cast").split(separator: "\n")
    let objects = try lines.map {
      try JSONSerialization.jsonObject(with: Data($0.utf8))
    }
    #expect((objects[0] as? [String: Any])?["width"] as? Int == 60)
    #expect(objects.count == 4)
    for object in objects.dropFirst() {
      let event = try #require(object as? [Any])
      #expect(event.count == 3 && event[1] as? String == "o")
    }
    #expect(((objects[2] as? [Any])?[2] as? String)?.contains("free a") == true)
  }

  @Test func aFilmHasEveryStepOrEveryAccess() throws {
    let script = "a = alloc 64\nread a\n"
    let steps = try ProgramRun(
      ["run", "s.mw", "--film", "steps.txt", "--size", "60x16", "--quiet"], files: ["s.mw": script])
    #expect(steps.status == 0 && steps.output.isEmpty)
    let both = try ProgramRun(
      shell: """
        $memwalk run s.mw -q --film a.html --size 60x16 && grep -c 'step 1 of 2' a.html
        $memwalk run s.mw -q --film b.svg --into --size 60x16 && grep -c 'class="picture"' b.svg
        $memwalk run s.mw -q --film b.svg; echo $?
        $memwalk run s.mw -q --film b.svg --force; echo $?
        $memwalk run s.mw -q --film b.png; echo $?
        cp s.mw s.txt; $memwalk run s.txt -q --film ./s.txt --force; echo $?; grep -c alloc s.txt
        """, files: ["s.mw": script])
    let lines = both.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 7, "\(both.output) \(both.errors)")
    #expect(lines.first == "1" && lines.dropFirst(2) == ["2", "0", "2", "2", "1"])
    #expect(try #require(Int(lines[1])) > 6)
    #expect(both.errors.contains("b.svg") && both.errors.contains("ending"))
  }

  @Test func pathsAreCompleted() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "my traces"), withIntermediateDirectories: true)
    for name in ["my script.mw", "other", ".hidden"] {
      try Data().write(to: folder.appending(path: name))
    }
    let base = folder.path + "/"
    #expect(
      Folder.paths(beginning: base + "my") == [base + "my script.mw", base + "my traces/"])
    #expect(Folder.paths(beginning: base).count == 3)
    #expect(Folder.paths(beginning: base + ".h") == [base + ".hidden"])
    #expect(Folder.paths(beginning: base + "nothing/here").isEmpty)
    #expect(Folder.inHome("~/x") != "~/x" && Folder.inHome("a~/x") == "a~/x")
  }
}
