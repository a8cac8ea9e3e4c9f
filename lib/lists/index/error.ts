/** An index or a delta that cannot be used: cut short, changed on its way, of another format, or beyond its bounds. */
export class IndexError extends Error {
  override readonly name = 'IndexError'
}
