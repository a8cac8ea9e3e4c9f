/** What a file is, whatever it says of itself: by the ending its system goes by, its server's word, and how it comes. */
import { DANGEROUS, FILE_KINDS, type FileKind } from '../policy/downloads.ts'
import { isHonest, kindOfEnding, kindOfType } from './endings.ts'
import { readName } from './name.ts'

export interface Seen {
  readonly kind: FileKind
  /** The name as it may be shown and saved: without marks that hide its ending. */
  readonly name: string
  /** It is dangerous and is made to look as if it were not. */
  readonly disguised: boolean
}

const worse = (a: FileKind, b: FileKind): FileKind => (FILE_KINDS.indexOf(a) >= FILE_KINDS.indexOf(b) ? a : b)

/** Endings that say only that a file is packed, or unfinished: the one before them says what is in it. */
const WRAPPED: ReadonlySet<string> = new Set(
  'gz bz2 xz zst z lz lzma zip 7z rar bak old tmp temp download part crdownload partial 001'.split(' '),
)

/**
 * @param name as the browser would save it
 * @param mime as its server says
 * @param source the address it comes from, by which a `data:` address says what it holds
 */
export function kindOf(name: string, mime: string, source: string): Seen {
  const { shown, endings, turned } = readName(name)
  const said = [mime, dataType(source)].flatMap((type) => kindOfType(type) ?? [])
  const byName = nameKind(endings)
  const own = byName === 'other' ? undefined : byName
  const others = own === undefined ? said : said.filter((type) => !isHonest(own, type))
  const kind = /^magnet:/i.test(source) ? 'torrent' : others.reduce(worse, own ?? said[0] ?? 'other')
  const looks = endings.map(kindOfEnding).filter((one) => one !== undefined)
  const harmless = looks.some((one) => !DANGEROUS.has(one))
  return { kind, name: shown, disguised: DANGEROUS.has(kind) && (turned || harmless) }
}

/** By the last ending; where that only wraps, by the one before it too. */
function nameKind([last, ...before]: readonly string[]): FileKind {
  if (last === undefined) return 'other'
  const kind = kindOfEnding(last) ?? 'other'
  if (!WRAPPED.has(last)) return kind
  const inside = nameKind(before)
  return DANGEROUS.has(inside) ? inside : kind
}

/** `data:text/html;base64,…` → `text/html`; nothing of another address. */
const dataType = (source: string): string => /^data:([^,;]*)/i.exec(source)?.[1] ?? ''
