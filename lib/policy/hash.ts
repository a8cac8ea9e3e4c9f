/**
 * A stable, synchronous hash of a JSON value: the version of an effective policy. It tells two contents apart;
 * it protects against nobody (what protects is the server's signature), so WebCrypto's promise is not worth it.
 */

/** JSON with object keys in order, so that equal contents give equal text; absent and undefined are the same. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`)
    return `{${pairs.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** Two 32-bit multiply-and-xor lanes that mix at the end (the public-domain cyrb53 construction), 64 bits. */
function lanes(text: string, seed: number): string {
  let a = 0xdeadbeef ^ seed
  let b = 0x41c6ce57 ^ seed
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2_654_435_761)
    b = Math.imul(b ^ unit, 1_597_334_677)
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909)
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909)
  return (b >>> 0).toString(16).padStart(8, '0') + (a >>> 0).toString(16).padStart(8, '0')
}

/** 32 hexadecimal digits; equal for equal contents, whatever the order of their keys. */
export function contentHash(value: unknown): string {
  const text = canonicalJson(value)
  return lanes(text, 0) + lanes(text, 0x9e3779b9)
}
