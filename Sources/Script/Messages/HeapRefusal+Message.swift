import MemoryCore
import Simulation

extension HeapRefusal {
  func text(_ names: NameTable) -> RefusalText {
    switch self {
    case .doubleFree(let label, let address):
      RefusalText(
        "\(Phrase.name(label, names, otherwise: "the block"))\(Phrase.at(address)) was freed before:"
          + " a second free would damage the heap",
        short: "the block was freed before; a second free would damage the heap", at: .main)
    case .foreignFree(let address, let block?):
      RefusalText(
        "no block starts at \(NumberText.address(address)): it lies within"
          + " \(Phrase.block(block, names))",
        short: "\(NumberText.address(address)) lies within a block", at: .main)
    case .foreignFree(let address, nil):
      RefusalText(
        "no block starts at \(NumberText.address(address)), and none holds it",
        short: "no block is at \(NumberText.address(address))", at: .main)
    case .refused(.overlapsHole(let hole)):
      RefusalText(
        "the heap refuses the block: its free memory at \(NumberText.address(hole.address.rawValue))"
          + " (\(NumberText.bytes(hole.size))) reaches into it",
        short: "the hole at \(NumberText.address(hole.address.rawValue)) reaches into the block",
        at: .main)
    case .refused(.impossibleSize): RefusalText("no block can have that size", at: .main)
    case .refused(.notABlock):
      RefusalText("the heap has no block of that size there", at: .main)
    case .refused(.damagedList): Self.damagedList(at: .main)
    case .damaged: Self.damagedList(at: .none)
    case .full(let shortage): Self.full(shortage)
    case .inUse(let blocks):
      RefusalText(
        "the heap cannot be replaced: \(Phrase.count(UInt64(max(0, blocks)), "block")) of it"
          + " \(blocks == 1 ? "is" : "are") live; free first",
        short: "\(Phrase.count(UInt64(max(0, blocks)), "block")) of the heap in use")
    }
  }

  private static func full(_ shortage: MemoryShortage) -> RefusalText {
    let size = Phrase.count(shortage.size, "byte")
    return switch shortage.reason {
    case .growthIsOff:
      RefusalText(
        "nothing in the heap fits \(size), and it may not grow (grow=off)",
        short: "the heap is full and may not grow", at: .argument("size"))
    case .noAddresses:
      RefusalText(
        "nothing in the heap fits \(size), and it cannot grow: the pages above its end are in use, or"
          + " there are none",
        short: "the heap is full and cannot grow", at: .argument("size"))
    case .tooFewFrames(let needed, let free) where needed <= free:
      // The heap takes frames one by one, wherever they are.
      RefusalText(
        "nothing in the heap fits \(size) with that alignment, and growing so far takes more than"
          + " the \(Phrase.frames(free)) that \(free == 1 ? "is" : "are") free",
        short: "only \(Phrase.frames(free)) \(free == 1 ? "is" : "are") free",
        at: .argument("size"))
    case .tooFewFrames(let needed, let free):
      FramesRefusal.tooFew(needed: needed, free: free).text
    }
  }

  private static func damagedList(at fault: RefusalText.Fault) -> RefusalText {
    RefusalText(
      "the heap's list of holes leads in a circle or astray: something has written over a header",
      short: "something has overwritten the list of holes", at: fault)
  }
}
