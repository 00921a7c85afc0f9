import MemoryCore
import Script
import Simulation

/// Commands that were refused.
extension Narrator {
  func refusal(_ error: CommandError) -> [String] {
    let message = error.message(names: names)
    return [
      sentence("refused, and nothing has changed: \(message)"), sentence("refused: \(message)"),
      sentence("refused: \(Self.shortly(error))"),
    ]
  }

  /// What was wrong, without what would be right.
  private static func shortly(_ error: CommandError) -> String {
    switch error {
    case .machineIsDescribed: "the machine is there already"
    case .stageIsDone(let stage): "the boot stage \(stage.rawValue) has run already"
    case .stageTooEarly(_, let next): "the boot stage \(next.rawValue) is next"
    case .notBooted(let stage): "the boot stage \(stage.rawValue) has not run yet"
    case .noUsableMemory: "the machine has no usable memory"
    case .memoryMap: "the memory map cannot be used"
    case .kernelDoesNotFit(let needed, _):
      "the kernel needs \(Phrase.frames(needed)) in a row"
    case .outOfRange(let argument, _, _): "\(argument) is out of range"
    case .notPowerOfTwo: "the alignment is not a power of two"
    case .valueTooLarge(_, let bytes):
      "the value does not fit into \(Phrase.count(UInt64(max(0, bytes)), "byte"))"
    case .noNode(let node, _): "there is no node \(node)"
    case .unknownField: "no register has that field"
    case .register(let error): shortly(error)
    case .heapInUse, .heapRangeInUse, .heapRefused, .heapDamaged, .doubleFree, .foreignFree,
      .unboundName, .wrongBinding, .kernelFault:
      shortlyOfHeap(error)
    default: shortlyOfPaging(error)
    }
  }

  private static func shortlyOfHeap(_ error: CommandError) -> String {
    switch error {
    case .unboundName: "the name stands for nothing"
    case .wrongBinding: "the name stands for another kind of address"
    case .doubleFree: "the block was freed before; a second free would damage the heap"
    case .foreignFree(let address, nil): "no block is at \(NumberText.address(address))"
    case .foreignFree(let address, _?): "\(NumberText.address(address)) lies within a block"
    case .heapRefused(.overlapsHole(let hole)):
      "the hole at \(NumberText.address(hole.address.rawValue)) reaches into the block"
    case .heapRefused(.impossibleSize): "no block can have that size"
    case .heapRefused(.notABlock): "the heap has no block of that size there"
    case .heapRefused(.damagedList), .heapDamaged: "something has overwritten the list of holes"
    case .heapInUse(let blocks):
      "\(Phrase.count(UInt64(max(0, blocks)), "block")) of the heap in use"
    case .heapRangeInUse: "the heap's pages are mapped already"
    case .kernelFault(.generalProtection): "the kernel ran into a general-protection fault"
    case .kernelFault(.pageFault(let fault)):
      "the kernel ran into a page fault at \(NumberText.address(fault.address.rawValue))"
    default: ""
    }
  }

  private static func shortlyOfPaging(_ error: CommandError) -> String {
    switch error {
    case .unaligned(let value, let alignment):
      "\(NumberText.address(value)) is not a multiple of \(Phrase.alignment(alignment))"
    case .nonCanonical(let address): "\(NumberText.address(address)) is not canonical"
    case .beyondAddressSpace: "the range runs past the end of the address space"
    case .beyondMemory(let address, _): "\(NumberText.address(address)) lies beyond the memory"
    case .frameAlreadyFree(let frame):
      "the frame \(NumberText.address(frame.start.rawValue)) is free already"
    case .frameNotManaged(let frame):
      "the frame \(NumberText.address(frame.start.rawValue)) is not usable memory"
    case .frameInUse(let frame, _):
      "the frame \(NumberText.address(frame.start.rawValue)) is in use"
    case .cannotFreeFrames: "the boot's frame allocator cannot take frames back"
    case .outOfFrames(let needed, let free) where needed <= free:
      "no \(Phrase.frames(needed)) in a row are free"
    case .outOfFrames(_, let free): "only \(Phrase.frames(free)) \(free == 1 ? "is" : "are") free"
    case .alreadyMapped(let page, _):
      "the page \(NumberText.address(page.rawValue)) is mapped already"
    case .parentEntryHugePage(let page, _):
      "the page \(NumberText.address(page.rawValue)) lies in a larger one"
    case .notMapped(let page): "the page \(NumberText.address(page.rawValue)) is not mapped"
    case .tableNotPresent(_, let level): "a \(level.text) entry is in use but not present"
    case .invalidFrameAddress(let address):
      "no frame of the size starts at \(NumberText.address(address.rawValue))"
    case .impossibleFlags(let flags): "an entry of this kind cannot have the flags \(flags.text)"
    case .noParentEntry(let level, let size):
      "a page of \(size.rawValue) has no \(level.text) entry above it"
    default: ""
    }
  }

  private static func shortly(_ error: RegisterError) -> String {
    switch error {
    case .reservedBits(let register, _): "bits of \(register.rawValue) are reserved"
    case .fixed(let register, _): "bits of \(register.rawValue) cannot change in long mode"
    case .notWriteThroughWithCache: "cr0.nw can only be 1 while cr0.cd is 1"
    case .notABit(let field, _): "\(field.name) is a single bit"
    case .unknownMSR: "there is no such register"
    }
  }
}
