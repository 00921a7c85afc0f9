import MemoryCore

@testable import Simulation

/// The page tables that CR3 leads to, found level by level, word by word.
struct TableModel: Equatable {
  /// The frame numbers of the tables.
  private(set) var tables: Set<UInt64> = []
  /// The same, by level.
  private(set) var byLevel: [PageTableLevel: Set<UInt64>] = [:]
  /// How many words of them are not zero.
  private(set) var entryCount: UInt64 = 0

  init(of machine: Machine) {
    guard let stage = machine.kernel.stage, stage >= .tables else { return }
    let memory = machine.hardware.physical
    let registers = machine.hardware.registers
    var level: PageTableLevel? = registers.rootLevel
    var here: Set<UInt64> = [registers.cr3.root.number]
    while let current = level {
      here = here.filter { $0 << 12 < memory.size }
      byLevel[current] = here
      var below: Set<UInt64> = []
      for frame in here {
        let isNew = tables.insert(frame).inserted
        for index in 0..<512 as Range<UInt64> {
          let word = memory.peek(PhysicalAddress(frame << 12 + index * 8))
          if isNew, word != 0 { entryCount += 1 }
          let leadsBelow = current > .p1 && word & 0x81 == 1
          if leadsBelow { below.insert(word >> 12 & 0xff_ffff_ffff) }
        }
      }
      here = below
      level = current.below
    }
  }
}
