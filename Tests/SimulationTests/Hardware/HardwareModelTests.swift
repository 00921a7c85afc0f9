import MemoryCore
import Randomness
import Testing

@testable import Simulation

/// The machine with its fast paths against the same machine over a dictionary, which has none:
/// every word, count and fault must be the same, whatever is copied when.
@Suite struct HardwareModelTests {
  /// Virtual pages, more than the first level holds; several for each frame.
  private static let pages: [UInt64] =
    (0..<24).map { 0x4444_4444_0000 + $0 << 12 } + (0..<4).map { 0x20_0000 + $0 * 0x12_3000 }
    + [0xffff_8000_0000_0000]
  private static let frames: [UInt64] = (0..<12).map { 0x80_0000 + $0 << 12 }

  /// 2 MiB pages that take each other's place in the TLB.
  private static let largePages: [UInt64] = [0x4000_0000, 0x4040_0000]

  private typealias Pair = (fast: Hardware<SimulatedMemory>, plain: Hardware<DictionaryMemory>)

  private func makePair() throws -> Pair {
    var shape = TLBShape()
    shape.small = try #require(TLBShape.Part(entries: 16, ways: 2))
    shape.large = try #require(TLBShape.Part(entries: 2, ways: 1))
    shape.second = try #require(TLBShape.Part(entries: 32, ways: 4))
    return (
      Hardware(SimulatedMemory(size: 32 << 20), tlb: shape) { Self.build(&$0) },
      Hardware(DictionaryMemory(size: 32 << 20), tlb: shape) { Self.build(&$0) }
    )
  }

  private static func build(_ memory: inout some PhysicalMemory) {
    for (number, page) in pages.enumerated() where page != 0x20_0000 {
      memory.map(page, to: frames[number % frames.count])
    }
    for page in largePages { memory.map(page, to: 0x80_0000, size: .p2) }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func randomUseWithRandomCopiesAgrees(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var machines = [try makePair()]
    for _ in 0..<6000 {
      let which = Int.random(in: 0..<machines.count, using: &random)
      switch Int.random(in: 0..<400, using: &random) {
      case 0..<8 where machines.count < 5: machines.append(machines[which])
      case 8..<14 where machines.count > 1: machines.remove(at: which)
      case 14..<18:
        let step = Step(using: &random, pages: Self.pages + Self.largePages, frames: Self.frames)
        let (fast, _) = machines[which].fast.recorded { step.perform(on: &$0) }
        let plain = step.perform(on: &machines[which].plain)
        #expect(fast == .success(plain), "\(step)")
      case 18..<22:
        // Only the memory of another machine, put in place of this one's.
        let other = machines.randomElement(using: &random) ?? machines[which]
        machines[which].fast.physical = other.fast.physical
        machines[which].plain.physical = other.plain.physical
      default:
        let step = Step(using: &random, pages: Self.pages + Self.largePages, frames: Self.frames)
        let fast = step.perform(on: &machines[which].fast)
        let plain = step.perform(on: &machines[which].plain)
        #expect(fast == plain, "\(step)")
      }
    }
    for (fast, plain) in machines { expectSame(fast, plain) }
  }

  @Test func twoMachinesThatWereOneNeverSeeEachOthersWrites() throws {
    var first = try makePair().fast
    let address = VirtualAddress(Self.pages[0])
    try first.store(1, at: address)
    var second = first
    try first.store(2, at: address)
    try second.store(3, at: address)
    let third = second
    try second.store(4, at: address)
    #expect(try first.load(address) == 2)
    #expect(try second.load(address) == 4)
    var fourth = third
    #expect(try fourth.load(address) == 3)
  }

  @Test func aliasesSeeEachOtherAtOnce() throws {
    var hardware = try makePair().fast
    let alias = VirtualAddress(Self.pages[12])
    let address = VirtualAddress(Self.pages[0])
    // Untouched, read through both: afterwards the first touch comes through one of them.
    #expect(try hardware.load(address) == 0 && hardware.load(alias) == 0)
    try hardware.store(1, at: address)
    #expect(try hardware.load(alias) == 1)
    let checkpoint = hardware
    try hardware.store(2, at: alias)
    #expect(try hardware.load(address) == 2)
    hardware.physical.store(3, at: PhysicalAddress(Self.frames[0]))
    #expect(try hardware.load(address) == 3 && hardware.load(alias) == 3)
    #expect(checkpoint.physical.peek(PhysicalAddress(Self.frames[0])) == 1)
  }

  /// Even if the walk that sets it ends in a fault, and has to copy a shared table for that.
  @Test func tablesThatAreReadAsDataShowTheAccessedBitAtOnce() throws {
    var hardware = try makePair().fast
    let page = Self.pages[0] + 5 << 21
    let window: UInt64 = 0x7000_0000
    hardware.physical.map(page, to: 0, 0)
    _ = hardware.outcome(.read, Self.pages[0])
    let table = hardware.lastWalk[2].table
    hardware.physical.map(window, to: table.start.rawValue)
    let offset = LinearAddress(page).index(at: .p2).byteOffset
    #expect(try hardware.load(VirtualAddress(window + offset)) & Bits.accessed == 0)
    let checkpoint = hardware
    #expect(hardware.outcome(.read, page).pageFault?.reason == .notPresent(.p1))
    #expect(try hardware.load(VirtualAddress(window + offset)) & Bits.accessed != 0)
    #expect(checkpoint.physical.peek(table.start + offset) & Bits.accessed == 0)
  }

  private func expectSame(
    _ fast: Hardware<SimulatedMemory>, _ plain: Hardware<DictionaryMemory>
  ) {
    #expect(fast.registers == plain.registers)
    #expect(fast.lastWalk == plain.lastWalk)
    #expect(fast.tlb.entries == plain.tlb.entries)
    for (address, word) in plain.physical.words {
      #expect(fast.physical.peek(address) == word)
    }
  }
}

/// Something to do with a machine, and how its result is told.
private enum Step: Sendable {
  case load(UInt64)
  case loadTwo(UInt64, UInt64)
  case store(UInt64, UInt64)
  case copy(UInt64, UInt64, Int)
  case access(AccessKind, UInt64, PrivilegeMode, AccessSize, UInt64)
  case physicalLoad(UInt64)
  case physicalStore(UInt64, UInt64)
  case zero(UInt64)
  case map(UInt64, UInt64, UInt64)
  case invalidate(UInt64)
  case flush(keepingGlobal: Bool)
  case set(String, UInt64)

  init(using random: inout SplitMix64, pages: [UInt64], frames: [UInt64]) {
    // Mostly a few of the pages, so that hits are common.
    let some = random.next() % 3 == 0 ? pages[...] : pages[..<8]
    let page = some.randomElement(using: &random) ?? 0
    let word = page + random.next() % 512 * 8
    let frame = frames.randomElement(using: &random) ?? 0
    let value = random.next() % 1000
    switch Int(random.next() % 100) {
    case 0..<25: self = .load(word)
    case 25..<35:
      let second = random.next() % 4 == 0 ? some.randomElement(using: &random) ?? 0 : page
      self = .loadTwo(word, second + random.next() % 512 * 8)
    case 35..<65: self = .store(word, value)
    case 65..<70:
      let target = (some.randomElement(using: &random) ?? 0) + random.next() % 512 * 8
      self = .copy(word, target, Int(random.next() % 1200))
    case 70..<80:
      let kind = [AccessKind.read, .write, .execute].randomElement(using: &random) ?? .read
      let size = AccessSize.allCases.randomElement(using: &random) ?? .byte
      let byte = page + random.next() % 4096
      self = .access(kind, byte, random.next() % 3 == 0 ? .user : .kernel, size, random.next())
    case 80..<84: self = .physicalLoad(frame + random.next() % 512 * 8)
    case 84..<90: self = .physicalStore(frame + random.next() % 512 * 8, value)
    case 90: self = .zero(frame)
    case 91..<94:
      let bits = [Bits.kernel, Bits.all, Bits.present, Bits.kernel | Bits.global, 0]
      self = .map(page, frame, bits.randomElement(using: &random) ?? 0)
    case 94..<97: self = .invalidate(page)
    case 97: self = .flush(keepingGlobal: random.next() % 2 == 0)
    default:
      let names = ["cr0.wp", "cr4.smap", "cr4.smep", "cr4.pge", "cr3"]
      let name = names.randomElement(using: &random) ?? ""
      self = .set(name, name == "cr3" ? testRoot.start.rawValue : random.next() % 2)
    }
  }

  func perform(on hardware: inout Hardware<some PhysicalMemory>) -> String {
    let result: String
    do {
      result = try attempt(on: &hardware)
    } catch {
      result = "\(error)"
    }
    let tlb = hardware.tlb
    return "\(result), \(tlb.hits) \(tlb.secondLevelHits) \(tlb.misses)"
  }

  private func attempt(on hardware: inout Hardware<some PhysicalMemory>) throws -> String {
    switch self {
    case .load(let address): return "\(try hardware.load(VirtualAddress(address)))"
    case .loadTwo(let first, let second):
      return "\(try hardware.load(VirtualAddress(first), VirtualAddress(second)))"
    case .store(let address, let word): try hardware.store(word, at: VirtualAddress(address))
    case .copy(let from, let to, let count):
      try hardware.copyWords(from: VirtualAddress(from), to: VirtualAddress(to), count: count)
    case .access(let kind, let address, let mode, let size, let value):
      let request = AccessRequest(
        kind, at: LinearAddress(address), mode: mode, size: size, value: value)
      return "\(try hardware.access(request))"
    case .physicalLoad(let address): return "\(hardware.physical.load(PhysicalAddress(address)))"
    case .physicalStore(let address, let word):
      hardware.physical.store(word, at: PhysicalAddress(address))
    case .zero(let frame):
      hardware.physical.fill(from: PhysicalAddress(frame), count: 512, with: 0)
    case .map(let page, let frame, let bits):
      if page >> 30 == 1 { return "a 2 MiB page stays" }
      hardware.physical.map(page, to: frame, bits)
    case .invalidate(let page): hardware.invalidatePage(LinearAddress(page))
    case .flush(let keepingGlobal): hardware.flushTLB(keepingGlobal: keepingGlobal)
    case .set(let name, let value): try hardware.set(name, value)
    }
    return "done"
  }
}
