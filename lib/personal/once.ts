/** Made when it is first wanted: patterns that know letters cost half a millisecond each, beside every page, and serve few. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
