import Script
public import Simulation

/// What a machine is, for the start of a session.
public enum MachineText {
  /// The command that describes it.
  public static func headline(_ machine: Machine, _ names: NameTable) -> Wording {
    Wording(
      CommandText.text(of: .boot(.machine(machine.kernel.description)), names: names), .command)
  }

  /// Memory and where its list comes from, profile, heap; as much of it as there is room for.
  public static func sentence(_ machine: Machine, _ room: Room = .unlimited) -> String {
    let kernel = machine.kernel
    let usable = NumberText.bytes(kernel.usableFrames * 4096)
    let frames = Phrase.frames(kernel.usableFrames)
    let memory: String
    switch kernel.description.memory {
    case .size(let bytes): memory = "\(NumberText.bytes(bytes)) of memory, \(usable) of it usable"
    case .map(let list):
      memory =
        "Memory map \(list.name): \(Phrase.count(UInt64(list.entries.count), "range")), \(usable)"
        + " usable"
    }
    let heap = kernel.heapDescription
    let size = kernel.heap.map { NumberText.bytes($0.size) } ?? NumberText.bytes(heap.size)
    let short = "\(memory); heap \(size), \(heap.policy.plainName)"
    let forms = [
      "\(memory) in \(frames); profile \(kernel.description.profile.rawValue); the heap is \(size)"
        + " at \(NumberText.address(heap.start)), \(heap.policy.plainName).",
      "\(short), profile \(kernel.description.profile.rawValue).", "\(short).", "\(memory).",
    ]
    return forms.first { room.width($0) <= room.columns } ?? "\(usable) usable."
  }
}
