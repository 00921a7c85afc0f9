public import Simulation

/// Why a line of a script is refused, and where.
public struct ScriptError: Error, Equatable, Sendable {
  /// Where the script comes from.
  public var origin: SourceOrigin
  /// The first character of what is wrong, in its file.
  public var position: SourcePosition
  /// How many characters are wrong; 0 where something is missing.
  public var length: Int
  /// What is wrong.
  public var reason: Reason
  /// The line as it was written, without its end.
  public var line: String

  /// What can be wrong with a line.
  public enum Reason: Equatable, Sendable {
    /// The script is of a version of the language that is not known yet.
    case newerLanguage(Int)
    /// A byte that UTF-8 does not have there.
    case notUTF8(UInt8)
    /// A control character other than a tab.
    case controlCharacter(Unicode.Scalar)
    /// A space that is none to the script language.
    case unusualSpace(Unicode.Scalar)
    /// The closing quote is missing.
    case textNotClosed
    /// A text in quotes touches something else.
    case quoteWithinWord
    /// `\` before something that needs no escaping.
    case unknownEscape(Unicode.Scalar?)
    /// No verb has the name.
    case unknownVerb(String, nearest: String?)
    /// Neither a verb nor a term has the name.
    case unknownTopic(String, nearest: [String])
    /// The verb is called otherwise now.
    case formerVerb(String, now: String)
    /// The verb needs a second word.
    case incompleteVerb(String, found: String?, allowed: [String])
    /// The name before `=` cannot be one.
    case badName(String)
    /// The verb has no result that a name could be bound to.
    case bindsNothing(String)
    /// Nothing stands behind `name =`.
    case nothingToBind
    /// `a=alloc` for `a = alloc`, or `write 0x1000=5` for `write 0x1000 = 5`.
    case equalsWithoutSpaces(String)
    /// An argument is missing.
    case missing(String, verb: String)
    /// The verb has no argument with this key.
    case unknownKey(String, verb: String, nearest: String?)
    /// A word that the verb has no place for.
    case unexpectedWord(String, verb: String)
    /// An argument is given twice.
    case repeated(String)
    /// Nothing follows `key=`.
    case emptyValue(String)
    /// `=` where none belongs, as in `size = 4K`.
    case strayEquals
    /// Not a number.
    case badNumber(String)
    /// A number beyond a limit.
    case numberTooLarge(String, limit: UInt64)
    /// Neither an address nor a name.
    case badOperand(String)
    /// None of the allowed words.
    case wrongWord(String, of: String, allowed: [String], nearest: String?)
    /// Not text in double quotes.
    case textExpected(String)
    /// A letter that is no flag.
    case unknownFlag(Character)
    /// A flag is given twice.
    case repeatedFlag(Character)
    /// A raw value of flags with bits of the address.
    case addressBitsInFlags(UInt64)
    /// Something other than a command of the machine.
    case notACommand(String, verb: String)
    /// More parentheses and `not`s within each other than are read.
    case nestedTooDeeply(limit: Int)
    /// A percentage above 100.
    case percentage(String)
    /// Not a percentage.
    case badPercentage(String)
    /// A percentage above 100 for a figure.
    case percentageTooLarge(String, of: Figure)
    /// Two arguments exclude each other.
    case conflict(String, String)
    /// An argument is of no use without another.
    case incomplete(String, needs: String)
    /// A range ends before it starts.
    case reversedRange(UInt64, UInt64)
    /// A memory map that cannot be used, with the reason.
    case map(String)
    /// `machine` comes after a command that needs one.
    case machineNotFirst(after: SourcePosition)
    /// A setting that cannot be, with the reason.
    case setting(String)
    /// What a command was refused with, or an expectation failed with, when it ran.
    case atRunTime(String)
  }
}

/// Why a memory map cannot be used, as whoever looks up `map=` tells.
public struct MapError: Error, Equatable, Sendable {
  /// A sentence without a full stop.
  public var message: String

  /// The reason `message`.
  public init(_ message: String) {
    self.message = message
  }
}

/// A reason and its columns, before the rest of the place is known.
struct LineError: Error, Equatable {
  var reason: ScriptError.Reason
  var columns: Range<Int>

  init(_ reason: ScriptError.Reason, at columns: Range<Int>) {
    self.reason = reason
    self.columns = columns
  }
}
