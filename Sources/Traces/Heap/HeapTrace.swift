/// A recorded or written sequence of calls of malloc, realloc and free.
public struct HeapTrace: Sendable {
  /// The name of the file.
  public let name: String
  /// The calls that could be read, in the order of the file.
  public internal(set) var events: [HeapEvent] = []
  /// How many blocks are live at most at one time: the number of slots.
  public internal(set) var slotCount = 0
  /// The records that could not be used.
  public internal(set) var skipped = SkippedRecords()
  /// What is counted of them.
  var totals = TraceTotals()

  init(name: String) {
    self.name = name
  }
}
