import Simulation
import Testing

@testable import Script

/// Figures that are percentages: written, read and told as such, and kept as tenths.
@Suite struct PercentTests {
  @Test(
    arguments: [
      ("60", 600, "60"), ("60%", 600, "60"), ("60.5", 605, "60.5"), ("60.5%", 605, "60.5"),
      ("0", 0, "0"), ("0.1", 1, "0.1"), ("100", 1000, "100"), ("100.0%", 1000, "100"),
      ("007", 70, "7"),
    ] as [(String, UInt64, String)])
  func percentagesAreRead(_ word: String, _ tenths: UInt64, _ written: String) throws {
    for line in ["expect heap.fragmentation <= ", "find heap.fragmentation <= "] {
      let found = try statement(line + word)
      let comparison = Comparison(.heapFragmentation, .lessOrEqual, tenths)
      switch found {
      case .expect(.figure(comparison)), .find(.figure(comparison), backwards: false): break
      default: Issue.record("\(found)")
      }
      #expect(Printer.text(found, names: NameTable()) == line + written)
    }
  }

  @Test(arguments: [
    ("100.1", "heap.fragmentation is at most 100 %: 100.1 % is more"),
    ("700%", "heap.fragmentation is at most 100 %: 700 % is more"),
    (
      "99999999999999999999",
      "heap.fragmentation is at most 100 %: 99999999999999999999 % is more"
    ),
    ("60.55", "'60.55' is no percentage: write 60, 60.5 or 60%"),
    ("60.", "'60.' is no percentage: write 60, 60.5 or 60%"),
    (".5", "'.5' is no percentage: write 60, 60.5 or 60%"),
    ("4K", "'4K' is no percentage: write 60, 60.5 or 60%"),
    ("%", "'%' is no percentage: write 60, 60.5 or 60%"),
    ("-1", "'-1' is no percentage: write 60, 60.5 or 60%"),
  ])
  func whatIsNoneIsRefused(_ word: String, _ message: String) {
    #expect(refusal("expect heap.fragmentation < \(word)") == "1:29: \(message)")
  }

  /// Only what is a part of a whole is a percentage.
  @Test func otherFiguresHaveNone() {
    #expect(Figure.allCases.filter { $0.unit == .percent } == [.heapFragmentation])
    #expect(refusal("expect heap.holes < 60%")?.hasPrefix("1:21: '60%' is no number") == true)
    #expect(Figure.heapFragmentation.phrase(605) == "60.5 %")
    #expect(Figure.heapFragmentation.json(600) == "60")
    #expect(Figure.heapUsed.phrase(1605) == "1,605" && Figure.heapUsed.json(1605) == "1605")
  }
}
