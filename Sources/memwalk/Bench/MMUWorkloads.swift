import MemoryCore
import Randomness
import Simulation

extension Workload {
  /// Reads that the TLB translates.
  static let mmuHit = Workload(
    name: "mmu.hit", unit: .nanoseconds, summary: "10,000,000 reads in 64 pages through the MMU"
  ) {
    var machine = MMUWorkload(pages: 64)
    let reads = MMUWorkload.reads
    let time = CPUTime()
    machine.readInTurn(count: reads)
    return Run(
      nanoseconds: time.nanoseconds, operations: reads, expected: "64 misses",
      found: "\(machine.hardware.tlb.misses) misses")
  }

  /// Reads that need a walk each.
  static let mmuWalk = Workload(
    name: "mmu.walk", unit: .nanoseconds,
    summary: "1,000,000 random reads in 1 GiB, the TLB flushed before each"
  ) {
    var machine = MMUWorkload(pages: 262_144)
    var random = SplitMix64(seed: 99)
    let addresses = (0..<1_000_000).map { _ in
      VirtualAddress(0x4444_4000_0000 + random.below(1 << 30))
    }
    let time = CPUTime()
    let sum = machine.sumOfWalks(addresses)
    return Run(
      nanoseconds: time.nanoseconds, operations: addresses.count,
      expected: "0x112adf31012e7f", found: "0x" + String(sum, radix: 16))
  }
}

/// Pages of 4 KiB from one address on, in simulated RAM, and the CPU that reads them.
private struct MMUWorkload {
  // A debug build's tests are after what is computed.
  #if DEBUG
    static let reads = 200_000
  #else
    static let reads = 10_000_000
  #endif
  private static let firstPage = VirtualAddress(0x4444_4000_0000)

  var hardware: Hardware<SimulatedMemory>

  init(pages: UInt64) {
    let root = Frame<Size4KiB>(number: 1)
    hardware = Hardware(
      memory: SimulatedMemory(size: 8 << 30), registers: ControlRegisters(root: root))
    var map = MemoryMap()
    do {
      try map.add(MemoryRegion(start: 0x2000, end: 4 << 20, kind: .usable))
      var allocator = BootInfoFrameAllocator(map: map)
      let mapper = OffsetPageTable(p4: PageTable(frame: root), offset: VirtualAddress(0))
      _ = try mapper.mapRange(
        Page<Size4KiB>(containing: Self.firstPage), count: pages,
        to: Frame(containing: PhysicalAddress(1 << 32)), flags: [.present, .writable],
        allocator: &allocator, memory: &hardware.physical)
    } catch {
      preconditionFailure("cannot map the workload's pages: \(error)")
    }
  }

  @inline(never)
  mutating func readInTurn(count: Int) {
    for n in 0..<UInt64(count) {
      let address = Self.firstPage.rawValue &+ (n &* 7 & 63) &* 4096 &+ (n &* 8 & 4095)
      read(VirtualAddress(truncating: address))
    }
  }

  /// The wrapping sum of the physical addresses, read from the walk that the CPU made.
  @inline(never)
  mutating func sumOfWalks(_ addresses: [VirtualAddress]) -> UInt64 {
    var sum: UInt64 = 0
    for address in addresses {
      hardware.flushTLB()
      let request = AccessRequest(.read, at: LinearAddress(address), size: .byte)
      do {
        sum &+= try hardware.access(request).first.physical.rawValue
      } catch {
        preconditionFailure("cannot read a mapped page: \(error)")
      }
    }
    return sum
  }

  private mutating func read(_ address: VirtualAddress) {
    do {
      _ = try hardware.load(address)
    } catch {
      preconditionFailure("cannot read a mapped page: \(error)")
    }
  }
}
