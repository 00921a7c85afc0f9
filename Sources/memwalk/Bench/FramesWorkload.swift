import MemoryCore

extension Workload {
  /// The first frame allocator of a kernel, on the memory map that QEMU and bootloader 0.9 give a
  /// kernel with 128 MiB.
  static let frames = Workload(
    name: "frames.boot-info.10000", unit: .microseconds,
    summary: "the boot allocator's first 10,000 frames"
  ) {
    let map = afterBoot()
    var memory = HostMemory<PhysicalAddress>(start: PhysicalAddress(0), size: 4096)
    var allocator = BootInfoFrameAllocator(map: map)
    let sumOf1000 = allocator.sumOfNext(1_000, in: &memory)
    allocator = BootInfoFrameAllocator(map: map)
    let time = CPUTime()
    let sumOf10000 = allocator.sumOfNext(10_000, in: &memory)
    return Run(
      nanoseconds: time.nanoseconds, operations: 10_000,
      expected: "0x15b792000 and 0x3a141a6000",
      found: "0x\(String(sumOf1000, radix: 16)) and 0x\(String(sumOf10000, radix: 16))")
  }

  private static func afterBoot() -> MemoryMap {
    let regions: [(start: UInt64, end: UInt64, kind: MemoryRegion.Kind)] = [
      (0x0, 0x1000, .frameZero),
      (0x1000, 0x6000, .pageTable),
      (0x6000, 0xe000, .bootloader),
      (0xe000, 0xf000, .bootInfo),
      (0xf000, 0x1_9000, .kernel),
      (0x1_9000, 0x9_f000, .kernelStack),
      (0x9_f000, 0xa_0000, .reserved),
      (0xf_0000, 0x10_0000, .reserved),
      (0x10_0000, 0x27_a000, .kernelStack),
      (0x27_a000, 0x40_0000, .usable),
      (0x40_0000, 0x5d_3000, .kernel),
      (0x5d_3000, 0x5d_b000, .pageTable),
      (0x5d_b000, 0x7fe_0000, .usable),
      (0x7fe_0000, 0x800_0000, .reserved),
      (0xfffc_0000, 0x1_0000_0000, .reserved),
    ]
    var map = MemoryMap()
    for region in regions {
      do {
        try map.add(MemoryRegion(start: region.start, end: region.end, kind: region.kind))
      } catch {
        preconditionFailure("a memory map has room for \(regions.count) regions")
      }
    }
    return map
  }
}

extension BootInfoFrameAllocator {
  /// The sum of the addresses of the next `count` frames.
  @inline(never)
  fileprivate mutating func sumOfNext(
    _ count: Int, in memory: inout HostMemory<PhysicalAddress>
  ) -> UInt64 {
    var sum: UInt64 = 0
    for _ in 0..<count {
      guard let frame = allocateFrame(in: &memory) else { break }
      sum += frame.take().start.rawValue
    }
    return sum
  }
}
