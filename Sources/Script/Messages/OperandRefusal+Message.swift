import MemoryCore
import Simulation

extension OperandRefusal {
  func text(_ names: NameTable) -> RefusalText {
    switch self {
    case .outOfRange(let argument, let value, let allowed):
      RefusalText(
        Phrase.outOfRange(argument, value, allowed), short: "\(argument) is out of range",
        at: .argument(argument))
    case .unaligned(let value, let alignment):
      Self.unaligned(value, alignment)
    case .nonCanonical(let address):
      RefusalText(
        "\(NumberText.address(address)) is no canonical address: bits 63 to 47 have to be the"
          + " same, so an address is at most 0x7fff_ffff_ffff or at least 0xffff_8000_0000_0000",
        short: "\(NumberText.address(address)) is not canonical", at: .value(address))
    case .beyondAddressSpace(let start):
      RefusalText(
        "the range that starts at \(NumberText.address(start.rawValue)) runs past the end of the"
          + " address space, \(NumberText.address(.max)): a shorter one, or one further down, fits",
        short: "the range runs past the end of the address space",
        at: .rangeFrom(start.rawValue))
    case .beyondMemory(let address, let limit):
      RefusalText(
        "the physical address \(NumberText.address(address)), or what starts there, lies beyond"
          + " \(NumberText.address(limit)), where the machine's memory ends",
        short: "\(NumberText.address(address)) lies beyond the memory", at: .value(address))
    case .notPowerOfTwo(let alignment):
      RefusalText(
        "the alignment \(alignment) is not a power of two: \(Phrase.powersAround(alignment)) would be",
        short: "the alignment is not a power of two", at: .argument("align"))
    case .unboundName(let label):
      RefusalText(
        "\(Phrase.name(label, names)) stands for nothing: bind it first, as in"
          + " \(names.text(label) ?? "a") = alloc 512",
        short: "the name stands for nothing", at: .name(label))
    case .wrongBinding(let label):
      RefusalText(
        "\(Phrase.name(label, names)) cannot stand here: a block's name is a virtual address, a"
          + " frame's a physical one",
        short: "the name stands for another kind of address", at: .name(label))
    }
  }

  private static func unaligned(_ value: UInt64, _ alignment: UInt64) -> RefusalText {
    let wrong =
      "\(NumberText.address(value)) is not a multiple of \(Phrase.alignment(alignment))"
    let below = value - value % max(alignment, 1)
    return RefusalText(
      "\(wrong): \(NumberText.address(below)) would be", short: wrong, at: .value(value))
  }
}
