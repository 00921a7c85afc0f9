import MemoryCore
public import Script
public import Simulation

extension Session {
  /// Understands a line of the prompt; `nil` if it says nothing.
  ///
  /// Names of a trace's blocks stand for those that are live at the point.
  public mutating func parse(
    _ line: String, maps: @escaping MapLookup, traces: @escaping TraceLookup
  ) throws(ScriptError) -> ScriptLine? {
    // What is said now is said in the present version, whatever is pasted in front of it.
    let version = scope.version
    defer { scope.version = version }
    // Without a trace each name has a slot of its own for ever.
    guard timeline.hasTrace else {
      return try ScriptParser(maps: maps, traces: traces).parse(line: line, scope: &scope)
    }
    scope.live = liveSlots
    // What it refers to would have to be copied at the next step.
    defer { scope.live = { _ in nil } }
    return try ScriptParser(maps: maps, traces: traces).parse(line: line, scope: &scope)
  }

  /// The words that can stand behind what a line has so far.
  public func completions(for line: String, maps: [String] = []) -> [String] {
    var scope = scope
    scope.branches = otherBranches.compactMap(\.name)
    return Completion.words(for: line, scope: scope, maps: maps)
  }

  /// The address that an operand stands for at the point; `nil` if it stands for none.
  public func address(of operand: Operand) -> UInt64? {
    switch operand {
    case .address(let address): return address
    case .name(let name):
      switch snapshot.machine.program[name].value {
      case .block(let address, _), .freedBlock(let address): return address.rawValue
      case .frames(let first, _), .freedFrames(let first): return first.start.rawValue
      case .nothing: return nil
      }
    }
  }

  /// Where the machine keeps names at the point. A live binding comes before one that was freed.
  private var liveSlots: @Sendable (Name.Label) -> UInt32? {
    let bindings = snapshot.machine.program.bindings
    return { label in
      let slots = bindings.indices.filter { bindings[$0].label == label }
      let live = slots.first { slot in
        switch bindings[slot].value {
        case .block, .frames: true
        case .nothing, .freedBlock, .freedFrames: false
        }
      }
      return (live ?? slots.first).map { UInt32($0) }
    }
  }
}
