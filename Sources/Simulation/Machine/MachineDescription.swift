public import MemoryCore

/// The hardware of a machine, as the `machine` command describes it.
public struct MachineDescription: Equatable, Sendable {
  /// What the physical memory is.
  public var memory: MemorySource
  /// How the kernel is set up.
  public var profile: Profile
  /// How many NUMA nodes memory given by size is divided into, 1 to 8.
  public var nodes: Int
  /// How many CPUs there are.
  public var cpus: Int
  /// How many bits a physical address has, 32 to 52.
  public var physicalBits: Int
  /// How many levels the page tables have, 4 or 5.
  public var levels: Int
  /// Where whatever is random in the machine starts from.
  public var seed: UInt64

  /// A machine of one CPU and one node.
  public init(
    memory: MemorySource = .size(64 << 20), profile: Profile = .blogOS, nodes: Int = 1,
    cpus: Int = 1, physicalBits: Int = 52, levels: Int = 4, seed: UInt64 = 1
  ) {
    self.memory = memory
    self.profile = profile
    self.nodes = nodes
    self.cpus = cpus
    self.physicalBits = physicalBits
    self.levels = levels
    self.seed = seed
  }

  /// Where the list of memory comes from.
  public enum MemorySource: Equatable, Sendable {
    /// A PC of that many bytes of RAM.
    case size(UInt64)
    /// A list by name: one that comes with the program, or a file.
    case map(FirmwareList)
  }

  /// A kernel's policies under one name.
  public enum Profile: String, CaseIterable, Sendable {
    /// The small kernel of the blog_os series.
    case blogOS = "blog-os"
  }
}

/// A firmware's list of memory, with the name that it was asked for by.
public struct FirmwareList: Equatable, Sendable {
  /// The name or path.
  public var name: String
  /// The entries in the order of the list.
  public var entries: [FirmwareEntry]
  /// The physical addresses of each NUMA node, where the list tells.
  public var nodes: [NodeRange]

  /// A list.
  public init(name: String, entries: [FirmwareEntry], nodes: [NodeRange]) {
    self.name = name
    self.entries = entries
    self.nodes = nodes
  }

  /// The list that a PC of `bytes` of RAM reports, as QEMU's firmware makes it.
  public static func pc(bytes: UInt64) -> [FirmwareEntry] {
    func entry(_ range: Range<UInt64>, _ type: FirmwareType) -> FirmwareEntry {
      FirmwareEntry(
        start: range.lowerBound, length: range.upperBound - range.lowerBound, type: type)
    }
    let megabyte: UInt64 = 1 << 20
    guard bytes > 2 * megabyte else { return [entry(0..<min(bytes, 0x9fc00), .usable)] }
    let hole: UInt64 = 3 << 30
    let below = min(bytes, hole)
    var entries = [
      entry(0..<0x9fc00, .usable), entry(0x9fc00..<0xa0000, .reserved),
      entry(0xf0000..<megabyte, .reserved), entry(megabyte..<below - 0x20000, .usable),
      entry(below - 0x20000..<below, .reserved), entry(0xfffc_0000..<0x1_0000_0000, .reserved),
    ]
    if bytes > hole {
      entries.append(entry(0x1_0000_0000..<0x1_0000_0000 + (bytes - hole), .usable))
    }
    return entries
  }
}

/// Physical memory that belongs to a NUMA node.
public struct NodeRange: Equatable, Sendable {
  /// The node's number.
  public var node: Int
  /// The address of the first byte.
  public var start: UInt64
  /// The address behind the last byte.
  public var end: UInt64

  /// Memory of a node.
  public init(node: Int, start: UInt64, end: UInt64) {
    self.node = node
    self.start = start
    self.end = end
  }
}
