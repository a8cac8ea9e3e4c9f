/** What the pages of our own making say: one voice is what one unrelated person would put on a page. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cuss } from 'cuss'
import split from './split.json' with { type: 'json' }

export interface Voice {
  /** `gambling-pl2`. */
  readonly id: string
  readonly kind: string
  readonly lang: string
  readonly host: string
  readonly title: string
  readonly heads: readonly string[]
  readonly items: readonly string[]
  readonly paras: readonly string[]
  readonly tags: readonly string[]
  readonly buttons: readonly string[]
  /** Kept out of tuning. */
  readonly isHeld: boolean
}

const KEPT_OUT = new Set<string>(split.keptOut)

/** Coarse words come from a package when the tests run: nobody has to read them here. */
const COARSE = Object.entries(cuss)
  .filter(([word, rating]) => rating === 2 && /^[a-z]{5,}$/.test(word))
  .map(([word]) => word)
  .toSorted()

/** Of a folder beside this file: `pages` should be found, `pages-about` must stay open. */
export function voices(of: 'pages' | 'pages-about'): Voice[] {
  const folder = join(import.meta.dirname, of)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => parse(name.replace('.txt', ''), readFileSync(join(folder, name), 'utf8')))
}

function parse(kind: string, text: string): Voice[] {
  return text
    .split(/^== /m)
    .slice(1)
    .map((block, at) => voice(kind, block, at))
}

function voice(kind: string, block: string, at: number): Voice {
  const [head = '', ...lines] = block.trim().split('\n')
  const [name = '', host = ''] = head.split(' host=')
  const fields = Object.fromEntries(
    lines.map((line) => [line.split(': ')[0], fill(line.split(': ').slice(1).join(': '), at)]),
  )
  const list = (field: string, by = ' | ') =>
    (fields[field] ?? '').split(by).filter((part: string) => part !== '')
  const id = `${kind}-${name}`
  return {
    id,
    kind,
    lang: name.replace(/\d+$/, ''),
    host,
    title: fields['title'] ?? '',
    heads: list('heads'),
    items: list('items'),
    paras: list('paras', ' || '),
    tags: list('tags'),
    buttons: list('buttons'),
    isHeld: KEPT_OUT.has(id),
  }
}

function fill(text: string, at: number): string {
  let next = at * 7
  return text.replace(/\{(?:coarse|slur)\}/g, () => COARSE[(next += 31) % COARSE.length] ?? '')
}
