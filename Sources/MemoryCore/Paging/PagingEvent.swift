/// What happens in page tables.
public enum PagingEvent: Equatable, Sendable {
  /// Page tables were created.
  case createTables(Int)
  /// Page-table entries were written.
  case writeEntries(UInt64)
  /// Page tables were given back.
  case freeTables(Int)
  /// Entries of so many pages were looked up before anything is changed; of none, where it is one
  /// of the tables above that was missing.
  case lookUp(UInt64)
}
