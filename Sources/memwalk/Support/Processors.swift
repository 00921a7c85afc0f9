import Glibc

/// The processors of the computer that memwalk runs on.
enum Processors {
  /// How many there are to run on.
  static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
