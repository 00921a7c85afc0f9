import MemoryCore
import Testing

@testable import Simulation

/// Nothing that a machine stores is forgotten by its digest.
@Suite struct DigestTests {
  /// What changes a stored property, and as little else as can be.
  typealias Mutation = @Sendable (inout Machine) throws -> Void

  /// Stored properties that are state, by their ways from the machine.
  static let state: [String: Mutation] = [
    "hardware.registers.cr0": {
      $0.hardware.registers.cr0 = CR0(rawValue: $0.hardware.registers.cr0.rawValue ^ 1 << 18)
    },
    "hardware.registers.cr2": { $0.hardware.registers.cr2 = LinearAddress(0xdead) },
    "hardware.registers.cr3": { $0.hardware.registers.cr3 = CR3(root: Frame(number: 5)) },
    "hardware.registers.cr4": {
      $0.hardware.registers.cr4 = CR4(rawValue: $0.hardware.registers.cr4.rawValue ^ 1 << 20)
    },
    "hardware.registers.efer": {
      $0.hardware.registers.efer = EFER(rawValue: $0.hardware.registers.efer.rawValue ^ 1)
    },
    "hardware.registers.pkru": { $0.hardware.registers.pkru = PKRU(rawValue: 5) },
    "hardware.physicalAddressBits": { try $0.replaceHardware { $0.physicalBits = 40 } },
    "hardware.tlb.hits": { $0.hardware.tlb.hits += 1 },
    "hardware.tlb.secondLevelHits": { $0.hardware.tlb.secondLevelHits += 1 },
    "hardware.tlb.misses": { $0.hardware.tlb.misses += 1 },
    "hardware.tlb.shape": {
      var shape = TLBShape()
      shape.small = try #require(TLBShape.Part(entries: 32, ways: 4))
      $0.hardware.tlb = TLB(shape: shape)
    },
    "hardware.tlb.small": { $0.hardware.tlb.removeAll(keepingGlobal: false) },
    "hardware.tlb.large": { $0.hardware.tlb.removeAll(keepingGlobal: false) },
    "hardware.tlb.huge": { $0.hardware.tlb.removeAll(keepingGlobal: false) },
    "hardware.tlb.second": { $0.hardware.tlb.removeAll(keepingGlobal: false) },
    "hardware.tlb.words": { _ = try $0.apply(.read(0x20_0000)) },
    "hardware.ram.size": { try $0.replaceHardware { $0.memory = .size(128 << 20) } },
    "hardware.ram.root": { $0.hardware.ram.store(1, at: PhysicalAddress(0x70_0000)) },
    "kernel.description": { try $0.replaceKernel { $0.seed = 99 } },
    "kernel.firmware": { try $0.replaceKernel { $0.memory = .size(65 << 20) } },
    "kernel.nodes": { try $0.replaceKernel { $0.nodes = 2 } },
    "kernel.stage": { $0.kernel.stage = .heap },
    "kernel.map": { try $0.kernel.map.mark(MemoryRegion(frames: 4000..<4001, kind: .package)) },
    "kernel.usableFrames": { $0.kernel.usableFrames += 1 },
    "kernel.placement": { $0.kernel.placement = nil },
    "kernel.mapper": {
      $0.kernel.mapper = OffsetPageTable(
        p4: PageTable(frame: Frame(number: 7)), offset: VirtualAddress(0))
    },
    "kernel.frames": { _ = try $0.apply(.frames(.allocate(name(3), FrameRequest()))) },
    "kernel.heap": { _ = try $0.apply(.heap(.allocate(name(4), size: 8, alignment: 8))) },
    "kernel.heapDescription": { $0.kernel.heapDescription.grows.toggle() },
    "kernel.heapPages": { $0.kernel.heapPages += 1 },
    "kernel.outOfMemoryCount": { $0.kernel.outOfMemoryCount += 1 },
    "kernel.faultCount": { $0.kernel.faultCount += 1 },
    "program.bindings": {
      $0.program.bind(name(9), to: .freedFrames(Frame(number: 1)))
    },
    "program.leaked": {
      for _ in 0..<2 {
        $0.program.bind(name(9), to: .block(VirtualAddress(0), Layout(size: 8, alignment: 8)))
      }
    },
  ]

  /// Stored properties that are no state, and why.
  static let caches: [String: String] = [
    "hardware.lastWalk": "what the last walk read, for who looks on; nothing depends on it",
    "hardware.walkedTables": "where the host has tables",
    "hardware.hostPageGeneration": "which host pages are known",
    "hardware.tlb.hostReads": "where the host has pages",
    "hardware.tlb.hostWrites": "where the host has pages",
    "hardware.ram.touchedPages": "what the RAM costs the host",
    "hardware.ram.hostPageGeneration": "which host pages are known",
    "hardware.ram.height": "follows from the size",
    "hardware.ram.stores": "which frames are to be looked at again",
    "program.blockCount": "counted over the bindings",
    "program.requested": "counted over the bindings",
    "tables": "counted from RAM; held against a decoding after every random command",
  ]

  private func machine() throws -> Machine {
    var machine = try Timeline.booted().machine
    _ = try machine.apply(.heap(.allocate(name(1), size: 100, alignment: 8)))
    _ = try machine.apply(.read(0x4444_4444_0000))
    return machine
  }

  @Test func everyStoredPropertyIsStateOrACache() throws {
    var found: Set<String> = []
    func walk(_ value: Any, _ path: String) {
      if Self.state[path] != nil || Self.caches[path] != nil {
        found.insert(path)
        return
      }
      let mirror = Mirror(reflecting: value)
      guard mirror.displayStyle == .struct, !mirror.children.isEmpty else {
        Issue.record("\(path) is neither in the digest's table nor a cache")
        return
      }
      for child in mirror.children {
        walk(child.value, (path.isEmpty ? "" : path + ".") + (child.label ?? "?"))
      }
    }
    walk(try machine(), "")
    let all = Set(Self.state.keys).union(Self.caches.keys)
    #expect(all.subtracting(found).isEmpty, "the tables name what is not stored")
  }

  @Test(arguments: Self.state.keys.sorted())
  func everyStatePropertyChangesTheDigest(path: String) throws {
    let before = try machine()
    var after = before
    let change = try #require(Self.state[path])
    try change(&after)
    #expect(after.digest(names: NameTable()) != before.digest(names: NameTable()))
    #expect(before.digest(names: NameTable()) == (try machine()).digest(names: NameTable()))
  }
}

extension Machine {
  /// The kernel of a machine that has just been switched on with another description.
  fileprivate mutating func replaceKernel(_ change: (inout MachineDescription) -> Void) throws {
    var description = kernel.description
    change(&description)
    var other = try Machine(description)
    for stage in BootStage.allCases { _ = try other.apply(.boot(.stage(stage))) }
    kernel = other.kernel
  }

  /// The hardware of a machine that has just been switched on with another description.
  fileprivate mutating func replaceHardware(_ change: (inout MachineDescription) -> Void) throws {
    var description = kernel.description
    change(&description)
    hardware = try Machine(description).hardware
  }
}
