import CellGrid
import Lessons
import Narration
import Script
import Session
import Simulation

/// The first row: the program, the run, the machine, and the point.
enum HeaderBar {
  static func draw(_ state: AppState, in rect: GridRect, on grid: inout CellGrid) {
    let theme = state.theme
    let base = CellStyle.color(theme.dim).on(theme.bar)
    grid.fill(rect, Cell(" ", style: base))
    let inner = rect.inset(columns: 1, rows: 0)
    let places = places(of: state)
    let title = Glyph.columns(of: runTitle(of: state))
    let right =
      places.first { $0.columns + 2 + min(title, 24) <= inner.columns } ?? places[places.count - 1]
    let rightStart = max(inner.column, inner.endColumn - right.columns)
    grid.put(right, at: GridPoint(column: rightStart, row: rect.row), within: inner)
    let room = rightStart - inner.column - 2
    guard room > 0 else { return }
    grid.put(
      left(of: state, base, columns: room), at: GridPoint(column: inner.column, row: rect.row),
      within: inner)
  }

  /// The program, the run and what it runs on: `memwalk  sqlite3.rep · first fit · 64 MiB`. What
  /// does not fit is left out as a whole; only a title may be cut.
  private static func left(of state: AppState, _ base: CellStyle, columns: Int) -> StyledText {
    let theme = state.theme
    let title = StyledText(
      runTitle(of: state), CellStyle.color(theme.bright).on(theme.bar).bold)
    var line = StyledText("memwalk", CellStyle.color(theme.accent).on(theme.bar).bold)
    line.append("  ", base)
    line.append(title)
    guard line.columns <= columns else { return title.truncated(to: columns) }
    for part in parts(of: state) {
      let longer = line + StyledText(" · " + part, base)
      guard longer.columns <= columns else { break }
      line = longer
    }
    return line
  }

  /// What the run is called; a lesson keeps its own title whatever it replays.
  private static func runTitle(of state: AppState) -> String {
    state.lesson?.player.lesson.title ?? state.session.title
  }

  /// What runs: the heap's policy, the memory, the profile.
  private static func parts(of state: AppState) -> [String] {
    if let player = state.lesson?.player {
      return ["page \(player.page + 1) of \(player.lesson.pages.count)"]
    }
    let kernel = state.session.snapshot.machine.kernel
    var parts = [kernel.heapDescription.policy.plainName]
    switch kernel.description.memory {
    case .size(let bytes): parts.append(NumberText.bytes(bytes))
    case .map(let list):
      parts.append(list.name.split(separator: "/").last.map(String.init) ?? list.name)
      parts.append(NumberText.bytes(kernel.usableFrames * 4096))
    }
    parts.append("profile \(kernel.description.profile.rawValue)")
    return parts
  }

  /// Where the run is, the fullest first: `step 6,201 of 6,645  access 7 of 23  ▮▮`, down to
  /// `step 6,201`.
  private static func places(of state: AppState) -> [StyledText] {
    let theme = state.theme
    let session = state.session
    let bold = CellStyle.color(theme.bright).on(theme.bar).bold
    let plain = CellStyle.color(theme.text).on(theme.bar)
    let (place, total) = numbers(of: session)
    let isBetween = session.access != nil
    let (access, count) = (
      NumberText.count(session.access ?? 0), NumberText.count(session.accessCount)
    )
    let hasBranches = !session.otherBranches.isEmpty
    let sign = StyledText(
      state.isPlaying ? "  ▶ \(NumberText.count(state.speed))/s" : "  ▮▮",
      CellStyle.color(theme.accent).on(theme.bar))
    func text(_ head: String, _ tail: String) -> StyledText {
      StyledText([.init(head, bold), .init(tail, plain)])
    }
    let branch =
      hasBranches
      ? "  branch " + (session.branchName.map { "\($0), " } ?? "")
        + "\(session.branchNumber) of \(session.otherBranches.count + 1)" : ""
    return [
      text("\(place) of \(total)", (isBetween ? "  access \(access) of \(count)" : "") + branch)
        + sign,
      text("\(place) of \(total)", isBetween ? " · \(access) of \(count)" : "") + sign,
      text(place, isBetween ? " · \(access) of \(count)" : "") + sign,
      text(place, ""),
    ]
  }

  /// The point and the last one: `step 6,201` and `6,645`, within the boot its stages.
  private static func numbers(of session: Session) -> (String, String) {
    let setup = session.timeline.setupCount
    if session.stepNumber < 0 {
      return ("boot \(NumberText.count(session.timeline.point))", NumberText.count(setup))
    }
    return (
      "step \(NumberText.count(session.stepNumber))", NumberText.count(session.lastStepNumber)
    )
  }
}
