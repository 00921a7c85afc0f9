import MemoryCore

/// The simulated machine below the kernel: a CPU's registers, its TLB, and physical memory.
///
/// A plain value: a copy is a checkpoint and costs a few references. The CPU's side of address
/// translation is all here; it shares no code with the kernel's page-table code.
public struct Hardware<Physical: PhysicalMemory> {
  /// The registers that translation depends on.
  public internal(set) var registers: ControlRegisters
  /// The translations that the CPU remembers.
  public internal(set) var tlb: TLB
  /// The tables that the CPU read last on its way to a page.
  public internal(set) var lastWalk: PageWalk
  /// The number of physical address bits that the CPU has, 32 to 52.
  public let physicalAddressBits: Int

  /// What `physical` is for everyone who does not call `noticeNewHostPages()`.
  var ram: Physical
  /// Where the host has the tables of `lastWalk`.
  var walkedTables = WalkedTables()
  /// The generation of the host pages that the TLB knows.
  private var hostPageGeneration: UInt64

  /// A machine that is about to run its first instruction, with an empty TLB.
  public init(
    memory: consuming Physical, registers: ControlRegisters, physicalAddressBits: Int = 52,
    tlb shape: TLBShape = TLBShape()
  ) {
    precondition(32...52 ~= physicalAddressBits, "a CPU has 32 to 52 physical address bits")
    self.registers = registers
    self.physicalAddressBits = physicalAddressBits
    tlb = TLB(shape: shape)
    lastWalk = PageWalk(to: LinearAddress(0), from: registers.rootLevel)
    hostPageGeneration = memory.hostPageGeneration
    ram = memory
  }

  /// The CPU of `other` with other memory.
  @inline(__always)
  init<Other>(_ other: consuming Hardware<Other>, memory: consuming Physical) {
    registers = other.registers
    tlb = other.tlb
    lastWalk = other.lastWalk
    physicalAddressBits = other.physicalAddressBits
    hostPageGeneration = memory.hostPageGeneration
    ram = memory
    tlb.forgetHostPages()
  }

  /// Physical memory, past the MMU. May be changed in place; the TLB does not notice.
  public var physical: Physical {
    _read { yield ram }
    _modify {
      defer { noticeNewHostPages() }
      yield &ram
    }
  }

  /// Forgets host pages that may be other ones now; whoever changes `ram` calls this.
  mutating func noticeNewHostPages() {
    guard ram.hostPageGeneration != hostPageGeneration else { return }
    hostPageGeneration = ram.hostPageGeneration
    tlb.forgetHostPages()
  }
}

extension Hardware: Sendable where Physical: Sendable {}
