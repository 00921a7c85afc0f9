import CellGrid
import Script
import Simulation

/// The first row: the program, the run, the machine, and the point.
enum HeaderBar {
  static func draw(_ state: AppState, in rect: GridRect, on grid: inout CellGrid) {
    let theme = state.theme
    let base = CellStyle.color(theme.dim).on(theme.bar)
    grid.fill(rect, Cell(" ", style: base))
    let inner = rect.inset(columns: 1, rows: 0)
    let right = place(of: state)
    let rightStart = max(inner.column, inner.endColumn - right.columns)
    grid.put(right, at: GridPoint(column: rightStart, row: rect.row), within: inner)

    var left = StyledText("memwalk", CellStyle.color(theme.accent).on(theme.bar).bold)
    left.append("  ", base)
    left.append(state.session.title, CellStyle.color(theme.bright).on(theme.bar).bold)
    left.append(" " + machine(of: state), base)
    let room = rightStart - inner.column - 2
    guard room > 0 else { return }
    grid.put(
      left.truncated(to: room), at: GridPoint(column: inner.column, row: rect.row),
      within: inner)
  }

  /// What runs: `· first fit · 64 MiB · profile blog-os`.
  private static func machine(of state: AppState) -> String {
    let kernel = state.session.snapshot.machine.kernel
    var parts = [kernel.heapDescription.policy.plainName]
    switch kernel.description.memory {
    case .size(let bytes): parts.append(NumberText.bytes(bytes))
    case .map(let list):
      parts.append(list.name)
      parts.append(NumberText.bytes(kernel.usableFrames * 4096))
    }
    parts.append("profile \(kernel.description.profile.rawValue)")
    return parts.map { "· \($0)" }.joined(separator: " ")
  }

  /// Where the run is: `step 6,201 of 6,645  access 7 of 23  ▮▮`.
  private static func place(of state: AppState) -> StyledText {
    let theme = state.theme
    let session = state.session
    let bold = CellStyle.color(theme.bright).on(theme.bar).bold
    let plain = CellStyle.color(theme.text).on(theme.bar)
    let setup = session.timeline.setupCount
    var text: StyledText
    if session.stepNumber < 0 || session.lastStepNumber == 0 && setup > 0 {
      text = StyledText("boot \(session.timeline.point) of \(setup)", bold)
    } else {
      text = StyledText(
        "step \(NumberText.count(session.stepNumber)) of "
          + NumberText.count(session.lastStepNumber), bold)
    }
    if let access = session.access {
      text.append(
        "  access \(NumberText.count(access)) of \(NumberText.count(session.accessCount))", plain)
    }
    if !session.otherBranches.isEmpty {
      text.append("  branch \(session.otherBranches.count + 1)", plain)
    }
    text.append(
      state.isPlaying ? "  ▶ \(state.speed)/s" : "  ▮▮", CellStyle.color(theme.accent).on(theme.bar)
    )
    return text
  }
}

extension HeapPolicy {
  /// What the policy is called in a sentence.
  var plainName: String {
    switch self {
    case .linkedList: "first fit"
    case .bump: "bump"
    case .fixedBlock: "fixed-size blocks"
    case .nextFit: "next fit"
    case .bestFit: "best fit"
    case .worstFit: "worst fit"
    case .fastFit: "fast fit"
    case .buddy: "buddies"
    case .tlsf: "TLSF"
    case .slab: "slabs"
    }
  }
}
