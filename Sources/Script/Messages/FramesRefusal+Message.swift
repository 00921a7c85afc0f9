import MemoryCore
import Simulation

extension FramesRefusal {
  var text: RefusalText {
    switch self {
    case .alreadyFree(let frame):
      RefusalText("the frame \(Phrase.frame(frame)) is free already", at: .argumentIfGiven("free"))
    case .notManaged(let frame):
      RefusalText(
        "the frame \(Phrase.frame(frame)) is not the frame allocator's: it only has usable memory",
        short: "the frame \(Phrase.frame(frame)) is not usable memory",
        at: .argumentIfGiven("free"))
    case .inUse(let frame, let owner):
      RefusalText(
        "the frame \(Phrase.frame(frame)) cannot be freed: it is in use \(owner.phrase)",
        short: "the frame \(Phrase.frame(frame)) is in use", at: .main)
    case .cannotFree:
      RefusalText(
        "the boot's frame allocator cannot take frames back: boot to the stage handover first",
        short: "the boot's frame allocator cannot take frames back", at: .argumentIfGiven("free"))
    case .tooFew(let needed, let free) where needed <= free:
      RefusalText(
        "\(Phrase.frames(free)) are free, but nowhere \(NumberText.count(needed)) in a row with the"
          + " alignment and on the node that were asked for",
        short: "no \(Phrase.frames(needed)) in a row are free", at: .argumentIfGiven("count"))
    case .tooFew(let needed, let free):
      RefusalText(
        "\(needed == .max ? "far more frames" : Phrase.frames(needed)) would be needed, new page"
          + " tables included, but \(NumberText.count(free)) \(free == 1 ? "is" : "are") free",
        short: "only \(Phrase.frames(free)) \(free == 1 ? "is" : "are") free",
        at: .argumentIfGiven("count"))
    case .noNode(let node, let nodes):
      RefusalText(
        "there is no node \(node): the machine has \(Phrase.count(UInt64(max(0, nodes)), "node")),"
          + " counted from 0",
        short: "there is no node \(node)", at: .argument("node"))
    }
  }
}
