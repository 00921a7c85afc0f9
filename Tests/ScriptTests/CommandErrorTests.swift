import MemoryCore
import Testing

@testable import Script
@testable import Simulation

/// What refusals at run time say, and which argument they point at.
@Suite struct CommandErrorTests {
  static let table: [(String, Refusal, String?, String)] = [
    ("boot stage=map", .boot(.stageIsDone(.map)), "stage", "the boot stage map has run already"),
    (
      "alloc 5", .boot(.fails(.heap, .frames(.tooFew(needed: 256, free: 3)))), nil,
      "the machine does not boot, at the stage heap: 256 frames would be needed, new page"
        + " tables included, but 3 are free; more memory helps, or in a script a smaller heap (heap size=64K)"
    ),
    (
      "boot", .boot(.fails(.handover, .kernel(.damaged))), nil,
      "the machine does not boot, at the stage handover: the kernel's bitmap of frames and its"
        + " page tables contradict each other: something has written over them"
    ),
    (
      "machine levels=4", .operand(.outOfRange(argument: "cpus", value: 2, allowed: 1...1)), "cpus",
      "cpus cannot be 2: it is 1"
    ),
    (
      "machine memory=1K",
      .operand(.outOfRange(argument: "memory", value: 1024, allowed: 65536...1 << 46)),
      "memory", "memory cannot be 1K: it is 64K to 64T"
    ),
    (
      "read 0x0 size=8", .operand(.outOfRange(argument: "size", value: 3, allowed: 1...8)), "size",
      "size cannot be 3: it is 1 to 8"
    ),
    (
      "map 0x1008", .operand(.unaligned(0x1008, to: 4096)), "page",
      "0x0000_1008 is not a multiple of 4 KiB: 0x0000_1000 would be"
    ),
    (
      "map 0x0 frame=f size=2M", .operand(.unaligned(0x40_1000, to: 2 << 20)), "frame",
      "0x0040_1000 is not a multiple of 2 MiB: 0x0040_0000 would be"
    ),
    (
      "heap start=0x8000_0000_0000", .operand(.nonCanonical(0x8000_0000_0000)), "start",
      "0x8000_0000_0000 is no canonical address: bits 63 to 47 have to be the same, so an address"
        + " is at most 0x7fff_ffff_ffff or at least 0xffff_8000_0000_0000"
    ),
    (
      "map 0xffff_ffff_ffff_e000 count=3",
      .operand(.beyondAddressSpace(from: VirtualAddress(truncating: 0xffff_ffff_ffff_e000))),
      "count",
      "the range that starts at 0xffff_ffff_ffff_e000 runs past the end of the address space,"
        + " 0xffff_ffff_ffff_ffff: a shorter one, or one further down, fits"
    ),
    (
      "heap start=0xffff_ffff_ffff_f000",
      .operand(.beyondAddressSpace(from: VirtualAddress(truncating: 0xffff_ffff_ffff_f000))),
      "start",
      "the range that starts at 0xffff_ffff_ffff_f000 runs past the end of the address space,"
        + " 0xffff_ffff_ffff_ffff: a shorter one, or one further down, fits"
    ),
    (
      "boot", .boot(.fails(.heap, .operand(.nonCanonical(0x8000_0000_0000)))), nil,
      "the machine does not boot, at the stage heap: 0x8000_0000_0000 is no canonical address:"
        + " bits 63 to 47 have to be the same, so an address is at most 0x7fff_ffff_ffff or at"
        + " least 0xffff_8000_0000_0000"
    ),
    (
      "alloc 5 align=24", .operand(.notPowerOfTwo(24)), "align",
      "the alignment 24 is not a power of two: 16 or 32 would be"
    ),
    (
      "map 0x0 frame=a", .operand(.unboundName(label("a"))), "frame",
      "'a' stands for nothing: bind it first, as in a = alloc 512"
    ),
    (
      "free a", .heap(.doubleFree(label("a"), at: 0x4444_4444_0010)), "block",
      "'a' at 0x4444_4444_0010 was freed before: a second free would damage the heap"
    ),
    (
      "free 0x4444_4444_0008",
      .heap(
        .foreignFree(
          0x4444_4444_0008,
          within: Binding(
            label: label("a"),
            value: .block(VirtualAddress(0x4444_4444_0000), Layout(size: 512, alignment: 8))))),
      "block",
      "no block starts at 0x4444_4444_0008: it lies within 'a' (512 bytes at 0x4444_4444_0000)"
    ),
    (
      "frame free 0x1000", .frames(.inUse(Frame(number: 1), .table)), "frame",
      "the frame 0x0000_1000 cannot be freed: it is in use as a page table"
    ),
    (
      "unmap 0x0 free=on", .frames(.cannotFree), "free",
      "the boot's frame allocator cannot take frames back: boot to the stage handover first"
    ),
    (
      "frame alloc count=9", .frames(.tooFew(needed: 9, free: 1)), "count",
      "9 frames would be needed, new page tables included, but 1 is free"
    ),
    (
      "frame alloc count=9", .frames(.tooFew(needed: 9, free: 1200)), "count",
      "1,200 frames are free, but nowhere 9 in a row with the alignment and on the node that were"
        + " asked for"
    ),
    (
      "map 0x1000", .paging(.alreadyMapped(VirtualAddress(0x1000), to: PhysicalAddress(0x5c_8000))),
      "page",
      "the page 0x0000_1000 is mapped already, to 0x005c_8000: unmap it first"
    ),
    (
      "map 0x0 table-flags=-P", .paging(.impossibleFlags(.noExecute)), "table-flags",
      "an entry of this kind cannot have the flags -P: H is for pages of 2M and 1G only, and tables"
        + " have to be present"
    ),
    (
      "write 0x0 = 300 size=1", .access(.valueTooLarge(300, bytes: 1)), "value",
      "300 does not fit into 1 byte"
    ),
    (
      "set cr0.nw=1", .access(.register(.notWriteThroughWithCache)), "field",
      "cr0.nw can only be 1 while cr0.cd is 1"
    ),
    (
      "machine map=qemu", .boot(.memoryMap(.tooManyRegions(limit: 64))), "map",
      "the memory map has more than 64 regions, which is all that the bootloader has room for"
    ),
    (
      "alloc 5", .kernel(.fault(.generalProtection(LinearAddress(1 << 60)))), nil,
      "the kernel itself ran into a general-protection fault: 0x1000_0000_0000_0000 is no canonical"
        + " address; a real machine stops here"
    ),
  ]

  @Test(arguments: table.indices) func message(_ index: Int) throws {
    let (line, error, argument, message) = Self.table[index]
    var scope = Scope()
    _ = scope.name("a")
    let parsed = try ScriptParser(maps: testMaps, traces: testTraces).parse(
      line: line, scope: &scope)
    guard case .command(let command) = parsed?.statement else {
      // `boot` is more than one command.
      #expect(error.message(names: scope.names) == message)
      return
    }
    #expect(error.argument(of: command, names: scope.names) == argument)
    #expect(error.message(names: scope.names) == message)
    if let argument, parsed?.argumentColumns[argument] == nil { #expect(argument == "cpus") }
  }

  /// The label of the first name in a scope.
  private static func label(_ text: String) -> Name.Label {
    var names = NameTable()
    return names.label(text)
  }

  @Test func registerErrors() throws {
    let wp = try #require(RegisterField(named: "cr0.wp"))
    let table: [(RegisterError, String)] = [
      (.notABit(wp, 5), "cr0.wp is a single bit: 0 or 1, not 5"),
      (
        .reservedBits(.cr4, 1 << 17),
        "the bits 0x2_0000 of cr4 cannot be set: they are reserved, or belong to features that this"
          + " CPU lacks"
      ),
      (
        .fixed(.cr0, 1 << 31),
        "cr0.pg cannot change while the CPU runs in long mode with paging; the other fields can be"
          + " set one by one, as in set cr4.smep=1"
      ),
      (.unknownMSR(0x10), "there is no model-specific register 0x10"),
    ]
    for (error, message) in table { #expect(error.message == message) }
  }

  @Test func memoryMapErrors() {
    let kernel = MemoryRegion(frames: 0x400..<0x500, kind: .kernel)
    let stack = MemoryRegion(frames: 0x480..<0x481, kind: .kernelStack)
    #expect(
      MemoryMapError.overlaps(stack, kernel).message
        == "the kernel's stack (0x0048_0000 to 0x0048_0fff) would overlap the kernel"
        + " (0x0040_0000 to 0x004f_ffff)")
    #expect(
      MemoryMapError.notUsable(stack).message
        == "the kernel's stack (0x0048_0000 to 0x0048_0fff) lies in no usable memory")
  }
}
