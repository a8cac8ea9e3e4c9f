/** Too many looks at once: refused, so that the page does not take it for judged and tells it again. */
export class FloodError extends Error {
  override readonly name = 'FloodError'
}
