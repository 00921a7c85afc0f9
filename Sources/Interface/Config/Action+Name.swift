import Simulation

extension Action {
  /// What a config calls the action; `nil` for what no key of the views does.
  public var name: String? {
    steppingName ?? lookingName ?? askingName
  }

  private var steppingName: String? {
    switch self {
    case .stepForward: "next-step"
    case .stepBack: "previous-step"
    case .stepInto: "step-into"
    case .stepOut: "step-out"
    case .togglePlay: "play"
    case .faster: "faster"
    case .slower: "slower"
    case .goToStart: "first-step"
    case .goToEnd: "last-step"
    case .beginCount: "count"
    case .nextMark: "next-mark"
    case .previousMark: "previous-mark"
    case .nextEvent(let back): back ? "event-before" : "next-event"
    case .extreme(.greatest): "highest"
    case .extreme(.least): "lowest"
    case .nextTouching: "next-touching"
    case .previousTouching: "last-touching"
    case .lastWriter: "last-writer"
    default: nil
    }
  }

  private var lookingName: String? {
    switch self {
    case .move(.left): "cursor-left"
    case .move(.down): "cursor-down"
    case .move(.up): "cursor-up"
    case .move(.right): "cursor-right"
    case .follow: "follow"
    case .goBack: "go-back"
    case .nextView: "next-view"
    case .previousView: "previous-view"
    case .show(let view): "\(view)"
    case .page(let distance): distance > 0 ? "page-down" : "page-up"
    case .halfPage(let distance): distance > 0 ? "half-down" : "half-up"
    case .fit: "fit"
    case .toggleHalves: "bitmap"
    case .nextSeries(let distance): distance > 0 ? "next-series" : "series-before"
    case .nextTheme: "next-theme"
    case .nextLayout: "next-layout"
    case .toggleWholeScreen: "whole-screen"
    case .zoomOut: "zoom-out"
    case .zoomIn: "zoom-in"
    default: nil
    }
  }

  private var askingName: String? {
    switch self {
    case .openPrompt(""): "command"
    case .openPrompt("goto "): "go-to"
    case .openPrompt("find "): "find"
    case .openPrompt("branch policy="): "other-heap"
    case .findAgain(let back): back ? "find-before" : "find-again"
    case .bookmark: "mark"
    case .listBookmarks: "list-marks"
    case .branch: "branch"
    case .editNext: "edit-next"
    case .takeBack: "take-back"
    case .bringBack: "bring-back"
    case .otherBranch: "other-branch"
    case .toggleSideBySide: "side-by-side"
    case .listDifferences: "differences"
    case .firstDifference: "parting"
    case .explain: "explain"
    case .listBranches: "list-branches"
    case .openCatalog: "open"
    case .openPalette: "palette"
    case .openMenu: "menu"
    case .copy: "copy"
    case .openPrompt("export "): "export"
    case .openPrompt("note \""): "note"
    case .openHelp: "help"
    case .quit: "quit"
    case .interrupt: "interrupt"
    default: nil
    }
  }
}
