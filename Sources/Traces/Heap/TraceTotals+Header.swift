extension TraceTotals {
  /// How many calls the header says that there are; `nil` if it does not.
  ///
  /// Headers of four numbers have it in third place, in the order of CS:APP (size, ids, calls,
  /// weight) as in that of later courses (weight, ids, calls, peak); those of two have it at the
  /// end.
  var promisedCalls: UInt64? {
    switch header.count {
    case 4: header[2]
    case 2: header[1]
    default: nil
    }
  }

  /// The calls by which the file falls short of its header or goes beyond it; `nil` if they agree.
  ///
  /// Each damaged line may have been a call.
  var disagreement: HeaderDisagreement? {
    guard let promised = promisedCalls else { return nil }
    let calls = UInt64(calls)
    if promised > calls + UInt64(otherLines) { return .missing(promised - calls) }
    return promised < calls ? .surplus(calls - promised) : nil
  }

  /// What has to be said of a header that disagrees; `nil` if nothing.
  var headerNote: String? {
    guard let promised = promisedCalls, let disagreement else { return nil }
    let end =
      switch disagreement {
      case .missing: ": the file may have been cut"
      case .surplus: ""
      }
    return "the header promises \(promised.grouped) operation\(promised == 1 ? "" : "s"), "
      + "\(calls.grouped) \(calls == 1 ? "is" : "are") there" + end
  }
}
