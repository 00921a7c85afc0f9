public import MemoryCore
public import Simulation

/// Parts of sentences.
public enum Phrase {
  /// "1 block", "6,201 blocks".
  public static func count(_ number: UInt64, _ noun: String) -> String {
    "\(NumberText.count(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// "1 frame", "6,201 frames".
  public static func frames(_ number: UInt64) -> String { count(number, "frame") }

  static func frame(_ frame: Frame<Size4KiB>) -> String {
    NumberText.address(frame.start.rawValue)
  }

  /// " at 0x4444_4444_0010", or nothing.
  static func at(_ address: UInt64?) -> String {
    address.map { " at \(NumberText.address($0))" } ?? ""
  }

  /// "'a'", or what is said of a result that has no name.
  public static func name(
    _ label: Name.Label, _ names: NameTable, otherwise: String = "a result without a name"
  ) -> String {
    names.text(label).map(VisibleText.quoted) ?? otherwise
  }

  /// "'a' (512 bytes at 0x4444_4444_0010)".
  public static func block(_ block: Binding, _ names: NameTable) -> String {
    let name = name(block.label, names, otherwise: "a block without a name")
    guard case .block(let address, let layout) = block.value else { return name }
    return "\(name) (\(count(layout.size, "byte")) at \(NumberText.address(address.rawValue)))"
  }

  /// "levels cannot be 3: it is 4 or 5"; amounts of memory as "64K to 64T".
  static func outOfRange(
    _ argument: String, _ value: UInt64, _ allowed: ClosedRange<UInt64>
  ) -> String {
    // Accesses have sizes, too, but only those of registers.
    let isBytes = ["memory", "size"].contains(argument) && allowed.upperBound > 8
    func text(_ number: UInt64) -> String {
      isBytes ? NumberText.size(number) : NumberText.count(number)
    }
    let (least, most) = (text(allowed.lowerBound), text(allowed.upperBound))
    let range =
      switch allowed.upperBound - allowed.lowerBound {
      case 0: least
      case 1: "\(least) or \(most)"
      default: "\(least) to \(most)"
      }
    return "\(argument) cannot be \(text(value)): it is \(range)"
  }

  /// "8", "4 KiB".
  public static func alignment(_ bytes: UInt64) -> String {
    bytes < 1024 ? String(bytes) : NumberText.bytes(bytes)
  }

  /// "8 or 16" for what lies between.
  static func powersAround(_ number: UInt64) -> String {
    guard number > 0 else { return "1" }
    let below: UInt64 = 1 << UInt64(63 - number.leadingZeroBitCount)
    return below >> 63 == 1 ? "\(below)" : "\(below) or \(below << 1)"
  }
}

extension FrameOwner {
  /// "as a page table".
  var phrase: String {
    switch self {
    case .free: "by nobody"
    case .reserved: "by firmware or hardware"
    case .kernel: "by the kernel"
    case .stack: "as the kernel's stack"
    case .table: "as a page table"
    case .heap: "by the heap"
    case .mapped: "by a mapped page: unmap it first"
    case .held: "by another name"
    }
  }
}

extension PageTableFlags {
  /// The flags as a script writes them: "WU".
  public var text: String { FlagSyntax.text(self) }
}

extension PageTableLevel {
  /// "P4".
  public var text: String { "P\(rawValue)" }
}
