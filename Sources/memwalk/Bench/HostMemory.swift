import MemoryCore

/// A stretch of this process's own memory that stands for the machine's: the core at full speed.
///
/// An address outside the stretch is the caller's bug; only debug builds notice it.
struct HostMemory<Address: MemoryAddress>: ~Copyable, Memory {
  private let base: UnsafeMutableRawPointer
  private let start: UInt64
  private let size: Int
  /// What has to be added to an address to get the host's.
  private let bias: UInt

  /// `size` bytes of zeros from address `start` on, all of them touched.
  init(start: Address, size: Int) {
    base = .allocate(byteCount: size, alignment: 4096)
    base.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    self.start = start.rawValue
    self.size = size
    bias = UInt(bitPattern: base) &- UInt(start.rawValue)
  }

  deinit { base.deallocate() }

  func load(_ address: Address) -> UInt64 {
    pointer(to: address).load(as: UInt64.self)
  }

  func store(_ word: UInt64, at address: Address) {
    pointer(to: address).storeBytes(of: word, as: UInt64.self)
  }

  private func pointer(to address: Address) -> UnsafeMutableRawPointer {
    assert(isWord(address), "no word of the host memory")
    return UnsafeMutableRawPointer(bitPattern: UInt(address.rawValue) &+ bias).unsafelyUnwrapped
  }

  private func isWord(_ address: Address) -> Bool {
    address.rawValue >= start && address.rawValue - start < size && address.rawValue % 8 == 0
  }
}
