/// Ends the program because a value that has to be spent was dropped.
///
/// It seems to return, since a `deinit` must.
@inline(never)
func obligationDropped() {
  trap()
}

private func trap() -> Never {
  preconditionFailure("an AllocatedFrame or a MapperFlush was dropped without being spent")
}
