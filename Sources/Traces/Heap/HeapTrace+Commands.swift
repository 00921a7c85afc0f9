public import Simulation

extension HeapTrace {
  /// The commands that replay the trace, one for each event.
  ///
  /// Block numbers of 2^31 and more are counted on from 2^31 again; they only name the blocks.
  public func commands(alignment: UInt64) -> [Command] {
    events.map { event in
      let label = Name.Label.block(UInt32(truncatingIfNeeded: event.id & 0x7fff_ffff))
      let name = Name(slot: event.slot, label: label)
      switch event.kind {
      case .allocate: return .heap(.allocate(name, size: event.size, alignment: alignment))
      case .reallocate: return .heap(.reallocate(name, size: event.size, alignment: alignment))
      case .free: return .heap(.free(.name(name)))
      case .freeNull: return .heap(.free(.address(0)))
      }
    }
  }

  /// The events, packed; block numbers of 2^31 and more are counted on from 2^31 again.
  public var packedCommands: [PackedCommand] { events.map(\.packed) }
}

extension HeapEvent {
  /// The event in two words.
  var packed: PackedCommand {
    let number = UInt32(truncatingIfNeeded: id & 0x7fff_ffff)
    switch kind {
    case .allocate: return .allocate(number, slot: slot, size: size)
    case .reallocate: return .reallocate(number, slot: slot, size: size)
    case .free: return .free(number, slot: slot)
    case .freeNull: return .freeNull
    }
  }
}
