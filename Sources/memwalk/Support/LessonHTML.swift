import CellGrid
import Interface
import Lessons
import Narration
import Script
import Session
import Simulation

/// A lesson as a page to read in a browser: a picture a step, the questions folded.
struct LessonHTML {
  private let run: LessonRun
  private let size: GridSize

  init(_ run: LessonRun, size: GridSize) {
    self.run = run
    self.size = size
  }

  /// The page. Linear in its steps.
  var text: String {
    let lesson = run.lesson
    var html = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(escaped(lesson.title))</title>
      <style>
      body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.55 sans-serif; }
      svg { width: 100%; height: auto; margin: .5rem 0 1.5rem; }
      details { margin: 1rem 0; padding: .5rem 1rem; border-left: .3rem solid #f2b134; }
      summary { font-weight: bold; cursor: pointer; }
      code, pre { font-family: monospace; }
      </style>
      </head>
      <body>
      <h1>\(escaped(lesson.title))</h1>

      """
    for (number, page) in lesson.pages.enumerated() {
      if page.title != lesson.title { html += "<h2>\(escaped(page.title))</h2>\n" }
      for (place, item) in page.items.enumerated() {
        html += self.html(item, page: number, place: place)
      }
      if !page.items.contains(where: { if case .commands = $0 { true } else { false } }) {
        continue
      }
      // What is only shown, without a step, is seen at the page's end.
      let stops = run.stops.filter { $0.page == number }
      if !stops.contains(where: \.isStep), let last = stops.last {
        html += last.picture(size: size).svg
      }
    }
    return html + "</body>\n</html>\n"
  }

  private func html(_ item: LessonItem, page: Int, place: Int) -> String {
    switch item {
    case .text(let block): return html(block)
    case .commands(let block) where block.mode == .setup: return ""
    case .commands(let block):
      let stops = run.stops.filter { $0.page == page && $0.item == place && $0.isStep }
      return stops.map { html($0, block.lines[$0.linesDone - 1]) }.joined()
    case .question(let question): return html(question, page: page, place: place)
    case .attempt(let attempt):
      return "<p><strong>\(escaped(attempt.text))</strong></p>\n<details><summary>One way</summary>"
        + "<pre>\(escaped(attempt.solution.map(\.text).joined(separator: "\n")))</pre></details>\n"
    }
  }

  private func html(_ block: TextBlock) -> String {
    let runs = block.runs.map { run in
      switch run.style {
      case .plain: escaped(run.text)
      case .emphasis: "<em>\(escaped(run.text))</em>"
      case .strong: "<strong>\(escaped(run.text))</strong>"
      case .code: "<code>\(escaped(run.text))</code>"
      }
    }.joined()
    return switch block.kind {
    case .paragraph: "<p>\(runs)</p>\n"
    case .point(let marker, _): "<p>\(escaped(marker)) \(runs)</p>\n"
    case .quote: "<blockquote>\(runs)</blockquote>\n"
    case .code: "<pre>\(escaped(block.text))</pre>\n"
    }
  }

  private func html(_ stop: LessonStop, _ line: ScriptLine) -> String {
    var html = "<p><code>\(escaped(line.text))</code><br>\n"
    if let step = stop.session.timeline.step {
      html += escaped(Sentence.text(for: step, names: stop.session.names))
    }
    return html + "</p>\n" + stop.picture(size: size).svg
  }

  private func html(_ question: Question, page: Int, place: Int) -> String {
    guard
      let index = run.stops.firstIndex(where: { $0.page == page && $0.item == place }),
      let after = run.stops[index...].first(where: \.isStep),
      let right = RightAnswer(
        to: question, before: run.stops[index].session, after: after.session)
    else { return "" }
    var html = "<details><summary>\(escaped(question.text))</summary>\n"
    if case .choice(let choices) = question.asked {
      let points = choices.map { "<li>\(escaped($0.text))</li>" }.joined()
      html =
        "<p><strong>\(escaped(question.text))</strong></p><ol>\(points)</ol>\n"
        + "<details><summary>The answer</summary>\n"
    }
    html += "<p>\(escaped(right.text(of: question))).</p>\n"
    if let reason = question.reason { html += "<p>\(escaped(reason))</p>\n" }
    return html + "</details>\n"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
