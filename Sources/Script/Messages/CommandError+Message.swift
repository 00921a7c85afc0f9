import MemoryCore
public import Simulation

extension CommandError {
  /// What was wrong and what would be right, in one sentence without a full stop.
  public func message(names: NameTable) -> String {
    switch self {
    case .machineIsDescribed, .stageIsDone, .stageTooEarly, .notBooted, .noUsableMemory,
      .memoryMap, .kernelDoesNotFit:
      bootMessage
    case .bootFails(let stage, let reason):
      "the machine does not boot, at the stage \(stage.rawValue): \(reason.message(names: names))"
        + (stage == .heap && reason.isShortage
          ? "; a smaller heap (heap size=64K) or more memory helps" : "")
    case .outOfRange, .unaligned, .nonCanonical, .beyondAddressSpace, .beyondMemory,
      .notPowerOfTwo, .valueTooLarge, .noNode, .unknownField, .register:
      valueMessage
    case .unboundName, .wrongBinding, .doubleFree, .foreignFree, .heapRefused, .heapDamaged,
      .heapInUse, .heapRangeInUse, .kernelDamaged, .kernelFault:
      heapMessage(names)
    case .frameAlreadyFree, .frameNotManaged, .frameInUse, .cannotFreeFrames, .outOfFrames:
      frameMessage
    case .alreadyMapped, .parentEntryHugePage, .notMapped, .tableNotPresent,
      .invalidFrameAddress, .impossibleFlags, .noParentEntry:
      pageMessage
    }
  }

  private var isShortage: Bool {
    if case .outOfFrames = self { true } else { false }
  }

  private var bootMessage: String {
    switch self {
    case .machineIsDescribed:
      "the machine is there already: machine can only be the first command"
    case .stageIsDone(let stage): "the boot stage \(stage.rawValue) has run already"
    case .stageTooEarly(let stage, let next):
      "the boot stage \(stage.rawValue) comes later: \(next.rawValue) is next"
    case .notBooted(let stage):
      "this needs the boot stage \(stage.rawValue), which has not run: boot comes first"
    case .noUsableMemory: "the machine has no usable memory: its memory map lists none"
    case .memoryMap(let error): error.message
    case .kernelDoesNotFit(let needed, let largest):
      "the kernel does not fit: it needs \(Phrase.frames(needed)) in a row, and the longest row of"
        + " usable ones is \(NumberText.count(largest)); give the machine more memory"
    default: ""
    }
  }

  private var valueMessage: String {
    switch self {
    case .outOfRange(let argument, let value, let allowed):
      Phrase.outOfRange(argument, value, allowed)
    case .unaligned(let value, let alignment):
      "\(NumberText.address(value)) is not a multiple of \(Phrase.alignment(alignment)):"
        + " \(NumberText.address(value - value % max(alignment, 1))) would be"
    case .nonCanonical(let address):
      "\(NumberText.address(address)) is no canonical address: bits 63 to 47 have to be the"
        + " same, so an address is at most 0x7fff_ffff_ffff or at least 0xffff_8000_0000_0000"
    case .beyondAddressSpace(let start):
      "the range that starts at \(NumberText.address(start.rawValue)) runs past the end of the"
        + " address space, \(NumberText.address(.max)): a shorter one, or one further down, fits"
    case .beyondMemory(let address, let limit):
      "the physical address \(NumberText.address(address)), or what starts there, lies beyond"
        + " \(NumberText.address(limit)), where the machine's memory ends"
    case .notPowerOfTwo(let alignment):
      "the alignment \(alignment) is not a power of two: \(Phrase.powersAround(alignment)) would be"
    case .valueTooLarge(let value, let bytes):
      "\(NumberText.value(value)) does not fit into \(Phrase.count(UInt64(max(0, bytes)), "byte"))"
    case .noNode(let node, let nodes):
      "there is no node \(node): the machine has \(Phrase.count(UInt64(max(0, nodes)), "node")),"
        + " counted from 0"
    case .unknownField(let field): "no register has a field \(VisibleText.quoted(field))"
    case .register(let error): error.message
    default: ""
    }
  }

  private func heapMessage(_ names: NameTable) -> String {
    switch self {
    case .unboundName(let label):
      "\(Phrase.name(label, names)) stands for nothing: bind it first, as in"
        + " \(names.text(label) ?? "a") = alloc 512"
    case .wrongBinding(let label):
      "\(Phrase.name(label, names)) cannot stand here: a block's name is a virtual address, a"
        + " frame's a physical one"
    case .doubleFree(let label, let address):
      "\(Phrase.name(label, names, otherwise: "the block"))\(Phrase.at(address)) was freed before:"
        + " a second free would damage the heap"
    case .foreignFree(let address, let block?):
      "no block starts at \(NumberText.address(address)): it lies within"
        + " \(Phrase.block(block, names))"
    case .foreignFree(let address, nil):
      "no block starts at \(NumberText.address(address)), and none holds it"
    case .heapRefused(.overlapsHole(let hole)):
      "the heap refuses the block: its free memory at \(NumberText.address(hole.address.rawValue))"
        + " (\(NumberText.bytes(hole.size))) reaches into it"
    case .heapRefused(.impossibleSize): "no block can have that size"
    case .heapRefused(.notABlock): "the heap has no block of that size there"
    case .heapRefused(.damagedList), .heapDamaged:
      "the heap's list of holes leads in a circle or astray: something has written over a header"
    case .heapInUse(let blocks):
      "the heap cannot be replaced: \(Phrase.count(UInt64(max(0, blocks)), "block")) of it"
        + " \(blocks == 1 ? "is" : "are") live; free first"
    case .heapRangeInUse(let page):
      "the heap cannot have the page \(NumberText.address(page.rawValue)): it is mapped already"
    case .kernelDamaged:
      "the kernel's bitmap of frames and its page tables contradict each other: something has"
        + " written over them"
    case .kernelFault(let fault):
      "the kernel itself ran into a \(fault.message); a real machine stops here"
    default: ""
    }
  }

  private var frameMessage: String {
    switch self {
    case .frameAlreadyFree(let frame): "the frame \(Phrase.frame(frame)) is free already"
    case .frameNotManaged(let frame):
      "the frame \(Phrase.frame(frame)) is not the frame allocator's: it only has usable memory"
    case .frameInUse(let frame, let owner):
      "the frame \(Phrase.frame(frame)) cannot be freed: it is in use \(owner.phrase)"
    case .cannotFreeFrames:
      "the boot's frame allocator cannot take frames back: boot to the stage handover first"
    case .outOfFrames(let needed, let free) where needed <= free:
      "\(Phrase.frames(free)) are free, but nowhere \(NumberText.count(needed)) in a row with the"
        + " alignment and on the node that were asked for"
    case .outOfFrames(let needed, let free):
      "\(needed == .max ? "far more frames" : Phrase.frames(needed)) would be needed, page tables"
        + " included, but \(NumberText.count(free)) \(free == 1 ? "is" : "are") free"
    default: ""
    }
  }

  private var pageMessage: String {
    switch self {
    case .alreadyMapped(let page, let frame):
      "the page \(NumberText.address(page.rawValue)) is mapped already, to"
        + " \(NumberText.address(frame.rawValue)): unmap it first"
    case .parentEntryHugePage(let page, let level):
      "the page \(NumberText.address(page.rawValue)) lies in a larger one, which an entry of"
        + " \(level.text) or above maps: unmap that, or give its size"
    case .notMapped(let page): "the page \(NumberText.address(page.rawValue)) is not mapped"
    case .tableNotPresent(let page, let level):
      "the \(level.text) entry of \(NumberText.address(page.rawValue)) is in use but not"
        + " present, so nothing below it can be reached"
    case .invalidFrameAddress(let address):
      "the entry maps no page of this size: no frame of the size starts at"
        + " \(NumberText.address(address.rawValue))"
    case .impossibleFlags(let flags):
      "an entry of this kind cannot have the flags \(FlagSyntax.text(flags)): H is for pages of 2M"
        + " and 1G only, and tables have to be present"
    case .noParentEntry(let level, let size):
      "a page of \(size.rawValue) has no \(level.text) entry above it: its own is of"
        + " \(size.level.text)"
    default: ""
    }
  }
}
