extension HeapTrace {
  /// What a reader of the trace should know, a line each; empty if nothing.
  var notes: [String] { [skipped.notice, totals.headerNote].compactMap { $0 } }
}
