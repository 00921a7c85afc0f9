import Simulation

extension AccessRefusal {
  var text: RefusalText {
    switch self {
    case .valueTooLarge(let value, let bytes):
      RefusalText(
        "\(NumberText.value(value)) does not fit into \(Phrase.count(UInt64(max(0, bytes)), "byte"))",
        short: "the value does not fit into \(Phrase.count(UInt64(max(0, bytes)), "byte"))",
        at: .argument("value"))
    case .unknownField(let field):
      RefusalText(
        "no register has a field \(VisibleText.quoted(field))",
        short: "no register has that field", at: .argument("field"))
    case .register(let error):
      RefusalText(error.message, short: error.shortMessage, at: .argument("field"))
    }
  }
}
