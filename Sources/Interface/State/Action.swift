public import CellGrid
public import Script
public import Simulation

/// Everything that can happen to the interface: what keys mean, and what comes from outside.
public enum Action: Sendable {
  /// Something in the text of a lesson.
  case lesson(LessonAction)
  /// Something in a list that covers the views.
  case choose(ChooserAction)
  /// Show all keys by topic.
  case openMenu
  /// Show all keys and commands, to be found by typing.
  case openPalette
  /// Show what can be opened.
  case openCatalog
  /// What can be opened has been found.
  case catalog(Catalog)
  /// Files for the prompt have been found.
  case files([String])
  /// List the branches.
  case listBranches
  /// Arrange the views in the next way.
  case nextLayout
  /// Begin a count for the next key.
  case beginCount
  /// Add a digit to it.
  case countDigit(Int)
  /// Drop it.
  case dropCount
  /// Take the last command back.
  case takeBack
  /// Return to the run that has it.
  case bringBack
  /// Make the next step.
  case stepForward
  /// Go back a step.
  case stepBack
  /// Make the next access.
  case stepInto
  /// Take back an access.
  case stepOut
  /// Start or stop playing.
  case togglePlay
  /// Play faster.
  case faster
  /// Play slower.
  case slower
  /// Go to step 0, then to the start of the boot.
  case goToStart
  /// Go to the last step.
  case goToEnd
  /// Move the cursor; without a direction, take it away.
  case move(Direction?)
  /// Follow what the cursor is on to the next layer.
  case follow
  /// Go back to where the cursor was.
  case goBack
  /// Give the keys to the next view.
  case nextView
  /// Give the keys to the view before.
  case previousView
  /// Give the keys to a view; a second time, show it alone.
  case show(ViewName)
  /// Show the view alone, or all again.
  case toggleWholeScreen
  /// More memory in a cell.
  case zoomOut
  /// Less memory in a cell.
  case zoomIn
  /// Go to the step before that touched what the cursor is on.
  case previousTouching
  /// Go to the next step that touches it.
  case nextTouching
  /// Go to the step that wrote it last.
  case lastWriter
  /// Take the next set of colours.
  case nextTheme
  /// Draw the series so many places on over the run.
  case nextSeries(Int)
  /// Go to the step at which the drawn series is greatest or least.
  case extreme(Extreme)
  /// Look for the condition again that was looked for last; true for backwards.
  case findAgain(back: Bool)
  /// Go to the next mark or note, or the one before.
  case nextMark
  /// Go to the mark or note before.
  case previousMark
  /// Go to the next step in which anything out of the ordinary happens, or the one before.
  case nextEvent(back: Bool)
  /// Move the cursor of the focused view by a screen; up if negative.
  case page(Int)
  /// Move it by half a screen.
  case halfPage(Int)
  /// Open the prompt, with a text to begin with.
  case openPrompt(String)
  /// Mark the point.
  case bookmark
  /// List the marks.
  case listBookmarks
  /// Leave the run for a branch from here on.
  case branch
  /// Open the prompt with the next step's command, to be replaced.
  case editNext
  /// Go to the other branch.
  case otherBranch
  /// List what differs between the branches.
  case listDifferences
  /// Go to the first step at which the branches part.
  case firstDifference
  /// Show both branches side by side, or the run alone.
  case toggleSideBySide
  /// Show the help.
  case openHelp
  /// Explain what the cursor is on.
  case explain
  /// Move within a text that covers the views.
  case scroll(Scroll)
  /// Look for something in a text that covers the views.
  case seekText(TextSeeking)
  /// Give what the cursor is on, the step's words or the text to the clipboard.
  case copy
  /// A text was given to the clipboard; what there is to say about it.
  case copied(String)
  /// Show two cells of the frame map in a character, or letters again.
  case toggleHalves
  /// Show as much as fits again.
  case fit
  /// Go from the text back to the views.
  case leaveText
  /// Stop what is going on; if nothing is, end the program.
  case interrupt
  /// Carry out the lines that were shown.
  case runAsked
  /// Drop them.
  case dropAsked
  /// End the program.
  case quit
  /// Say that a command that took too long was given up.
  case giveUp
  /// A key for the prompt.
  case edit(PromptEdit)
  /// A text pasted into the prompt.
  case paste(String)
  /// The prompt's line, understood.
  case execute(ScriptLine)
  /// The session was written to a file.
  case saved(path: String)
  /// Something went wrong outside; a text for the message line.
  case report(String)
  /// The terminal has another size.
  case resize(GridSize)
  /// A moment of playing has passed.
  case tick
  /// There is time for a slice of what is going on.
  case work
  /// More of the trace has been read; `nil` when all has.
  case loaded(PackedCommands, slotCount: Int, LoadProgress?)
  /// The mouse was pressed at a place.
  case click(GridPoint)
  /// The mouse wheel was turned over a place.
  case wheel(Direction, GridPoint)
}

/// A movement within a text.
public enum Scroll: Equatable, Sendable {
  /// By lines, up if negative.
  case lines(Int)
  /// By screens, up if negative.
  case pages(Int)
  /// By halves of a screen, up if negative.
  case halves(Int)
  /// To its start.
  case start
  /// To its end.
  case end
}

/// What a key does to the prompt's line.
public enum PromptEdit: Equatable, Sendable {
  /// Puts in a character.
  case insert(Unicode.Scalar)
  /// Deletes the character before the cursor.
  case deleteBackward
  /// Deletes the character behind it.
  case deleteForward
  /// Deletes the word before it.
  case deleteWord
  /// Deletes the line up to it.
  case deleteToStart
  /// Deletes the line from it on.
  case deleteToEnd
  /// Moves it by a word to the left.
  case wordLeft
  /// Moves it by a word to the right.
  case wordRight
  /// Takes the next older line that has what was typed.
  case search
  /// Completes the word by what was found before.
  case completeBack
  /// Deletes the character behind the cursor, or leaves an empty line.
  case deleteOrLeave
  /// Moves it to the left.
  case left
  /// Moves it to the right.
  case right
  /// Moves it to the start.
  case start
  /// Moves it to the end.
  case end
  /// Takes an older line.
  case older
  /// Takes a newer line.
  case newer
  /// Completes the word.
  case complete
  /// Carries out the line.
  case submit
  /// Leaves the prompt.
  case cancel
}
