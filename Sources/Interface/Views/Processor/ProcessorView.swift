import CellGrid
import MemoryCore
import Narration
import Script
import Session
import Simulation

/// What the processor holds: its registers, and the translations in its TLB.
enum ProcessorView {
  /// Draws the view.
  static func draw(_ scene: Scene, in rect: GridRect, on grid: inout CellGrid) {
    let plan = ProcessorPlan(scene, size: rect.size)
    let theme = scene.theme
    let tlb = scene.snapshot.machine.hardware.tlb
    let shown = min(plan.slots.count, plan.top + max(0, rect.rows - 1 - plan.listTop))
    let rows =
      plan.top > 0 || shown < plan.slots.count
      ? ScrollWindow.text(from: plan.top, to: shown, of: plan.slots.count) + " · " : ""
    let counts =
      rows
      + "TLB: \(NumberText.count(plan.slots.count)) \(plan.slots.count == 1 ? "entry" : "entries") · "
      + "\(Phrase.count(tlb.hits, "hit")) · \(NumberText.count(tlb.secondLevelHits)) in the second level · "
      + "\(NumberText.count(tlb.misses)) \(tlb.misses == 1 ? "miss" : "misses")"
    let body = TitleBar.draw(
      "Processor", StyledText(counts, CellStyle.color(theme.dim).on(theme.titleBar)),
      view: .processor, scene: scene, in: rect, on: &grid)
    for (row, line) in plan.registers(theme).prefix(plan.registerRows).enumerated() {
      put(line, row: row, in: body, on: &grid)
    }
    let list = body.rows(plan.listTop...)
    if plan.hasHeader {
      put(
        StyledText(header(plan), theme.on(theme.dim)), row: plan.listTop - 1, in: body, on: &grid)
    }
    if plan.slots.isEmpty {
      put(
        StyledText("The TLB is empty: the next access walks the tables.", theme.plain), row: 0,
        in: list, on: &grid)
    }
    for (row, slot) in plan.slots.dropFirst(plan.top).prefix(list.rows).enumerated() {
      put(text(of: slot, plan, theme), row: row, in: list, on: &grid)
      guard plan.top + row == plan.cursor else { continue }
      grid.restyle(list.rows(row..<row + 1)) { $0 = theme.on(theme.accent).bold.reverse }
    }
  }

  private static func header(_ plan: ProcessorPlan) -> String {
    "  " + "page".padded(to: plan.pageColumns) + "  " + "frame".padded(to: plan.frameColumns)
      + "  size  W U X D  where"
  }

  private static func put(
    _ text: StyledText, row: Int, in rect: GridRect, on grid: inout CellGrid
  ) {
    guard row < rect.rows else { return }
    let inner = rect.inset(columns: 1)
    grid.put(
      text.truncated(to: inner.columns),
      at: GridPoint(column: inner.column, row: inner.row + row), within: inner)
  }

  private static func text(
    of slot: TLB.Slot, _ plan: ProcessorPlan, _ theme: Theme
  ) -> StyledText {
    let entry = slot.entry
    let stale = plan.stale.first { $0.slot.entry == entry }
    let isTouched = plan.touched.map { entry.holds($0) } ?? false
    let style = isTouched ? theme.on(theme.accent) : theme.plain
    var text = StyledText(
      stale != nil ? "≠ " : isTouched ? "• " : "  ",
      theme.on(stale != nil ? theme.alarm : theme.accent).bold)
    text.append(NumberText.address(entry.page.rawValue).padded(to: plan.pageColumns) + "  ", style)
    text.append(
      NumberText.address(entry.frame.rawValue).padded(to: plan.frameColumns) + "  ", style)
    text.append((PageSizeName(entry.level)?.rawValue ?? "").padded(to: 6), theme.plain)
    text.append(
      entry.rightsText.map { String($0) }.joined(separator: " ").padded(to: 9), theme.plain)
    text.append(slot.placeText, theme.on(theme.dim))
    if let stale {
      text.append("  stale: the tables say \(stale.difference.words)", theme.on(theme.alarm))
    }
    return text
  }
}

/// What the view shows of registers and TLB.
struct ProcessorPlan {
  /// The entries of the TLB.
  let slots: [TLB.Slot]
  /// Those of which the tables say something else.
  let stale: [StaleTranslation]
  /// The address that the step is about.
  let touched: UInt64?
  /// The entry that the cursor is on, by its place.
  let cursor: Int?
  /// The first one shown.
  let top: Int
  /// How many rows the registers have.
  let registerRows: Int
  private let values: ControlRegisters

  init(_ scene: Scene, size: GridSize) {
    let machine = scene.snapshot.machine
    values = machine.hardware.registers
    slots = machine.hardware.tlb.entries
    stale = machine.staleTranslations
    touched = scene.snapshot.touched.virtual?.lowerBound
    let rows = size.rows - 1
    registerRows = rows >= 12 ? 6 : rows >= 7 ? 2 : 0
    listTop = registerRows + (rows >= 12 ? 2 : rows >= 7 ? 1 : 0)
    let address: UInt64? =
      switch scene.selection {
      case .heap(let address): address.rawValue
      case .entry(_, let address, _): address
      case .frame, .word, nil: nil
      }
    let kept = scene.viewports.tlbRow
    // A page can be in both levels: the cursor stays on the one that it was put on.
    let holding = slots.indices.filter { [slots] in
      address.map(slots[$0].entry.holds) ?? false
    }
    let cursor = holding.first { $0 == kept } ?? holding.first
    self.cursor = cursor
    let (slots, touched) = (slots, touched)
    let focus = cursor ?? touched.flatMap { at in slots.firstIndex { $0.entry.holds(at) } }
    top = ScrollWindow.top(
      total: slots.count, rows: max(0, rows - listTop), focus: focus, kept: nil)
  }

  /// What the addresses of pages take, and those of frames.
  var pageColumns: Int {
    slots.map { NumberText.address($0.entry.page.rawValue).count }.max() ?? 0
  }
  var frameColumns: Int {
    slots.map { NumberText.address($0.entry.frame.rawValue).count }.max() ?? 0
  }

  /// The row below the title at which the list begins.
  let listTop: Int

  /// Whether the list has names above its columns.
  var hasHeader: Bool { listTop > registerRows && !slots.isEmpty }

  /// The registers with their bits, the ones that paging hangs on first.
  func registers(_ theme: Theme) -> [StyledText] {
    let order: [RegisterField.Register] = [.cr3, .cr0, .cr4, .efer, .cr2, .pkru]
    return order.map { register in
      var text = StyledText(register.rawValue.uppercased().padded(to: 6), theme.on(theme.bright))
      let value = values.value(of: RegisterField(register))
      text.append(NumberText.address(value).padded(to: 22), theme.plain)
      for field in RegisterField.all where field.register == register && field.bit != nil {
        let isSet = values.value(of: field) == 1
        // Of thirty-two rights of protection keys only those that take something away matter.
        guard isSet || register != .pkru else { continue }
        let name = String(field.name.drop { $0 != "." }.dropFirst()).uppercased()
        text.append(
          isSet ? name + " " : name.lowercased() + " ",
          isSet ? theme.on(theme.bright).bold : theme.on(theme.faint))
      }
      if register == .cr3 {
        text.append("root of the tables", theme.on(theme.dim))
      } else if register == .cr2 {
        text.append("address of the last page fault", theme.on(theme.dim))
      }
      return text
    }
  }
}

extension TLBEntry {
  /// Whether the entry translates an address.
  func holds(_ address: UInt64) -> Bool { address & ~(level.entrySpan - 1) == page.rawValue }
}
