extension Hardware {
  /// Calls `body` with the machine while every physical access is recorded; returns the body's
  /// result and what was seen.
  ///
  /// The machine does the same, and counts the same, as without recording.
  public mutating func recorded<Result, Failure>(
    _ body: (inout Hardware<RecordingMemory<Physical>>) throws(Failure) -> Result
  ) -> (result: Swift.Result<Result, Failure>, recording: Recording) {
    var recording = (consume self).recording()
    let result: Swift.Result<Result, Failure>
    do {
      result = .success(try body(&recording))
    } catch {
      result = .failure(error)
    }
    let (hardware, seen) = (consume recording).finishRecording()
    self = hardware
    return (result, seen)
  }

  /// The same machine with every physical access recorded from now on.
  ///
  /// The RAM moves, and no page is copied, if the caller gives the machine up: with `consume`
  /// where the compiler does not see that by itself.
  @inline(__always)
  public consuming func recording() -> Hardware<RecordingMemory<Physical>> {
    Hardware<RecordingMemory<Physical>>(self, memory: RecordingMemory(ram))
  }

  /// The machine without its recorder, and what that saw.
  @inline(__always)
  public consuming func finishRecording<Base>() -> (Hardware<Base>, Recording)
  where Physical == RecordingMemory<Base> {
    let (base, recording) = ram.finish()
    return (Hardware<Base>(self, memory: base), recording)
  }
}
