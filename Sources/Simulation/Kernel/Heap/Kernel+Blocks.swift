import MemoryCore

/// The commands on blocks of the heap, as a program gives them.
extension Kernel {
  @inline(never)
  mutating func allocate<P: PhysicalMemory, Report: CommandReport>(
    _ name: Name, _ size: UInt64, _ alignment: UInt64, _ program: inout Program,
    on hardware: inout Hardware<P>, into report: inout Report
  ) throws(Refusal) {
    guard alignment.isPowerOfTwo else { throw .operand(.notPowerOfTwo(alignment)) }
    let layout = Layout(size: size, alignment: alignment)
    switch try allocate(layout, on: &hardware) {
    case .allocated(let allocation):
      program.bind(name, to: .block(allocation.block.address, layout))
      report = .allocated(allocation)
    case .outOfMemory(let shortage):
      program.bind(name, to: .nothing)
      report = .outOfMemory(shortage)
    }
  }

  @inline(never)
  mutating func free<P: PhysicalMemory, Report: CommandReport>(
    _ operand: Operand, _ program: inout Program, on hardware: inout Hardware<P>,
    into report: inout Report
  ) throws(Refusal) {
    let slot: Int
    switch operand {
    case .name(let name):
      switch program[name].value {
      case .block: slot = Int(name.slot)
      case .freedBlock(let address): throw .heap(.doubleFree(name.label, at: address.rawValue))
      case .frames, .freedFrames: throw .operand(.wrongBinding(name.label))
      case .nothing:
        // A trace goes on to free what could not be allocated here.
        guard program[name].label == name.label, name.label != .anonymous else {
          throw .operand(.unboundName(name.label))
        }
        return report = .nothing
      }
    case .address(0):
      // free(NULL) does nothing.
      return report = .nothing
    case .address(let address):
      guard let found = program.slot(ofBlockAt: address) else {
        if let leak = program.leak(at: address) {
          return try free(leak: leak, &program, on: &hardware, into: &report)
        }
        throw program.wasFreed(address)
          ? .heap(.doubleFree(.anonymous, at: address))
          : .heap(.foreignFree(address, within: program.block(holding: address)))
      }
      slot = found
    }
    guard case .block(let address, let layout) = program.bindings[slot].value else {
      preconditionFailure("the slot was found to hold a block")
    }
    let release = try deallocate(address, layout, on: &hardware)
    program.release(slot: slot)
    report = .freed(release)
  }

  private mutating func free<P: PhysicalMemory, Report: CommandReport>(
    leak index: Int, _ program: inout Program, on hardware: inout Hardware<P>,
    into report: inout Report
  ) throws(Refusal) {
    guard case .block(let address, let layout) = program.leaked[index].value else {
      preconditionFailure("what is leaked is a block")
    }
    let release = try deallocate(address, layout, on: &hardware)
    program.release(leaked: index)
    report = .freed(release)
  }

  @inline(never)
  mutating func reallocate<P: PhysicalMemory, Report: CommandReport>(
    _ name: Name, _ size: UInt64, _ alignment: UInt64, _ program: inout Program,
    on hardware: inout Hardware<P>, into report: inout Report
  ) throws(Refusal) {
    guard alignment.isPowerOfTwo else { throw .operand(.notPowerOfTwo(alignment)) }
    guard case .block(let old, let oldLayout) = program[name].value else {
      if case .frames = program[name].value { throw .operand(.wrongBinding(name.label)) }
      guard size > 0 else { return report = .nothing }
      return try allocate(name, size, alignment, &program, on: &hardware, into: &report)
    }
    guard size > 0 else { return try free(.name(name), &program, on: &hardware, into: &report) }
    let layout = Layout(size: size, alignment: alignment)
    let allocating = hardware.ram.begin()
    switch try allocate(layout, on: &hardware) {
    case .outOfMemory(let shortage): report = .outOfMemory(shortage)
    case .allocated(let allocation):
      hardware.ram.end(allocating, .heap(.allocate(size: allocation.block.size)))
      hardware.ram.enter(.copy, at: 0)
      let copied = min(size, oldLayout.size)
      try Self.inSlices(of: 1 << 16, upTo: (copied + 7) / 8) { (slice) throws(Refusal) in
        let offset = slice.lowerBound * 8
        do throws(HardwareFault) {
          try hardware.copyWords(
            from: old + offset, to: allocation.block.address + offset, count: slice.count)
        } catch {
          throw .kernel(.fault(error))
        }
      }
      hardware.ram.note(.heap(.copy(bytes: copied)))
      let release = try deallocate(old, oldLayout, on: &hardware)
      program.release(slot: Int(name.slot))
      program.bind(name, to: .block(allocation.block.address, layout))
      report = .reallocated(allocation, copied: copied, release)
    }
  }
}

extension Program {
  /// Whether a block that was freed, and whose place no live block has, started at `address`.
  func wasFreed(_ address: UInt64) -> Bool {
    bindings.contains { $0.value == .freedBlock(VirtualAddress(truncating: address)) }
  }
}
