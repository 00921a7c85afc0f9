import MemoryCore
import Simulation

/// What is wrong with a present entry.
enum EntryDamage: Hashable {
  /// The MMU faults on these bits.
  case reservedBits(UInt64)
  /// There is no memory where the entry leads.
  case beyondMemory
}

/// Finds entries that are damaged or odd.
struct EntryCheck {
  private let hardware: Hardware<SimulatedMemory>
  private let firmware: [FirmwareEntry]
  private let usableEnd: UInt64

  /// A check for the entries of a machine at its moment.
  init(of machine: Machine) {
    hardware = machine.hardware
    firmware = machine.kernel.firmware
    usableEnd = machine.kernel.map.usableEndFrame << 12
  }

  /// What is wrong with an entry; `nil` if it is not present or right.
  func damage(of entry: PageTableEntry, at level: PageTableLevel) -> EntryDamage? {
    guard entry.isPresent else { return nil }
    let reserved = hardware.reservedBits(of: entry, at: level)
    if reserved != 0 { return .reservedBits(reserved) }
    let address = entry.address.rawValue
    guard address >= usableEnd else { return nil }
    return firmware.contains { $0.start <= address && address < $0.end } ? nil : .beyondMemory
  }
}
