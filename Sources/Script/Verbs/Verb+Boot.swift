import Simulation

/// The verbs that set the machine up.
extension Verb {
  private static let usual = MachineDescription()
  private static let memory = Key.number(
    .key("memory", .size, standard: usualMemory, "bytes of RAM of a PC"))
  private static let memoryMap = Key.text(
    .key("map", .map, "the memory of a recorded machine, or a file with e820 lines, instead")
  ).optional
  private static let profile = Key<MachineDescription.Profile>.choice(
    .key(
      "profile", .word(MachineDescription.Profile.allCases.map(\.rawValue)),
      standard: .word(usual.profile.rawValue), "the kernel's policies"))
  private static let nodes = int("nodes", usual.nodes, "NUMA nodes")
  private static let cpus = int("cpus", usual.cpus, "CPUs")
  private static let physicalBits = int(
    "physical-bits", usual.physicalBits, "bits of a physical address")
  private static let levels = Key.numeral(
    .key(
      "levels", .word(["4", "5"]), standard: .word(String(usual.levels)), "levels of page tables"))
  private static let seed = Key.number(
    .key(
      "seed", .number(upTo: .max), standard: .number(usual.seed),
      "where whatever is random starts from"))

  static let machine = Verb(
    "machine", [memory, memoryMap, profile, nodes, cpus, physicalBits, levels, seed],
    does: "describes the hardware; the first command", example: "machine memory=128M nodes=2"
  ) { (given, context) throws(LineError) in
    var description = MachineDescription(
      memory: .size(given[memory]), profile: given[profile], nodes: given[nodes],
      cpus: given[cpus], physicalBits: given[physicalBits], levels: given[levels],
      seed: given[seed])
    if let name = given[memoryMap] {
      for other in ["memory", "nodes"] where given.has(other) {
        throw given.error(.conflict(other, "map"), at: other)
      }
      do throws(MapError) {
        description.memory = .map(try context.maps(name))
      } catch {
        throw given.error(.map(error.message), at: "map")
      }
    }
    return .command(.boot(.machine(description)))
  } write: { statement in
    guard case .command(.boot(.machine(let machine))) = statement else { return nil }
    var written = Written()
    switch machine.memory {
    case .size(let bytes):
      written[memory] = bytes
      written[nodes] = machine.nodes
    case .map(let list): written[memoryMap] = list.name
    }
    written[profile] = machine.profile
    written[cpus] = machine.cpus
    written[physicalBits] = machine.physicalBits
    written[levels] = machine.levels
    written[seed] = machine.seed
    return written
  }

  private static var usualMemory: ArgumentValue? {
    guard case .size(let bytes) = usual.memory else { return nil }
    return .number(bytes)
  }

  private static func int(_ key: String, _ standard: Int, _ summary: String) -> Key<Int> {
    .int(
      .key(
        key, .number(upTo: UInt64(Int.max)), standard: .number(UInt64(max(0, standard))), summary))
  }

  private static let stage = Key<BootStage>(
    .key(
      "stage", .word(["all"] + BootStage.allCases.map(\.rawValue)), standard: .word("all"),
      "the last stage to run"),
    // `all` is no stage.
    decode: {
      if case .word(let word) = $0 { BootStage(rawValue: word) ?? .handover } else { nil }
    },
    encode: { .word($0 == .handover ? "all" : $0.rawValue) })

  static let boot = Verb(
    "boot", [stage], does: "runs the stages of the boot that have not run yet, each a step",
    example: "boot stage=tables"
  ) { (given, _) throws(LineError) in
    .boot(upTo: given[stage])
  } write: { statement in
    switch statement {
    case .boot(let last), .command(.boot(.stage(let last))): Written(stage, last)
    default: nil
    }
  }
}
