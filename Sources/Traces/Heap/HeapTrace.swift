/// A recorded or written sequence of calls of malloc, realloc and free.
public struct HeapTrace: Sendable {
  /// The name of the file.
  public let name: String
  /// The numbers at the head of the file. Their meaning depends on the course that the file comes
  /// from, so none is relied on; see `promisedCalls`.
  public internal(set) var header: [UInt64] = []
  /// How many lines are calls, those of blocks that are not live among them.
  public internal(set) var calls: UInt64 = 0
  /// The calls that could be read, in the order of the file.
  public internal(set) var events: [HeapEvent] = []
  /// How many blocks are live at most at one time: the number of slots.
  public internal(set) var slotCount = 0
  /// The records that could not be used.
  public internal(set) var skipped = SkippedRecords()
  /// The highest thread number plus one, if the records have thread numbers.
  public internal(set) var threadCount: UInt64?
  /// Whether lines end with `\r\n`.
  public internal(set) var hasCarriageReturns = false
  /// The lines of the file.
  public internal(set) var lines = 0
  /// The bytes of the file.
  public let fileBytes: Int

  init(name: String, fileBytes: Int) {
    self.name = name
    self.fileBytes = fileBytes
  }
}
