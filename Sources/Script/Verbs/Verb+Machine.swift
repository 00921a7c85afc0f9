import Simulation

/// The verbs that set the machine up.
extension Verb {
  static let machine: Verb = {
    let usual = MachineDescription()
    let int = Argument.Kind.number(upTo: UInt64(Int.max))
    var memory: ArgumentValue?
    if case .size(let bytes) = usual.memory { memory = .number(bytes) }
    return Verb(
      "machine",
      [
        .key("memory", .size, standard: memory, "bytes of RAM of a PC"),
        .key("map", .map, "the memory of a recorded machine, or a file with e820 lines, instead"),
        .key(
          "profile", .word(MachineDescription.Profile.allCases.map(\.rawValue)),
          standard: .word(usual.profile.rawValue), "the kernel's policies"),
        .key("nodes", int, standard: .number(UInt64(usual.nodes)), "NUMA nodes"),
        .key("cpus", int, standard: .number(UInt64(usual.cpus)), "CPUs"),
        .key(
          "physical-bits", int, standard: .number(UInt64(usual.physicalBits)),
          "bits of a physical address"),
        .key(
          "levels", .word(["4", "5"]), standard: .word(String(usual.levels)),
          "levels of page tables"),
        .key(
          "seed", .number(upTo: .max), standard: .number(usual.seed),
          "where whatever is random starts from"),
      ],
      does: "describes the hardware; the first command",
      example: "machine memory=128M nodes=2", build: buildMachine)
  }()

  private static func buildMachine(
    _ given: borrowing Arguments, _ context: inout ParsingContext
  ) throws(LineError) -> Statement {
    var description = MachineDescription(
      memory: .size(given.number("memory")), profile: given.choice("profile"),
      nodes: given.int("nodes"), cpus: given.int("cpus"),
      physicalBits: given.int("physical-bits"), levels: Int(given.word("levels")) ?? 4,
      seed: given.number("seed"))
    if given.has("map") {
      for other in ["memory", "nodes"] where given.has(other) {
        throw given.error(.conflict(other, "map"), at: other)
      }
      do {
        description.memory = .map(try context.maps(given.text("map")))
      } catch {
        throw given.error(.map(error.message), at: "map")
      }
    }
    return .command(.boot(.machine(description)))
  }

  static let boot = Verb(
    "boot",
    [
      .key(
        "stage", .word(["all"] + BootStage.allCases.map(\.rawValue)), standard: .word("all"),
        "the last stage to run")
    ],
    does: "runs the stages of the boot that have not run yet, each a step",
    example: "boot stage=tables"
  ) { (given, _) throws(LineError) in
    // `all` is no stage.
    .boot(upTo: BootStage(rawValue: given.word("stage")) ?? .handover)
  }

  static let heap: Verb = {
    let usual = HeapDescription()
    return Verb(
      "heap",
      [
        .key("size", .size, standard: .number(usual.size), "bytes"),
        .key("start", .address, standard: .number(usual.start), "the lowest address"),
        .key(
          "policy", .word(HeapPolicy.allCases.map(\.rawValue)),
          standard: .word(usual.policy.rawValue), "how free memory is found"),
        .onOff("grow", isOn: usual.grows, "whether a full heap maps more pages"),
      ],
      does: "creates the heap, in place of the boot's if that is there",
      example: "heap size=64K policy=bump grow=off"
    ) { (given, _) throws(LineError) in
      .command(
        .heap(
          .create(
            HeapDescription(
              size: given.number("size"), start: given.number("start"),
              policy: given.choice("policy"), grows: given.isOn("grow")))))
    }
  }()
}

extension Argument {
  static func onOff(_ key: String, isOn: Bool, _ summary: String) -> Argument {
    .key(key, .word(["on", "off"]), standard: .word(isOn ? "on" : "off"), summary)
  }
}
