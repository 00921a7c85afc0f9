import MemoryCore

@testable import Simulation

/// Physical memory as simple as can be: a dictionary, no host pages.
struct DictionaryMemory: PhysicalMemory {
  let size: UInt64
  private(set) var words: [PhysicalAddress: UInt64] = [:]

  init(size: UInt64) {
    self.size = size
  }

  func peek(_ address: PhysicalAddress) -> UInt64 {
    address.rawValue < size ? words[address] ?? 0 : .max
  }

  mutating func load(_ address: PhysicalAddress) -> UInt64 { peek(address) }

  mutating func store(_ word: UInt64, at address: PhysicalAddress) {
    if address.rawValue < size { words[address] = word }
  }
}

/// Bits of page-table entries, as tests write them.
enum Bits {
  static let present: UInt64 = 1
  static let writable: UInt64 = 1 << 1
  static let user: UInt64 = 1 << 2
  static let accessed: UInt64 = 1 << 5
  static let dirty: UInt64 = 1 << 6
  static let huge: UInt64 = 1 << 7
  static let global: UInt64 = 1 << 8
  static let noExecute: UInt64 = 1 << 63

  static let kernel = present | writable
  static let all = present | writable | user
}

/// The root table of every test machine; further tables follow it, so pages go elsewhere.
let testRoot = Frame<Size4KiB>(number: 1)

extension PhysicalMemory {
  /// Writes the entry that maps the page of `address` and the tables on the way to it.
  ///
  /// Tables come one after the other, from frame 2 on.
  @discardableResult
  mutating func map(
    _ address: UInt64, to frame: UInt64, _ bits: UInt64 = Bits.kernel,
    size: PageTableLevel = .p1, root: PageTableLevel = .p4
  ) -> PhysicalAddress {
    var table = testRoot.start.rawValue
    var level = root
    while true {
      let index = LinearAddress(address).index(at: level)
      let place = PhysicalAddress(table + index.byteOffset)
      if level == size {
        store(frame | bits | (size == .p1 ? 0 : Bits.huge), at: place)
        return place
      }
      if peek(place) == 0 { store(nextTable() | Bits.all, at: place) }
      table = peek(place) & 0x000f_ffff_ffff_f000
      level = level.below ?? .p1
    }
  }

  /// A frame for a table; the word at 0 counts them.
  private mutating func nextTable() -> UInt64 {
    let counter = PhysicalAddress(0)
    let number = max(peek(counter), 2)
    store(number + 1, at: counter)
    return number << 12
  }
}

extension Hardware {
  /// A machine whose tables `build` writes.
  init(
    _ memory: Physical, fiveLevels: Bool = false, tlb: TLBShape = TLBShape(),
    build: (inout Physical) -> Void
  ) {
    var memory = memory
    build(&memory)
    self.init(
      memory: memory, registers: ControlRegisters(root: testRoot, fiveLevels: fiveLevels),
      tlb: tlb)
  }

  /// Sets a field by its name, which the machine must know and accept.
  mutating func set(_ name: String, _ value: UInt64) throws {
    guard let field = RegisterField(named: name) else { throw NoSuchField(name: name) }
    try set(field, to: value)
  }

  /// The outcome of an access: what was read or written, or the fault.
  mutating func outcome(
    _ kind: AccessKind, _ address: UInt64, _ mode: PrivilegeMode = .kernel,
    size: AccessSize = .quadword, value: UInt64 = 0
  ) -> Result<UInt64, HardwareFault> {
    let request = AccessRequest(
      kind, at: LinearAddress(address), mode: mode, size: size, value: value)
    do {
      return .success(try access(request).value)
    } catch {
      return .failure(error)
    }
  }
}

struct NoSuchField: Error {
  let name: String
}

extension Result where Failure == HardwareFault {
  /// The page fault that the access ended in.
  var pageFault: PageFault? {
    guard case .failure(.pageFault(let fault)) = self else { return nil }
    return fault
  }
}
