/** Hosts within the name of a host: a server's number, a name in letters that only look like its own. */

/** Four numbers with dots or hyphens between them, before another label. */
const DOTTED = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-])/
/** The same as eight hexadecimal digits, as wildcard names take them. */
const HEXADECIMAL = /(?:^|[.-])([0-9a-f]{8})(?=\.)/

/** The IPv4 address in a name such as `10-0-0-1.example` or `0a000001.example`, to which such names lead. */
export function addressInName(host: string): string | undefined {
  const dotted = DOTTED.exec(host)?.slice(1).map(Number)
  const digits = dotted ? undefined : HEXADECIMAL.exec(host)?.[1]
  const parts =
    dotted ??
    (digits === undefined ? [] : [0, 2, 4, 6].map((i) => Number.parseInt(digits.slice(i, i + 2), 16)))
  return parts.length === 4 && parts.every((part) => part <= 255) ? parts.join('.') : undefined
}

/** Letters of other alphabets beside the Latin ones that they look like. */
const LOOK_ALIKES: readonly (readonly [latin: string, others: string])[] = [
  ['a', 'аαɑạàáâãäåāă'],
  ['b', 'ьβƅḃ'],
  ['c', 'сϲⅽçćč'],
  ['d', 'ԁⅾḍđ'],
  ['e', 'еєεẹèéêëēęě'],
  ['f', 'ғƒ'],
  ['g', 'ɡցğģ'],
  ['h', 'һհḥ'],
  ['i', 'іιıɩɪịìíîïī'],
  ['j', 'јϳʝ'],
  ['k', 'кκķ'],
  ['l', 'ӏⅼłļ'],
  ['m', 'мⅿṃ'],
  ['n', 'пոηñńņṇ'],
  ['o', 'оοօσọòóôõöøōő'],
  ['p', 'рρ'],
  ['q', 'ԛգ'],
  ['r', 'гŕŗ'],
  ['s', 'ѕśşšṣ'],
  ['t', 'тτţťṭ'],
  ['u', 'υսцùúûüūůụ'],
  ['v', 'ѵνⅴ'],
  ['w', 'ԝωŵ'],
  ['x', 'хχⅹ'],
  ['y', 'уγүýÿ'],
  ['z', 'ᴢźżž'],
]
const LATIN = new Map(LOOK_ALIKES.flatMap(([latin, others]) => Array.from(others, (one) => [one, latin])))

/** The plain name that a host with foreign letters looks like; undefined where it looks like no other. */
export function lookAlike(host: string): string | undefined {
  if (!host.includes('xn--')) return undefined
  const shown = host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? fromPunycode(label.slice(4)) : label))
  const plain = shown.map(
    (label) => label && Array.from(label.normalize('NFKC'), (one) => LATIN.get(one) ?? one).join(''),
  )
  const name = plain.join('.')
  return plain.every((label) => label !== undefined) && /^[a-z0-9.-]+$/.test(name) ? name : undefined
}

/** RFC 3492, section 6.2; undefined for what is not punycode. */
function fromPunycode(label: string): string | undefined {
  const cut = label.lastIndexOf('-')
  const out = cut > 0 ? Array.from(label.slice(0, cut), (one) => one.charCodeAt(0)) : []
  let [code, i, bias] = [128, 0, 72]
  for (let at = cut + 1; at < label.length;) {
    const before = i
    for (let [weight, k] = [1, 36]; ; k += 36) {
      const digit = /^[a-z0-9]$/.test(label[at] ?? '') ? Number.parseInt(label[at] ?? '', 36) : -1
      // Letters come before digits there, and after them here.
      const value = digit < 0 ? -1 : digit < 10 ? digit + 26 : digit - 10
      at += 1
      if (value < 0) return undefined
      i += value * weight
      const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
      if (value < threshold) break
      weight *= 36 - threshold
    }
    const length = out.length + 1
    bias = adapted(i - before, length, before === 0)
    code += Math.floor(i / length)
    i %= length
    if (code > 0x10ffff) return undefined
    out.splice(i, 0, code)
    i += 1
  }
  return String.fromCodePoint(...out)
}

function adapted(delta: number, length: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35)
  return k + Math.floor((36 * rest) / (rest + 38))
}
