/**
 * Names and questions for `bench:lookup`: the real lists where they lie beside the repository, and generated names of the
 * same shape up to the number that is wanted. A category set is a number here: a bit for each category of `CATEGORIES`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { CategoryId } from '../../lib/policy/categories.ts'
import { ROOT } from '../rig/paths.ts'
import { random } from './statistics.ts'

const REAL = join(ROOT, '../shared/data/lists')
/** As many as the real lists have. */
const LIKE_REAL = 1_300_000

/** The categories of the real lists, by the file they are in. */
const FILES = {
  ads: 'ads',
  adult: 'adult',
  ai: 'ai-assistant',
  chat: 'chat',
  dating: 'dating',
  drugs: 'drugs',
  'dynamic-dns': 'bypass-hosting',
  'file-sharing-p2p': 'p2p',
  'free-hosting': 'cloud-storage',
  gambling: 'gambling',
  games: 'games',
  hacking: 'hacking',
  'malware-phishing': 'malware',
  piracy: 'piracy',
  'proxy-vpn': 'proxy-vpn',
  'remote-control': 'remote-control',
  shopping: 'shopping',
  social: 'social',
  streaming: 'streaming',
  translation: 'translation-proxy',
  'unsafe-search': 'unsafe-search',
  'url-shortener': 'url-shortener',
  'violence-extremism': 'violence',
  webmail: 'webmail',
} as const satisfies Record<string, CategoryId>

export const CATEGORIES: readonly CategoryId[] = Object.values(FILES)

/** The categories of a set. */
export const categoriesOf = (set: number): CategoryId[] => CATEGORIES.filter((_, bit) => (set >>> bit) & 1)

/** Every name of the real lists with its set; undefined where the lists are not beside the repository. */
function realNames(): Map<string, number> | undefined {
  if (!existsSync(REAL)) return undefined
  const names = new Map<string, number>()
  const files = Object.keys(FILES)
  for (const file of readdirSync(REAL)) {
    const bit = files.indexOf(file.replace('.txt.gz', ''))
    if (bit < 0) throw new Error(`${file} is a list that has no category here`)
    for (const name of gunzipSync(readFileSync(join(REAL, file)))
      .toString('latin1')
      .split('\n'))
      if (name !== '') names.set(name, (names.get(name) ?? 0) | (1 << bit))
  }
  return names
}

/** A few names to grow others from, where the real lists are missing: of every depth that is common there. */
function seedNames(): Map<string, number> {
  const next = random(5)
  const names = new Map<string, number>()
  const word = (): string => {
    const letters = 'aeioubcdfghlmnprstvwxyz0123-'
    return Array.from({ length: 3 + next() * 12 }, () => letters[Math.floor(next() * 26)]).join('')
  }
  while (names.size < 100_000) {
    const top = next() < 0.6 ? 'com' : ['net', 'org', 'ru', 'xyz', 'co.uk', 'info'][Math.floor(next() * 6)]!
    const sub = next() < 0.13 ? `${word()}.` : ''
    names.set(`${sub}${word()}.${top}`, 1 << Math.floor(next() * next() * CATEGORIES.length))
  }
  return names
}

/**
 * Makes names like those of `models`: the first labels of two of them crossed, the rest of the first one. Whatever is
 * `taken` already is not made again.
 */
export function* namesLike(
  models: readonly string[],
  seed: number,
  taken: (name: string) => boolean,
): Generator<readonly [name: string, like: string]> {
  const next = random(seed)
  const pick = (): string => models[Math.floor(next() * models.length)]!
  for (;;) {
    const [one, other] = [pick(), pick()]
    const dot = one.indexOf('.')
    const first = one.slice(0, dot)
    const second = other.slice(0, other.indexOf('.'))
    const cut = Math.ceil(first.length * next())
    const label = first.slice(0, cut) + second.slice(Math.floor(second.length * next()))
    const name = `${label.slice(0, 63)}${one.slice(dot)}`
    if (label !== '' && dot > 0 && !/^-|-$/.test(label) && !taken(name)) yield [name, one]
  }
}

/** So many names with their sets (0: as many as are real), real ones as far as there are any, the others like them. */
export function namesOf(count: number): { names: Map<string, number>; real: number } {
  const known = realNames()
  const models = known ?? seedNames()
  const wanted = count === 0 ? (known?.size ?? LIKE_REAL) : count
  const names = new Map([...models].slice(0, wanted))
  const like = namesLike([...models.keys()], 11, (name) => names.has(name))
  while (names.size < wanted) {
    const [name, model] = like.next().value as readonly [string, string]
    names.set(name, models.get(model)!)
  }
  return { names, real: known ? Math.min(known.size, wanted) : 0 }
}

/** Questions, half of them about hosts that no list holds by any suffix; every other listed one is under a name. */
export function questions(names: Map<string, number>, count: number, seed: number): string[] {
  const next = random(seed)
  const all = [...names.keys()]
  const listed = (host: string): boolean => {
    for (let at = 0; at >= 0; at = host.indexOf('.', at + 1))
      if (names.has(host.slice(at === 0 ? 0 : at + 1))) return true
    return false
  }
  const others = namesLike(all, seed + 1, listed)
  const under = (host: string): string =>
    next() < 0.5 ? `${next() < 0.7 ? 'www' : 'm.static'}.${host}` : host
  return Array.from({ length: count }, () =>
    next() < 0.5
      ? under(all[Math.floor(next() * all.length)]!)
      : under((others.next().value as readonly [string, string])[0]),
  )
}
