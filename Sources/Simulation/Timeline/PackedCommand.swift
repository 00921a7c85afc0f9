/// A command of a trace in two words: what ten million of fit into a file that is mapped.
///
///      63    62 61  60 59                     29 28                  0
///     | family | kind | block number            | slot                |
///      63                                                            0
///     | size in bytes                                                 |
///
/// The family says what the other fields are. So far there is the one of heap traces, as above; its
/// number is not 0, so that a word of zeros is no command.
///
/// The alignment is the same for a whole trace and is given when a command is unpacked.
public struct PackedCommand: Equatable, Sendable {
  /// The size word.
  public let size: UInt64
  /// Kind, block number and slot.
  public let word: UInt64

  /// The bytes of a packed command.
  public static let byteCount = 16
  /// How many slots there can be: the most blocks that can be live at once.
  public static let slotLimit = 1 << 29

  private static let slotMask: UInt64 = 1 << 29 - 1
  private static let numberMask: UInt64 = 1 << 31 - 1

  /// Family and kind, as they stand in the word.
  private enum Kind: UInt64 {
    case allocate = 0b01_00
    case reallocate
    case free
    case freeNull
  }

  /// An allocation of block `number` in `slot`.
  public static func allocate(_ number: UInt32, slot: UInt32, size: UInt64) -> PackedCommand {
    PackedCommand(.allocate, number, slot, size)
  }

  /// A reallocation of the block in `slot`.
  public static func reallocate(_ number: UInt32, slot: UInt32, size: UInt64) -> PackedCommand {
    PackedCommand(.reallocate, number, slot, size)
  }

  /// A free of the block in `slot`.
  public static func free(_ number: UInt32, slot: UInt32) -> PackedCommand {
    PackedCommand(.free, number, slot, 0)
  }

  /// free(NULL).
  public static let freeNull = PackedCommand(.freeNull, 0, 0, 0)

  private init(_ kind: Kind, _ number: UInt32, _ slot: UInt32, _ size: UInt64) {
    precondition(slot < Self.slotLimit, "a packed command has 29 bits for its slot")
    self.size = size
    word = kind.rawValue << 60 | (UInt64(number) & Self.numberMask) << 29 | UInt64(slot)
  }

  /// Whether family and kind are known. What is read from a file has to be asked.
  public var isKnown: Bool { Kind(rawValue: word &>> 60) != nil }

  /// The command; one that is not known is the caller's bug and traps.
  public func command(alignment: UInt64) -> Command {
    let number = UInt32(truncatingIfNeeded: word &>> 29 & Self.numberMask)
    let name = Name(
      slot: UInt32(truncatingIfNeeded: word & Self.slotMask), label: .block(number))
    switch Kind(rawValue: word &>> 60) {
    case .allocate: return .heap(.allocate(name, size: size, alignment: alignment))
    case .reallocate: return .heap(.reallocate(name, size: size, alignment: alignment))
    case .free: return .heap(.free(.name(name)))
    case .freeNull: return .heap(.free(.address(0)))
    case nil: preconditionFailure("a packed command of an unknown family or kind")
    }
  }
}
