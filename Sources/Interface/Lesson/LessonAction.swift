/// What a reader can do in the text of a lesson.
public enum LessonAction: Equatable, Sendable {
  /// Go on: to the next step, access, question.
  case next
  /// Go back by one.
  case back
  /// Turn so many pages.
  case turnPage(Int)
  /// Begin the page again.
  case restartPage
  /// Begin to type an answer, with a text.
  case openAnswer(String)
  /// A key for the answer.
  case edit(PromptEdit)
  /// Give a hint.
  case hint
  /// Show the answer.
  case showAnswer
  /// Try what there is to try.
  case beginAttempt
  /// Give the keys to the machine, or back.
  case switchFocus
  /// Scroll the text by rows; up if negative.
  case scroll(Int)
}
