/// The commands that set the machine up.
public enum BootCommand: Equatable, Sendable {
  /// Describes the hardware; the first command.
  indirect case machine(MachineDescription)
  /// Runs one stage of the boot.
  case stage(BootStage)
}

/// The stages of the boot, in order.
public enum BootStage: String, CaseIterable, Sendable, Comparable {
  /// The firmware's list becomes a memory map.
  case map
  /// What kernel, stack and boot information occupy is marked in the map.
  case regions
  /// The first page tables are built and CR3 is loaded.
  case tables
  /// The boot-info frame allocator takes over the map.
  case allocator
  /// The kernel gets hold of the page tables.
  case mapper
  /// The heap's pages are mapped and the heap is created.
  case heap
  /// A frame allocator that can also free takes over.
  case handover

  /// Orders stages by time.
  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  /// The place of the stage, from 0.
  public var order: Int {
    switch self {
    case .map: 0
    case .regions: 1
    case .tables: 2
    case .allocator: 3
    case .mapper: 4
    case .heap: 5
    case .handover: 6
    }
  }
}

extension BootCommand {
  func forEachOperand(_ visit: (NamedOperand) -> Void) {
    switch self {
    case .machine, .stage: break
    }
  }

  var bootBefore: BootStage? {
    switch self {
    case .machine, .stage: nil
    }
  }
}
