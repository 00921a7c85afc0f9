import Assets
import Simulation
import Traces

extension FirmwareList {
  /// Whether it comes from a file, and not with the program.
  var isFile: Bool { Assets.machine(named: name) == nil }
}

/// Finds firmware lists by the names that `map=` takes.
enum MapLoader {
  /// A list that comes with the program, or one in a file.
  static func list(named name: String) throws(Failure) -> FirmwareList {
    let contents: FileContents
    do {
      if let bytes = Assets.machine(named: name) {
        contents = FileContents(name: name, bytes: bytes)
      } else {
        contents = try FileContents(path: name)
      }
      let map = try FirmwareText.read(contents)
      return FirmwareList(name: name, entries: map.entries, nodes: map.nodes)
    } catch let error as FileError {
      if case .notFound = error, !name.contains("/") {
        throw .input(
          "\(error.description); machines that come with memwalk: "
            + Assets.machineNames.joined(separator: ", "))
      }
      throw .input(error.description)
    } catch let error as ReadError {
      throw .input(error.description)
    } catch {
      throw .input("\(name): \(error)")
    }
  }
}
