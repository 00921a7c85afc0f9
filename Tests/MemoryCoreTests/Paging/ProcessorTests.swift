import MemoryCore
import Randomness
import Testing

/// The mapper on a processor that never forgets a translation by itself.
@Suite struct ProcessorTests {
  private static let pages: [VirtualAddress] = (0..<12).map {
    VirtualAddress(0x4000_0000 + $0 << 12)
  }

  /// After every change that is flushed, an access goes where the tables say.
  @Test(arguments: 0..<6 as Range<UInt64>)
  func whatIsFlushedIsSeen(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var machine = try MappedMachine()
    var processor = HostProcessor()
    processor.physical = machine.memory
    processor.root = machine.mapper.p4.frame
    var stale = 0
    for _ in 0..<400 {
      let address = Self.pages[Int(random.below(UInt64(Self.pages.count)))]
      let page = Page<Size4KiB>(containing: address)
      switch random.below(4) {
      case 0:
        let frame = Frame<Size4KiB>(number: random.below(1000))
        if let mapped = try? machine.mapper.map(
          page, to: frame, flags: [.present], allocator: &machine.allocator,
          memory: &processor.physical)
        {
          mapped.flush(on: &processor)
        }
      case 1:
        if let unmapped = try? machine.mapper.unmap(page, memory: &processor.physical) {
          let before = processor.translationCount
          unmapped.flush(on: &processor)
          if processor.translationCount < before { stale += 1 }
        }
      case 2:
        let flags: PageTableFlags = random.below(2) == 0 ? [.present] : [.present, .writable]
        if let flush = try? machine.mapper.updateFlags(
          of: page, to: flags, memory: &processor.physical)
        {
          flush.flush(on: &processor)
        }
      default:
        if let flush = try? machine.mapper.setFlags(
          ofParentAt: .p2, above: page, to: [.present, .writable], memory: &processor.physical)
        {
          flush.flush(on: &processor)
          #expect(processor.translationCount == 0)
        }
      }
      for address in Self.pages {
        let seen = processor.access(address + 8)
        let entry = machine.mapper.translate(address + 8, memory: &processor.physical)
        guard case .mapped(let mapping) = entry else {
          #expect(seen == nil)
          #expect(processor.faultAddress == address.rawValue + 8)
          continue
        }
        #expect(seen?.physical == mapping.physicalAddress.rawValue)
        #expect(seen?.flags == mapping.flags)
      }
    }
    #expect(stale > 20)
  }
}
