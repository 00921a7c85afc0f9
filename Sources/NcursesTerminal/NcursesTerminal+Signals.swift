extension NcursesTerminal {
  /// The signals that come as `TerminalInput.terminated`: the program is to close the terminal, and to
  /// end as the signal would have ended it.
  public static var endingSignals: [Int32] { SignalQueue.ending }
}
