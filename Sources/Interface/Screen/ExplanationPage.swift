import CellGrid
import MemoryCore
import Narration
import Script
import Session
import Simulation

/// What there is to say about what the cursor is on: what this one is, then the terms that fit it.
enum ExplanationPage {
  /// The page about a selection.
  static func page(of selection: Selection, in scene: Scene) -> TextPage {
    var scene = scene
    scene.selection = selection
    var page = TextPage(title: "What the cursor is on", lines: [])
    let this = lines(of: selection, in: scene).map(\.text)
    page.headings.insert(0)
    page.lines = Array(this.prefix(1)) + this.dropFirst().map { "  " + $0 }
    for term in terms(for: selection, in: scene) {
      let lines = HelpText.lines(for: term, width: width)
      page.lines.append("")
      page.headings.insert(page.lines.count)
      page.lines += lines
    }
    return page
  }

  /// The columns that lines are made for.
  private static let width = 76

  /// What this one is, as the view's inspector says it.
  private static func lines(of selection: Selection, in scene: Scene) -> [StyledText] {
    switch selection {
    case .frame:
      return FrameInspector(scene, FrameUses(of: scene.snapshot), FrameCursor(of: scene), zoom: 0)
        .lines(rows: 16, columns: width)
    case .entry(let place, _, let level):
      let plan = TablesPlan(scene, size: GridSize(columns: width, rows: 24))
      guard let row = plan.rows.first(where: \.isSelected) else {
        let text = "No table holds the \(level.name) entry at "
        return [StyledText("\(text)\(NumberText.address(place.rawValue)) at this step.")]
      }
      return EntryInspector(row, scene, plan.marks).lines(columns: width)
    case .heap:
      guard let contents = HeapContents(of: scene.snapshot) else {
        return [StyledText("There is no heap at this step.")]
      }
      return HeapInspector(contents, HeapCursor(of: scene, contents.heap), scene, columns: width)
        .lines()
    case .word:
      let cursor = HexCursor(of: scene)
      return HexFooter(
        cursor, HexWords(scene, cursor.space, in: cursor.address..<cursor.address + 8), scene
      ).lines.filter { $0.columns > 0 }
    }
  }

  /// The terms that fit, the most particular first.
  static func terms(for selection: Selection, in scene: Scene) -> [Term] {
    let names =
      switch selection {
      case .frame(let number):
        [FrameUses(of: scene.snapshot).owner(of: number).term, "frame"]
      case .entry(let place, _, let level):
        names(
          of: PageTableEntry(rawValue: scene.snapshot.machine.hardware.physical.peek(place)),
          at: level)
      case .heap(let address): names(ofHeapAt: address.rawValue, scene.snapshot)
      case .word(let place): names(ofWordAt: place, scene.snapshot)
      }
    return names.compactMap(Glossary.term)
  }

  /// An entry's own term, that of its table, and those of the flags that are set.
  static func names(of entry: PageTableEntry, at level: PageTableLevel) -> [String] {
    let isPage = entry.maps(at: level)
    let flags: [(PageTableFlags, String)] = [
      (.writable, "writable"), (.userAccessible, "user"), (.writeThrough, "PWT"),
      (.noCache, "PCD"), (.accessed, "accessed"), (.dirty, "dirty"),
      (.hugePage, level > .p1 ? "PS" : "PAT"), (.global, "global"), (.noExecute, "no execute"),
    ]
    // Without the present bit the others mean nothing, and in an entry that names a table these do.
    let meant = flags.filter { entry.flags.contains($0.0) }.map(\.1)
      .filter { entry.isPresent && (isPage || $0 != "dirty" && $0 != "global") }
    let key = isPage && entry.isPresent && entry.protectionKey != 0 ? ["protection key"] : []
    return ["entry", level.term, "present"] + meant + key
  }

  private static func names(ofWordAt place: PhysicalAddress, _ snapshot: Snapshot) -> [String] {
    let machine = snapshot.machine
    if let level = machine.tableLevel(of: Frame<Size4KiB>(containing: place)) {
      return names(of: PageTableEntry(rawValue: machine.hardware.physical.peek(place)), at: level)
    }
    if let address = snapshot.virtualAddress(ofHeapWord: place) {
      return names(ofHeapAt: address, snapshot) + ["physical address"]
    }
    return [FrameUses(of: snapshot).owner(of: place.rawValue >> 12).term, "physical address"]
  }

  private static func names(ofHeapAt address: UInt64, _ snapshot: Snapshot) -> [String] {
    guard let contents = HeapContents(of: snapshot) else { return ["heap"] }
    let policy = [snapshot.machine.kernel.heapDescription.policy.rawValue]
    if snapshot.block(holding: address) != nil { return ["block", "padding", "heap"] + policy }
    guard contents.isFree(at: address &- contents.heap.start.rawValue) else {
      return ["header", "heap"] + policy
    }
    let list = snapshot.freeMemory == .listedHoles ? ["header", "free list"] : []
    return ["hole"] + list + ["heap"] + policy
  }
}

/// Explains what the cursor is on.
func explain(_ state: inout AppState) {
  if state.focus == .statistics, let figure = state.viewports.figure {
    let lines = HelpText.lines(for: figure, width: 78) + [""]
    return state.mode = .text(
      TextPage(title: "Help", lines: lines + HelpText.lines(for: figure.term, width: 78)))
  }
  let scene = state.scene
  guard let selection = state.selection ?? scene.touchedSelection else {
    return say(
      &state, "Put the cursor on something first: hjkl or Alt and an arrow move it.")
  }
  state.mode = .text(ExplanationPage.page(of: selection, in: scene))
}

extension FrameOwner {
  /// The glossary's name for what a frame of this owner is.
  var term: String {
    switch self {
    case .free: "free frame"
    case .reserved: "reserved region"
    case .kernel: "kernel"
    case .stack: "stack"
    case .table: "page table"
    case .heap: "heap"
    case .mapped: "mapping"
    case .held: "held frame"
    }
  }
}

extension PageTableLevel {
  /// The glossary's name for a table of the level.
  var term: String {
    switch self {
    case .p1: "page table"
    case .p2: "PD"
    case .p3: "PDPT"
    case .p4: "PML4"
    case .p5: "PML5"
    }
  }
}
