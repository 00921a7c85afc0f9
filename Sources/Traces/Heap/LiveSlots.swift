/// Which ids are live, and in which slots.
///
/// The slot that became free last is used first, so there are never more slots than blocks were
/// live at one time. All operations take constant time.
struct LiveSlots {
  /// The slot plus one for each small id; 0 if the id is not live.
  private var dense: [UInt32] = []
  /// The slots of ids that are too large for an array.
  private var sparse: [UInt64: UInt32] = [:]
  private var vacant: [UInt32] = []
  /// Ids from here on are kept in `sparse`.
  private let denseLimit: UInt64

  /// The slots in use or used before.
  private(set) var count = 0

  /// A file of `fileBytes` bytes has fewer records than bytes, so ids above that are rare; a pipe
  /// does not tell how many it will have.
  init(fileBytes: Int) {
    denseLimit = UInt64(max(fileBytes, 1 << 20))
  }

  /// The slot of a live id.
  func slot(of id: UInt64) -> UInt32? {
    guard id < denseLimit else { return sparse[id] }
    guard id < UInt64(dense.count), dense[Int(id)] != 0 else { return nil }
    return dense[Int(id)] - 1
  }

  /// Gives an id that is not live a slot.
  mutating func open(_ id: UInt64) -> UInt32 {
    let slot = vacant.popLast() ?? UInt32(count)
    if Int(slot) == count { count += 1 }
    guard id < denseLimit else {
      sparse[id] = slot
      return slot
    }
    if id >= UInt64(dense.count) {
      let room = min(Int(denseLimit), max(Int(id) + 1, dense.count * 2, 1024))
      dense.append(contentsOf: repeatElement(0, count: room - dense.count))
    }
    dense[Int(id)] = slot + 1
    return slot
  }

  /// Takes the slot away from a live id.
  mutating func close(_ id: UInt64) -> UInt32? {
    guard let slot = slot(of: id) else { return nil }
    if id < denseLimit {
      dense[Int(id)] = 0
    } else {
      sparse[id] = nil
    }
    vacant.append(slot)
    return slot
  }
}
