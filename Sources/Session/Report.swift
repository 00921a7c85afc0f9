import MemoryCore
import Narration
public import Script
import Simulation

/// What `show` says in lines of text.
public enum Report {
  /// The lines about a view at the point of a session.
  public static func lines(_ view: ShowRequest.View, of session: Session) -> [String] {
    switch view {
    case .stats: figures(of: session)
    case .why: why(session)
    case .tlb: tlb(session.snapshot.machine)
    case .machine: machine(session.snapshot.machine)
    case .frames, .tables, .heap, .hex, .events: []
    }
  }

  private static func figures(of session: Session) -> [String] {
    Figure.allCases.map { figure in
      let value = figure.text(session.value(of: figure)).paddedLeft(to: 16)
      return "\(figure.rawValue.padded(to: 20)) \(value)" + (figure.unit == .percent ? " %" : "")
    }
  }

  private static func why(_ session: Session) -> [String] {
    guard let step = session.snapshot.step else { return ["No step has been made yet."] }
    var lines = [CommandText.text(of: step.command, names: session.names)]
    lines.append(Sentence.text(for: step, names: session.names))
    lines.append("")
    lines += CauseTree.lines(of: step, names: session.names)
    for note in session.notes[session.timeline.point] ?? [] { lines += ["", note] }
    return lines
  }

  private static func tlb(_ machine: Machine) -> [String] {
    let tlb = machine.hardware.tlb
    var lines = [
      "\(Phrase.count(tlb.hits, "hit")) in the first level, "
        + "\(NumberText.count(tlb.secondLevelHits)) in the second, "
        + "\(NumberText.count(tlb.misses)) \(tlb.misses == 1 ? "miss" : "misses")", "",
      "part         set way  page                 frame           size  flags",
    ]
    for slot in tlb.entries {
      let entry = slot.entry
      let flags =
        (entry.isWritable ? "W" : "·") + (entry.isUser ? "U" : "·")
        + (entry.isNoExecute ? "·" : "X") + (entry.isDirty ? "D" : "·")
        + (entry.isGlobal ? "G" : "·")
      lines.append(
        "\("\(slot.part)".padded(to: 12)) \("\(slot.set)".paddedLeft(to: 3)) "
          + "\("\(slot.way)".paddedLeft(to: 3))  "
          + NumberText.address(entry.page.rawValue).padded(to: 21)
          + NumberText.address(entry.frame.rawValue).padded(to: 16)
          + (PageSizeName(entry.level)?.rawValue ?? "").padded(to: 6) + flags)
    }
    return lines
  }

  private static func machine(_ machine: Machine) -> [String] {
    let registers = machine.hardware.registers
    var lines = RegisterField.Register.allCases.map { register in
      let field = RegisterField(register)
      let value = registers.value(of: field)
      let bits = RegisterField.all
        .filter { $0.register == register && $0.bit != nil && registers.value(of: $0) == 1 }
        .map { String($0.name.drop { $0 != "." }.dropFirst()) }
      return register.rawValue.padded(to: 6) + NumberText.address(value).padded(to: 24)
        + bits.joined(separator: " ")
    }
    lines += ["", "Memory map"]
    for region in machine.kernel.map.regions {
      lines.append(
        "  \(NumberText.address(region.start)) – \(NumberText.address(region.end))  "
          + "\(NumberText.bytes(region.end - region.start).padded(to: 11)) \(region.kind.name)")
    }
    for node in machine.kernel.nodes where machine.kernel.nodes.count > 1 {
      lines.append(
        "  node \(node.node): \(NumberText.address(node.start)) – \(NumberText.address(node.end))")
    }
    return lines
  }
}
