/// The right to use a 4 KiB frame that an allocator has handed out.
///
/// The value cannot be copied, so a frame has one holder. It must be spent: whoever puts the
/// frame to use takes its name with `take()`. Dropping it would lose the frame, so that traps.
@frozen
public struct AllocatedFrame: ~Copyable {
  private let frame: Frame<Size4KiB>

  /// The right to `frame`, given out by an allocator that will not give it to anybody else.
  public init(_ frame: Frame<Size4KiB>) {
    self.frame = frame
  }

  deinit {
    obligationDropped()
  }

  /// Spends the right: the frame is from now on the caller's to keep track of.
  public consuming func take() -> Frame<Size4KiB> {
    let name = frame
    discard self
    return name
  }
}
