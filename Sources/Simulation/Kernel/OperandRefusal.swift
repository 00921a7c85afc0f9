public import MemoryCore

/// What is wrong with a number, an address or a name that a command of any kind gives.
public enum OperandRefusal: Equatable, Sendable {
  /// A value is out of range.
  case outOfRange(argument: String, value: UInt64, allowed: ClosedRange<UInt64>)
  /// An address is not a multiple of what it has to be.
  case unaligned(UInt64, to: UInt64)
  /// An address is not canonical.
  case nonCanonical(UInt64)
  /// A range of pages, by its first address, runs past the last address that there is.
  case beyondAddressSpace(from: VirtualAddress)
  /// A physical address, or the end of a range, lies beyond the machine.
  case beyondMemory(UInt64, limit: UInt64)
  /// An alignment is not a power of two.
  case notPowerOfTwo(UInt64)
  /// A name is bound to nothing.
  case unboundName(Name.Label)
  /// A name stands for frames where a block is wanted, or the other way round.
  case wrongBinding(Name.Label)

  /// The words that `expect error` knows them by.
  enum Word: String, CaseIterable {
    case outOfRange = "out-of-range"
    case unaligned
    case nonCanonical = "non-canonical"
    case beyondMemory = "beyond-memory"
    case alignment
    case unbound
    case wrongBinding = "wrong-binding"
  }

  var word: Word {
    switch self {
    case .outOfRange, .beyondAddressSpace: .outOfRange
    case .unaligned: .unaligned
    case .nonCanonical: .nonCanonical
    case .beyondMemory: .beyondMemory
    case .notPowerOfTwo: .alignment
    case .unboundName: .unbound
    case .wrongBinding: .wrongBinding
    }
  }
}
