extension BinaryInteger {
  /// The digits in groups of three: `6,645`.
  var grouped: String {
    let digits = Array(String(self))
    return digits.indices.reduce(into: "") { text, index in
      if index > 0 && (digits.count - index) % 3 == 0 { text += "," }
      text.append(digits[index])
    }
  }
}
