import MemoryCore
import Session
import Simulation

@testable import Script

/// A machine for hostile scripts: the lines that set it up, and the addresses that mean something
/// to it.
struct HostileMachine {
  /// The lines.
  let setup: [String]
  /// Page tables, the bitmap, the heap's first words: physical and virtual.
  let places: [UInt64]

  /// The session behind the lines.
  let session: Session

  private init(_ lines: String...) {
    setup = lines
    let run = HostileRun(lines.joined(separator: "\n"))
    guard let session = run.session else { preconditionFailure("\(lines): \(run.complaint ?? "")") }
    self.session = session
    places = Self.places(of: session.snapshot.machine)
  }

  /// Every heap, with and without growth, in memories of all sizes and tables of both kinds. Where
  /// memory is large the heap does not grow: thousands of scripts would map millions of pages.
  static let all: [HostileMachine] = {
    let heaps = HeapPolicy.allCases.flatMap { policy in
      [
        HostileMachine("machine memory=8M", "boot", "heap policy=\(policy.rawValue) size=16K"),
        HostileMachine("boot", "heap policy=\(policy.rawValue) size=100K grow=off"),
      ]
    }
    return heaps + [
      HostileMachine("machine memory=2M"), HostileMachine("machine memory=64K"),
      HostileMachine("machine memory=4M", "boot stage=allocator"),
      HostileMachine("machine memory=8M levels=5", "boot"),
      HostileMachine("machine memory=1G physical-bits=32 nodes=8", "boot", "heap grow=off"),
      HostileMachine("machine memory=64T nodes=3", "boot", "heap grow=off"),
      HostileMachine("machine memory=64M", "boot stage=tables"),
      HostileMachine("machine memory=8M", "boot", "heap start=0x7fff_ffff_0000 size=32K"),
      HostileMachine("machine memory=8M", "boot", "heap start=0xffff_ffff_fff0_0000 size=32K"),
    ]
  }()

  private static func places(of machine: Machine) -> [UInt64] {
    var places: [UInt64] = [0x4444_4444_0000, 0x180_0000_0000, 0x20_0000, 0x1000_0000]
    let root = machine.hardware.registers.cr3.root.start.rawValue
    var tables = [root]
    for _ in 0..<3 {
      tables += tables.flatMap { table in
        (0..<512 as Range<UInt64>).compactMap { index -> UInt64? in
          guard table < machine.hardware.physical.size else { return nil }
          let entry = machine.hardware.physical.peek(PhysicalAddress(table + 8 * index))
          let target = entry & 0xf_ffff_ffff_f000
          return entry & 0x81 == 1 && !tables.contains(target) ? target : nil
        }
      }.prefix(6)
    }
    // Entries in use of every table, and words of the heap.
    for table in tables where table < machine.hardware.physical.size {
      places.append(table)
      for index in 0..<512 as Range<UInt64>
      where machine.hardware.physical.peek(PhysicalAddress(table + 8 * index)) != 0 {
        places.append(table + 8 * index)
        if places.count % 9 == 0 { break }
      }
    }
    guard let heap = machine.kernel.heap else { return places }
    for offset in stride(from: 0, to: 2048, by: 64) as StrideTo<UInt64> {
      let address = VirtualAddress(heap.start.rawValue + offset)
      guard let physical = machine.physicalAddress(of: address) else { break }
      places += [physical.rawValue, address.rawValue]
    }
    return places
  }
}
