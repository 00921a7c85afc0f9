import MemoryCore
import Randomness

extension Workload {
  /// Mapping page by page.
  static let map4K = Workload(
    name: "map.4k", unit: .nanoseconds, summary: "map 262,144 pages one by one"
  ) {
    var mapper = MapperWorkload()
    let time = CPUTime()
    mapper.mapEachPage(flags: [.present, .writable])
    let nanoseconds = time.nanoseconds
    return mapper.checkedRun(nanoseconds, operations: MapperWorkload.pageCount)
  }

  /// The same mappings by one call.
  static let mapRange = Workload(
    name: "map.range", unit: .nanoseconds, summary: "map the same pages by one call"
  ) {
    var mapper = MapperWorkload()
    let time = CPUTime()
    mapper.mapAllPages(flags: [.present, .writable])
    let nanoseconds = time.nanoseconds
    return mapper.checkedRun(nanoseconds, operations: MapperWorkload.pageCount)
  }

  /// The kernel's own walk of the tables.
  static let translate = Workload(
    name: "translate", unit: .nanoseconds, summary: "translate 1,000,000 random addresses"
  ) {
    var mapper = MapperWorkload()
    mapper.mapAllPages(flags: [.present, .writable])
    let addresses = MapperWorkload.randomAddresses()
    let time = CPUTime()
    let sum = mapper.sumOfTranslations(addresses)
    return Run(
      nanoseconds: time.nanoseconds, operations: addresses.count,
      expected: MapperWorkload.expectedSum, found: hexadecimal(sum))
  }

  /// Unmapping page by page.
  static let unmap4K = Workload(
    name: "unmap.4k", unit: .nanoseconds, summary: "unmap the pages one by one"
  ) {
    var mapper = MapperWorkload()
    mapper.mapAllPages(flags: [.present, .writable])
    let translations = mapper.sumOfTranslations(MapperWorkload.randomAddresses())
    let time = CPUTime()
    let frames = mapper.unmapEachPage()
    let nanoseconds = time.nanoseconds
    // The frames' addresses are an arithmetic series.
    let count = UInt64(MapperWorkload.pageCount)
    let series = count * 0x1_0000_0000 + count * (count - 1) / 2 * Size4KiB.bytes
    return Run(
      nanoseconds: nanoseconds, operations: MapperWorkload.pageCount,
      expected: "\(MapperWorkload.expectedSum), frames \(hexadecimal(series)), 0 pages left",
      found: "\(hexadecimal(translations)), frames \(hexadecimal(frames)), "
        + "\(mapper.mappedPageCount()) pages left")
  }
}

/// 1 GiB of virtual memory in 4 KiB pages, and page tables in host memory.
private struct MapperWorkload: ~Copyable {
  static let pageCount = 262_144
  static let firstPage = Page<Size4KiB>(containing: VirtualAddress(0x4444_4000_0000))
  static let firstFrame = Frame<Size4KiB>(containing: PhysicalAddress(0x1_0000_0000))
  /// The wrapping sum of what the random addresses are mapped to.
  static let expectedSum = "0x112adf31012e7f"

  private var memory = HostMemory<PhysicalAddress>(start: PhysicalAddress(0), size: 4 << 20)
  private var allocator: BootInfoFrameAllocator
  private let mapper = OffsetPageTable(
    p4: PageTable(frame: Frame(number: 1)), offset: VirtualAddress(0))

  /// Empty tables; more come from frame 2 on.
  init() {
    var map = MemoryMap()
    do {
      try map.add(MemoryRegion(start: 0x2000, end: 4 << 20, kind: .usable))
    } catch {
      preconditionFailure("a memory map has room for one region")
    }
    allocator = BootInfoFrameAllocator(map: map)
  }

  @inline(never)
  mutating func mapEachPage(flags: PageTableFlags) {
    for number in 0..<UInt64(Self.pageCount) {
      let page = Page<Size4KiB>(
        containing: Self.firstPage.start + number * Size4KiB.bytes)
      do {
        let mapped = try mapper.map(
          page, to: Self.firstFrame.advanced(by: number), flags: flags,
          allocator: &allocator, memory: &memory)
        _ = mapped.takeFlush()
      } catch {
        preconditionFailure("cannot map page \(number): \(error)")
      }
    }
  }

  @inline(never)
  mutating func mapAllPages(flags: PageTableFlags) {
    do {
      _ = try mapper.mapRange(
        Self.firstPage, count: UInt64(Self.pageCount), to: Self.firstFrame, flags: flags,
        allocator: &allocator, memory: &memory)
    } catch {
      preconditionFailure("cannot map all pages: \(error)")
    }
  }

  @inline(never)
  mutating func sumOfTranslations(_ addresses: [VirtualAddress]) -> UInt64 {
    var sum: UInt64 = 0
    for address in addresses {
      sum &+= mapper.translateAddress(address, memory: &memory)?.rawValue ?? 0
    }
    return sum
  }

  /// Returns the sum of the frames' addresses.
  @inline(never)
  mutating func unmapEachPage() -> UInt64 {
    var sum: UInt64 = 0
    for number in 0..<UInt64(Self.pageCount) {
      let page = Page<Size4KiB>(
        containing: Self.firstPage.start + number * Size4KiB.bytes)
      do {
        let unmapped = try mapper.unmap(page, memory: &memory)
        sum &+= unmapped.frame.start.rawValue
        _ = unmapped.takeFlush()
      } catch {
        preconditionFailure("cannot unmap page \(number): \(error)")
      }
    }
    return sum
  }

  mutating func mappedPageCount() -> Int {
    var count = 0
    for number in 0..<UInt64(Self.pageCount) {
      let address = Self.firstPage.start + number * Size4KiB.bytes
      if mapper.translateAddress(address, memory: &memory) != nil { count += 1 }
    }
    return count
  }

  /// A run whose check is that the random addresses are mapped to the right ones.
  mutating func checkedRun(_ nanoseconds: UInt64, operations: Int) -> Workload.Run {
    Workload.Run(
      nanoseconds: nanoseconds, operations: operations, expected: Self.expectedSum,
      found: hexadecimal(sumOfTranslations(Self.randomAddresses())))
  }

  static func randomAddresses() -> [VirtualAddress] {
    var random = SplitMix64(seed: 99)
    return (0..<1_000_000).map { _ in firstPage.start + random.below(1 << 30) }
  }
}

private func hexadecimal(_ number: UInt64) -> String { "0x" + String(number, radix: 16) }
