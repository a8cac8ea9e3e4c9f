/** Real pages that must stay open. Half are about what a filter watches: war, hatred, drugs, ways round, scripture. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { ROOT } from '../rig/paths.ts'
import { fromHtml, fromLetter, fromManual, fromPlain, fromTagged, type Plain } from './plain-pages.ts'
import { sourceFolder, type SourceName } from './sources.ts'

export interface Negative {
  readonly id: string
  readonly source: string
  readonly url: string
  readonly html: string
  readonly isSensitive: boolean
  /** Not looked at while rules were made. */
  readonly isHeld: boolean
}

interface Shelf {
  readonly source: SourceName
  readonly glob: string
  readonly most: number
  readonly isSensitive?: boolean
  readonly lang?: string
  readonly read: (raw: Buffer, lang: string) => Plain
}
const utf8 = (raw: Buffer): string => raw.toString('utf8')

const SHELVES: readonly Shelf[] = [
  {
    source: 'anarchism',
    glob: 'usr/share/doc/anarchism/html/**/*.html',
    most: 140,
    isSensitive: true,
    read: fromHtml,
  },
  { source: 'speeches', glob: 'package/data/*.txt', most: 120, isSensitive: true, read: fromPlain },
  { source: 'countries', glob: 'package/*/*.json', most: 120, isSensitive: true, read: countryPage },
  { source: 'privoxy', glob: 'usr/share/doc/privoxy/**/*.html', most: 30, isSensitive: true, read: fromHtml },
  { source: 'brown', glob: 'package/c[a-r][0-9][0-9]', most: 160, read: fromTagged },
  { source: 'letters', glob: 'package/data/{easy-ham-1,hard-ham-1}/*.txt', most: 120, read: fromLetter },
  {
    source: 'harden-doc',
    glob: 'usr/share/doc/harden-doc/html/securing-debian-manual/*.en.html',
    most: 40,
    read: fromHtml,
  },
  { source: 'debian-history', glob: 'usr/share/doc/debian-history/docs/**/*.html', most: 20, read: fromHtml },
  { source: 'reference-de', glob: 'usr/share/developers-reference/de/*.html', most: 12, read: fromHtml },
  { source: 'reference-fr', glob: 'usr/share/developers-reference/fr/*.html', most: 12, read: fromHtml },
  ...(['pl', 'ro', 'uk', 'es'] as const).map((lang): Shelf => ({
    source: `manual-${lang}`,
    glob: `usr/share/man/${lang}/man*/*.gz`,
    most: 25,
    lang,
    read: fromManual,
  })),
  ...(['en', 'ur', 'fr', 'es'] as const).map((lang): Shelf => ({
    source: 'scripture',
    glob: `package/dist/chapters/${lang}/*.json`,
    most: 20,
    lang,
    isSensitive: true,
    read: scripturePage,
  })),
]

function countryPage(raw: Buffer): Plain {
  const texts: string[] = []
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string') texts.push(`${name}: ${value}`)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, key === 'text' ? name : key)
  }
  walk(JSON.parse(utf8(raw)), '')
  return fromPlain(Buffer.from(texts.join('\n\n')), 'en')
}

function scripturePage(raw: Buffer, lang: string): Plain {
  const { verses } = JSON.parse(utf8(raw)) as { verses: { translation?: string; text: string }[] }
  return fromPlain(Buffer.from(verses.map((verse) => verse.translation ?? verse.text).join('\n\n')), lang)
}

/** Real pages of all shelves that are there; which of them were kept out of tuning is in their names. */
export function* negatives(): Generator<Negative> {
  for (const shelf of SHELVES) yield* pagesOf(shelf)
}

function* pagesOf({
  source,
  glob,
  most,
  isSensitive = false,
  lang = 'en',
  read,
}: Shelf): Generator<Negative> {
  const folder = sourceFolder(source)
  if (folder === null) return
  for (const path of evenly(globSync(glob, { cwd: folder }).toSorted(), most)) {
    const raw = readFileSync(join(folder, path))
    const { html } = read(path.endsWith('.gz') ? gunzipSync(raw) : raw, lang)
    const id = `${source}/${path.split('/').slice(-2).join('/')}`
    yield {
      id,
      source,
      // Named for nothing: the address must not tell what it is.
      url: `https://reader.example/${source}/${encodeURIComponent(basename(path))}`,
      html,
      isSensitive,
      isHeld: !isForTuning(id),
    }
  }
}

/** One in five was looked at while rules were made. By its name, so that it stays the same. */
function isForTuning(id: string): boolean {
  let sum = 0
  for (let i = 0; i < id.length; i += 1) sum = (sum * 31 + id.charCodeAt(i)) % 1_000_003
  return sum % 5 === 0
}

const evenly = (paths: string[], most: number): string[] =>
  paths.length <= most
    ? paths
    : Array.from({ length: most }, (_, at) => paths[Math.floor((at * paths.length) / most)] ?? '')

/** Saved pages beside the project, when they are there: news and reference, none of which a rule was made on. */
export function everyday(unpacked: string): Negative[] {
  return globSync('*.html', { cwd: unpacked }).map((name) => ({
    id: `everyday/${name}`,
    source: 'everyday',
    url: `https://reader.example/everyday/${name}`,
    html: readFileSync(join(unpacked, name), 'utf8'),
    isSensitive: false,
    isHeld: true,
  }))
}

/** What the project's own packages say of themselves: always there, so that a quick run has real pages too. */
export function readmes(most: number): Negative[] {
  const paths = globSync('node_modules/{*,@*/*}/{README,readme}.md', { cwd: ROOT }).toSorted()
  return evenly(paths, most).map((path) => ({
    id: path,
    source: 'readme',
    url: `https://reader.example/${path.split('/').slice(1, -1).join('/')}`,
    html: fromPlain(readFileSync(join(ROOT, path)), 'en').html,
    isSensitive: false,
    isHeld: !isForTuning(path),
  }))
}
