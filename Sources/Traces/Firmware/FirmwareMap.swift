public import MemoryCore
public import Simulation

/// The memory of a machine at boot, as a text told it.
public struct FirmwareMap: Sendable {
  /// The name of the file.
  public let name: String
  /// The regions in the order of the list, which need not be that of the addresses.
  public internal(set) var entries: [FirmwareEntry] = []
  /// Which of the lists in the text the entries come from.
  public internal(set) var source = Source.biosE820
  /// The memory of each NUMA node; empty if the text does not say.
  public internal(set) var nodes: [NodeRange] = []
  /// The lines of a memory map that could not be used.
  public internal(set) var skipped = SkippedRecords()
  /// The lines of the file.
  public internal(set) var lines = 0
  /// The bytes of the file.
  public let fileBytes: Int
  /// How many maps of earlier boots the file holds; only the last boot's is used.
  public internal(set) var earlierBoots = 0

  /// Sums over the list that was used, by the name that it gives the types.
  public internal(set) var totals: [String: Total] = [:]
  /// Sums over the UEFI memory map, by the name of the type.
  public internal(set) var efiTotals: [String: Total] = [:]
  /// Sums over the "Early memory node ranges" by node.
  public internal(set) var nodeTotals: [Int: Total] = [:]
  /// Sums over the ranges of the ACPI table SRAT by node, memory to be plugged in included.
  public internal(set) var sratTotals: [Int: Total] = [:]
  /// In a copy of /proc/iomem, the resources within others, which are not counted.
  public internal(set) var nestedResources = 0

  init(name: String, fileBytes: Int) {
    self.name = name
    self.fileBytes = fileBytes
  }

  /// Number and size of some ranges.
  public struct Total: Equatable, Sendable {
    /// How many ranges there are.
    public internal(set) var count = 0
    /// Their bytes together; overlaps count twice.
    public internal(set) var bytes: UInt128 = 0

    mutating func add(bytes: UInt64) {
      count += 1
      self.bytes += UInt128(bytes)
    }
  }

  /// The lists that a text can hold, the best first: only one of them is used, since they repeat
  /// each other.
  public enum Source: Int, Sendable, CaseIterable {
    /// `BIOS-e820:` (or BIOS-e801, BIOS-88): what the firmware said, as Linux printed it.
    case biosE820
    /// `reserve setup_data:`: the same, cut at the data of the boot loader.
    case setupData
    /// `user:`: the map as changed by the options mem= and memmap=.
    case user
    /// `modified:`: the map as Linux changed it.
    case modified
    /// `efi: memNN:`: the UEFI memory map.
    case efi
    /// `(XEN)` or `Xen:`: the map of the Xen hypervisor.
    case xen
    /// /proc/iomem.
    case iomem
    /// The memory map of the Rust crate bootloader, printed as debug output.
    case bootloader
  }
}

extension FirmwareMap.Source {
  /// What to call the list in a sentence.
  public var description: String {
    switch self {
    case .biosE820: "BIOS-e820 map"
    case .setupData: "extended map (reserve setup_data)"
    case .user: "user map (mem= or memmap=)"
    case .modified: "modified map"
    case .efi: "EFI memory map"
    case .xen: "Xen memory map"
    case .iomem: "/proc/iomem"
    case .bootloader: "memory map of the bootloader crate"
    }
  }
}
