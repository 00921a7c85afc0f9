import CellGrid
import MemoryCore
import Narration
import Script
import Simulation

/// What there is to know about the frame that the cursor is on.
struct FrameInspector {
  private let scene: Scene
  private let uses: FrameUses
  private let cursor: FrameCursor
  private let zoom: Int

  init(_ scene: Scene, _ uses: FrameUses, _ cursor: FrameCursor, zoom: Int) {
    self.scene = scene
    self.uses = uses
    self.cursor = cursor
    self.zoom = zoom
  }

  private var machine: Machine { scene.snapshot.machine }

  /// Number, address, use, who maps it, and as many of its words as there is room for.
  func lines(rows: Int, columns: Int) -> [StyledText] {
    let theme = scene.theme
    guard let number = cursor.frame, number < 1 << 40 else {
      return [
        StyledText("No frame selected", theme.on(theme.dim)),
        StyledText("hjkl put the cursor on one", theme.on(theme.dim)),
      ]
    }
    let owner = uses.owner(of: number)
    let isTouched = cursor.touched.contains(number)
    var text = InspectorLines(
      "Frame \(NumberText.count(number))", note: isTouched ? "touched by this step" : nil, theme,
      columns: columns)
    text.add("address", NumberText.address(number << 12))
    text.add("owner", owner.look.meaning)
    addMapping(of: number, owner, to: &text)
    text.add("node", node(of: number))
    text.add("region", region(of: number))
    if zoom > 0 { addCell(of: number, to: &text) }
    text.add(StyledText())
    return text.lines
      + FrameWords(of: number, owner, in: scene)
      .lines(rows: rows - text.lines.count, columns: columns)
  }

  private func addMapping(of number: UInt64, _ owner: FrameOwner, to text: inout InspectorLines) {
    guard scene.snapshot.owners.run(holding: number) != nil, owner != .table,
      let entry = machine.entry(mapping: number)
    else { return }
    let word = PageTableEntry(rawValue: machine.hardware.physical.peek(entry.place))
    let level = "P\(entry.level.rawValue)"
    text.add("page", NumberText.address(entry.address))
    text.add(
      "mapped by", "\(level) \(entry.address >> entry.level.shift & 511) \(word.letters)")
    text.add("entry at", NumberText.address(entry.place.rawValue))
  }

  private func node(of number: UInt64) -> String {
    let nodes = machine.kernel.nodes
    let count = Set(nodes.map(\.node)).count
    guard count > 1 else { return "0, the only one" }
    let found = nodes.first { $0.start < (number + 1) << 12 && $0.end > number << 12 }
    guard let found else { return "none of \(count)" }
    return "\(found.node) of 0–\((nodes.map(\.node).max() ?? 0))"
  }

  private func region(of number: UInt64) -> String {
    let map = machine.kernel.map
    guard let region = map.regions.first(where: { $0.startFrame <= number && number < $0.endFrame })
    else { return "none: the firmware lists nothing here" }
    return "\(region.kind.name) from \(NumberText.address(region.start))"
  }

  /// What the other frames of the cell are.
  private func addCell(of number: UInt64, to text: inout InspectorLines) {
    let first = (number >> UInt64(zoom)) << UInt64(zoom)
    let counts = uses.counts(from: first, cells: 1, zoom: zoom)[0]
    let parts = FrameOwner.inLegend.filter { counts[$0] > 0 }
      .map { "\(NumberText.count(counts[$0]))\u{a0}\($0.look.word)" }
    text.add("the cell", parts.joined(separator: ", "))
  }
}

extension PageTableEntry {
  /// The flags of an entry as letters in fixed places, `·` for one that is not set: present,
  /// writable, user, executable, accessed, dirty.
  fileprivate var letters: String {
    let flags: [(PageTableFlags, Character, Bool)] = [
      (.present, "P", true), (.writable, "W", true), (.userAccessible, "U", true),
      (.noExecute, "X", false), (.accessed, "A", true), (.dirty, "D", true),
    ]
    return String(flags.map { (rawValue & $0.0.rawValue != 0) == $0.2 ? $0.1 : "·" })
  }
}
