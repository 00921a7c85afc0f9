extension String {
  /// The text with spaces behind it, up to a width.
  public func padded(to width: Int) -> String {
    count < width ? self + String(repeating: " ", count: width - count) : self
  }

  /// The text with spaces in front of it, up to a width.
  public func paddedLeft(to width: Int) -> String {
    count < width ? String(repeating: " ", count: width - count) + self : self
  }
}
