import Script
import Simulation

extension Session {
  /// What the steps of the run read like: their commands, as they are shown, and the notes.
  var stepTexts: StepTexts {
    let (names, setup) = (names, timeline.setupCount)
    let numbered = notes.map { ($0.key - setup, $0.value) }
    return StepTexts(notes: Dictionary(uniqueKeysWithValues: numbered)) { words in
      let matcher = CommandMatcher(words, names: names)
      return { matcher.matches($0) }
    }
  }
}
