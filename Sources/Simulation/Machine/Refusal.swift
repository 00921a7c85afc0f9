/// Why a command was refused. It has then had no effect.
public enum Refusal: Error, Equatable, Sendable {
  /// The boot is not as far, or goes no further.
  case boot(BootRefusal)
  /// A number, an address or a name does not do where it stands.
  case operand(OperandRefusal)
  /// The heap refuses.
  case heap(HeapRefusal)
  /// The frame allocator refuses.
  case frames(FramesRefusal)
  /// The page tables are not as the command needs them.
  case paging(PagingRefusal)
  /// An access or a register refuses.
  case access(AccessRefusal)
  /// The kernel itself is in trouble.
  case kernel(KernelRefusal)

  /// The word that `expect error` knows the refusal by.
  public var word: String {
    switch self {
    case .boot(let refusal): refusal.word
    case .operand(let refusal): refusal.word.rawValue
    case .heap(let refusal): refusal.word.rawValue
    case .frames(let refusal): refusal.word.rawValue
    case .paging(let refusal): refusal.word.rawValue
    case .access(let refusal): refusal.word.rawValue
    case .kernel(let refusal): refusal.word.rawValue
    }
  }

  /// All words of `word`, in alphabetical order, each once. What several subsystems have in common
  /// has one word.
  public static let words: [String] =
    Set(
      texts(of: BootRefusal.Word.self) + texts(of: OperandRefusal.Word.self)
        + texts(of: HeapRefusal.Word.self) + texts(of: FramesRefusal.Word.self)
        + texts(of: PagingRefusal.Word.self) + texts(of: AccessRefusal.Word.self)
        + texts(of: KernelRefusal.Word.self)
    ).sorted()

  private static func texts<Word: CaseIterable & RawRepresentable<String>>(
    of words: Word.Type
  ) -> [String] {
    words.allCases.map(\.rawValue)
  }
}
