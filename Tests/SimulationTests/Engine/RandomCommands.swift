import MemoryCore
import Randomness

@testable import Simulation

/// Commands that a machine may carry out or refuse: right ones and wrong ones of every kind.
struct RandomCommands {
  var random: SplitMix64
  /// Whether words of tables, bitmap and heap are written over.
  let damages: Bool

  mutating func next(for machine: Machine) -> Command {
    switch below(damages ? 25 : 23) {
    case 0...5: return .heap(.allocate(name(), size: size(), alignment: alignment()))
    case 6...8: return .heap(.free(operand(machine)))
    case 9: return .heap(.reallocate(name(), size: size(), alignment: alignment()))
    case 10: return .frames(.allocate(name(), frames()))
    case 11: return .frames(.free(flip() ? .name(name()) : .address(physical(machine))))
    case 12, 13: return map(machine)
    case 14:
      return .paging(.identityMap(.address(physical(machine)), size: pageSize(), flags: flags()))
    case 15, 16:
      return .paging(
        .unmap(.address(page()), size: pageSize(), count: 1 + below(4), freeFrames: flip()))
    case 17: return clean()
    case 18:
      return .paging(
        .protect(
          .address(page()), size: pageSize(), flags: flags(),
          level: pick([.p1, .p1, .p2, .p3, .p4])))
    case 19: return .paging(.translate(operand(machine)))
    case 20, 21: return access(machine)
    case 22: return rare(machine)
    default: return .access(.physicalWrite(.address(structure(machine)), value: word(machine)))
    }
  }

  private mutating func rare(_ machine: Machine) -> Command {
    switch below(6) {
    case 0: .access(.flush(flip() ? nil : .address(page())))
    case 1:
      .access(
        .set(
          field: pick(["cr0.wp", "cr4.smap", "cr4.smep", "cr4.pge", "efer.nxe", "cr9"]),
          value: below(3)))
    case 2: .boot(.stage(pick(BootStage.allCases)))
    case 3: .boot(.machine(MachineDescription()))
    case 4: .access(.physicalRead(.address(physical(machine) + (flip() ? 0 : 3))))
    default:
      .heap(
        .create(
          HeapDescription(
            size: pick([0, 20, 4096, 100_000, 1 << 47]),
            start: pick([0x5555_0000_0000, 0x5555_0000_0008, 0x4444_4444_0000, 1 << 47]),
            policy: pick(HeapPolicy.allCases), grows: flip())))
    }
  }

  private mutating func map(_ machine: Machine) -> Command {
    .paging(
      .map(
        MapRequest(
          page: .address(page()), frame: flip() ? .address(physical(machine)) : nil,
          size: pageSize(), flags: flags(), count: pick([1, 1, 2, 9, 600, 0, .max]),
          tableFlags: below(4) == 0 ? flags() : nil)))
  }

  private mutating func clean() -> Command {
    let (one, other) = (page(), page())
    return .paging(.clean(flip() ? nil : min(one, other)...max(one, other)))
  }

  private mutating func access(_ machine: Machine) -> Command {
    .access(
      .memory(
        MemoryAccess(
          kind: pick([.read, .execute, .write(below(300))]), address: operand(machine),
          isUser: flip(), size: pick([1, 2, 4, 8, 8, 3]), alignmentCheck: flip())))
  }

  private mutating func frames() -> FrameRequest {
    FrameRequest(
      count: pick([1, 1, 3, 64, 0, 1 << 40]), alignment: pick([1, 1, 8, 512, 3]),
      node: pick([nil, nil, 0, 5]))
  }

  private mutating func operand(_ machine: Machine) -> Operand {
    switch below(4) {
    case 0: .address(page() + below(40) * 8)
    case 1: .address(address(machine))
    default: .name(name())
    }
  }

  /// In or near a block of the heap.
  private mutating func address(_ machine: Machine) -> UInt64 {
    guard case .block(let address, _) = machine.program.blocks.randomElement(using: &random)?.value
    else { return pick([0, 8, 0x8000_0000_0000, .max]) }
    return address.rawValue + pick([0, 0, 0, 8, 24, 4096])
  }

  /// A word that the kernel relies on: in a table, the bitmap, a hole.
  private mutating func structure(_ machine: Machine) -> UInt64 {
    let offset = below(512) * 8
    switch below(3) {
    case 0:
      if case .bitmap(let bitmap) = machine.kernel.frames {
        return bitmap.bitmap.rawValue + offset
      }
    case 1:
      let hole = machine.holes().randomElement(using: &random)
      if let hole, hole.address.rawValue % 8 == 0,
        let place = machine.physicalAddress(of: hole.address)
      {
        return place.rawValue + below(2) * 8
      }
    default:
      let tables = FrameOwners(of: machine).runs.filter { $0.owner == .table }
      if let run = tables.randomElement(using: &random) {
        return run.frames.lowerBound << 12 + offset
      }
    }
    return physical(machine)
  }

  private mutating func word(_ machine: Machine) -> UInt64 {
    let frame = physical(machine) & ~4095
    return pick([0, .max, random.next(), frame | 3, frame | 7, frame | 0x83, 0x4444_4444_0100])
  }

  private mutating func physical(_ machine: Machine) -> UInt64 {
    let frame = below(machine.kernel.memoryEnd >> 12) << 12
    return pick([frame, frame, frame & ~0x1f_ffff, frame + 8, machine.kernel.memoryEnd, 1 << 51])
  }

  private mutating func page() -> UInt64 {
    let near = 0x1000_0000 + below(48) << 12
    return pick([
      near, near, near, near & ~0x1f_ffff, 0x4444_4444_0000 + below(300) << 12, 0x4000_0000,
      0x180_0000_0000 + below(1 << 15) << 12, 0x20_0000 + below(500) << 12, near + 5,
      0x7fff_ffff_f000,
      0xffff_8000_0000_0000 + below(4) << 12, 0x8000_0000_0000,
    ])
  }

  private mutating func flags() -> PageTableFlags {
    pick([
      [.present, .writable], [.present, .writable], [.present], [.writable],
      [.present, .writable, .userAccessible], [.present, .noExecute], [.present, .hugePage],
      [.present, .writable, .global], [],
    ])
  }

  private mutating func name() -> Name { SimulationTests.name(UInt32(below(24))) }

  private mutating func size() -> UInt64 {
    pick([0, 1, 8, 24, 100, 512, 5000, 70_000, 3 << 20, 1 << 60, .max])
  }

  private mutating func alignment() -> UInt64 {
    pick([8, 8, 8, 1, 64, 4096, 1 << 21, 3, 0, 1 << 63])
  }

  private mutating func pageSize() -> PageSizeName {
    pick([.small, .small, .small, .large, .giant])
  }

  private mutating func flip() -> Bool { below(2) == 0 }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(below(UInt64(values.count)))]
  }

  private mutating func below(_ limit: UInt64) -> UInt64 { random.next() % limit }
}
