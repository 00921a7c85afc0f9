/// What happens in page tables.
public enum PagingEvent: Equatable, Sendable {
  /// Page tables were created.
  case createTables(Int)
  /// Page-table entries were written.
  case writeEntries(UInt64)
  /// Page tables were given back.
  case freeTables(Int)
}
