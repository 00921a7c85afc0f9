import Script
import Simulation

/// The course of a trace on several heaps, as a picture.
enum ComparisonPlot {
  private static let (width, panelHeight, left, right, top, gap) = (900, 170, 84, 150, 48, 58)
  /// Safe for colour-blind viewers (Okabe and Ito); line styles tell the lines apart as well.
  private static let colors = [
    "#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#000000", "#f0e442",
    "#777777", "#882255",
  ]
  private static let dashes = ["", "7 3", "2 3", "9 3 2 3", "14 4"]

  private struct Panel {
    let title: String
    let value: (HeapResult.Sample) -> Double
    let label: (Double) -> String
  }

  private static var panels: [Panel] {
    [
      Panel(
        title: "bytes in blocks", value: { Double($0.used) },
        label: { NumberText.bytes(UInt64($0)) }),
      Panel(
        title: "mapped heap", value: { Double($0.heap) },
        label: { NumberText.bytes(UInt64($0)) }),
      Panel(
        title: "external fragmentation", value: { Double($0.fragmentation) / 10 },
        label: { NumberText.percent(UInt64(($0 * 10).rounded())) }),
      Panel(title: "holes", value: { Double($0.holes) }, label: { "\(Int($0))" }),
    ]
  }

  /// An SVG picture: a panel a figure, a line a heap.
  static func svg(of results: [HeapResult], title: String) -> String {
    let height = top + panels.count * (panelHeight + gap)
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-family="sans-serif" font-size="12">
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      <text x="\(left)" y="24" font-size="16">\(escaped(title))</text>

      """
    for (number, panel) in panels.enumerated() {
      text += draw(panel, results, y: top + number * (panelHeight + gap))
    }
    for (number, result) in results.enumerated() {
      let y = top + 14 + number * 18
      text += """
        <line x1="\(width - right + 12)" y1="\(y)" x2="\(width - right + 40)" y2="\(y)" \
        \(style(number))/>
        <text x="\(width - right + 46)" y="\(y + 4)">\(result.policy.rawValue)</text>

        """
    }
    return text + "</svg>\n"
  }

  private static func draw(_ panel: Panel, _ results: [HeapResult], y: Int) -> String {
    let greatest = results.flatMap(\.samples).map(panel.value).max() ?? 0
    let span = max(greatest, 1)
    let last = max(1, results.first?.operations ?? 1)
    let plotWidth = width - left - right
    var text = """
      <text x="\(left)" y="\(y - 6)" fill="#333333">\(panel.title)</text>
      <rect x="\(left)" y="\(y)" width="\(plotWidth)" height="\(panelHeight)" fill="none" \
      stroke="#bbbbbb"/>
      <text x="\(left - 6)" y="\(y + 10)" text-anchor="end">\(panel.label(greatest))</text>
      <text x="\(left - 6)" y="\(y + panelHeight)" text-anchor="end">0</text>
      <text x="\(left)" y="\(y + panelHeight + 16)">0</text>
      <text x="\(left + plotWidth)" y="\(y + panelHeight + 16)" text-anchor="end">\
      \(Phrase.count(UInt64(last), "operation"))</text>

      """
    for (number, result) in results.enumerated() {
      let points = result.samples.map { sample in
        let x = Double(left) + Double(plotWidth) * Double(sample.operation) / Double(last)
        let part = panel.value(sample) / span
        return "\(tenths(x)),\(tenths(Double(y + panelHeight) - part * Double(panelHeight)))"
      }
      text +=
        "<polyline fill=\"none\" \(style(number)) points=\"\(points.joined(separator: " "))\"/>\n"
    }
    return text
  }

  private static func style(_ number: Int) -> String {
    let dash = dashes[number % dashes.count]
    let pattern = dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\""
    return "stroke=\"\(colors[number % colors.count])\" stroke-width=\"1.6\"\(pattern)"
  }

  private static func tenths(_ value: Double) -> String {
    let number = Int((value * 10).rounded())
    return "\(number / 10).\(number % 10)"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
