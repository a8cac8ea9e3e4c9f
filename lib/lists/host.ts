/** Host names as the lists hold them: lower-case ASCII (punycode), no final dot, whole labels. */

const PLAIN = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/
/** A name that ends in a number is an address to a browser, however it is written: `113.7` is 113.0.0.7. */
const NUMERIC_END = /(^|\.)(\d+|0x[\da-f]*)$/

/**
 * A name from a list as the browser would write it: `Bücher.Example.` → `xn--bcher-kva.example`. Null when no
 * browser could reach it by that name (an address with a path, a wildcard, an empty label).
 */
export function normaliseHost(name: string): string | null {
  const bare = name.trim().replace(/\.$/, '')
  if (PLAIN.test(bare) && !NUMERIC_END.test(bare)) return bare.length <= 253 ? bare : null
  if (bare === '' || /[\s/\\?#@:*%]/.test(bare.replace(/^\[[0-9a-f:.]+\]$/i, ''))) return null
  try {
    return new URL(`http://${bare}/`).hostname
  } catch {
    // Not a host at all: the caller reports which name it dropped.
    return null
  }
}

export function* suffixesOf(host: string): Generator<string> {
  yield host
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) yield host.slice(dot + 1)
}
