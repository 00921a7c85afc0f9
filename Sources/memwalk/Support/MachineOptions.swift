import ArgumentParser
import Script
import Simulation

/// The machine that a run takes place on.
struct MachineOptions: ParsableArguments {
  @Option(help: "Bytes of RAM, as 64M or 2G.")
  var memory: String?

  @Option(
    help: "A machine by name, or a file with e820 lines, instead of --memory.",
    completion: .machine)
  var map: String?

  @Option(help: "Levels of page tables: 4 or 5.", completion: .list(["4", "5"]))
  var levels = 4

  /// Whether any of them is.
  var isGiven: Bool { memory != nil || map != nil || levels != 4 }

  /// The one that says how much memory there is, as it was given.
  var memoryText: String? { map.map { "--map \($0)" } ?? memory.map { "--memory \($0)" } }

  /// The description of the hardware.
  func description() throws -> MachineDescription {
    var description = MachineDescription(levels: levels)
    if let map {
      guard memory == nil else {
        throw Failure.input("--memory and --map exclude each other: the map says how much")
      }
      description.memory = .map(try MapLoader.list(named: map))
    } else if let memory {
      guard let bytes = NumberText.parse(memory) else {
        throw Failure.input("--memory \(memory): not a size; 64M or 2G would be one")
      }
      description.memory = .size(bytes)
    }
    return description
  }
}
