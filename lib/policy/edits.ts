/**
 * Edits of a policy document. Each says where, what stood there and what is to stand there, so several people can edit
 * one document: an edit fits for as long as nobody changed the same place. Pure; nothing is changed in place.
 */
import { z } from '../zod.ts'
import { canonicalJson } from './hash.ts'

/** What the editor edits. What is timed for one person or group, and what the server fills in, is decided elsewhere. */
const EDITABLE = [
  'school',
  'timeZone',
  'groups',
  'defaultGroup',
  'people',
  'clauses',
  'categoryClauses',
  'lifelines',
  'needed',
  'lessons',
  'teachersMayOpen',
  'concerns',
  'agreementYearStarts',
  'looksShown',
  'secondYes',
] as const

const step = z.string().check(z.minLength(1), z.maxLength(320), z.regex(/^(?!__proto__$)/))

export const editSchema = z.object({
  /** Names from the document down: groups, year-9, categories, games. */
  path: z.array(step).check(
    z.minLength(1),
    z.maxLength(6),
    z.refine((path) => EDITABLE.some((one) => one === path[0]), 'this is not edited here'),
  ),
  /** `value`: all that stands there. `item`: one of the list that stands there; others of the list are nobody's concern. */
  what: z.enum(['value', 'item']),
  /** What stood there; left out where nothing did. */
  from: z.optional(z.unknown()),
  /** What is to stand there; left out where nothing is to. */
  to: z.optional(z.unknown()),
})
export type Edit = z.infer<typeof editSchema>

/** `now`: what stands there instead of what the edit saw. */
export type Edited =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly now: unknown }

export const isSame = (one: unknown, other: unknown): boolean =>
  one === undefined || other === undefined ? one === other : canonicalJson(one) === canonicalJson(other)

/** What stands at a path; undefined where nothing does. */
export const valueAt = (document: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    document,
  )

/** The document with the edit in it (the same one where that changes nothing), or what stands in its way. */
export function applyEdit(document: unknown, { path, what, from, to }: Edit): Edited {
  const now = valueAt(document, path)
  if (!hasPlace(document, path)) return { ok: false, now: undefined }
  if (what === 'item') return editItem(document, path, now, { from, to })
  // Whoever wants what is there already has it.
  if (isSame(now, to)) return { ok: true, document }
  if (!isSame(now, from)) return { ok: false, now }
  return { ok: true, document: withValue(document, path, to) }
}

interface Change {
  readonly from?: unknown
  readonly to?: unknown
}

function editItem(document: unknown, path: readonly string[], now: unknown, { from, to }: Change): Edited {
  const list: readonly unknown[] = Array.isArray(now) ? now : []
  const place = from === undefined ? -1 : list.findIndex((one) => isSame(one, from))
  if (from !== undefined && place < 0) {
    if (to !== undefined && list.some((one) => isSame(one, to))) return { ok: true, document }
    return { ok: false, now: list.find((one) => isAbout(one, from)) }
  }
  if (from === undefined && list.some((one) => isSame(one, to))) return { ok: true, document }
  const without = list.filter((_one, i) => i !== place)
  const isThere = to !== undefined && without.some((one) => isSame(one, to))
  const next =
    to === undefined || isThere
      ? without
      : place < 0
        ? [...list, to]
        : list.map((one, i) => (i === place ? to : one))
  return { ok: true, document: withValue(document, path, next) }
}

/** Two items about one thing, of which one was changed into the other: by what names them. */
function isAbout(one: unknown, other: unknown): boolean {
  if (!isRecord(one) || !isRecord(other)) return false
  if (one['host'] !== undefined) return one['host'] === other['host'] && one['path'] === other['path']
  return one['name'] !== undefined && one['name'] === other['name']
}

/** A group that somebody took out is not made again by an edit of a part of it. */
function hasPlace(document: unknown, path: readonly string[]): boolean {
  if (path[0] !== 'groups' || path.length < 3) return true
  return valueAt(document, path.slice(0, 2)) !== undefined
}

function withValue(document: unknown, [key = '', ...rest]: readonly string[], to: unknown): unknown {
  const record = isRecord(document) ? document : {}
  const value = rest.length === 0 ? to : withValue(record[key], rest, to)
  if (value !== undefined) return { ...record, [key]: value }
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

interface Replayed {
  readonly document: unknown
  /** Those that no longer fit, by their places in the list, with what stands there instead. */
  readonly stuck: ReadonlyMap<number, unknown>
}

/** All edits put into a document, one after the other; one that does not fit is left out. */
export function replay(base: unknown, edits: readonly Edit[]): Replayed {
  const stuck = new Map<number, unknown>()
  let document = base
  for (const [i, edit] of edits.entries()) {
    const done = applyEdit(document, edit)
    if (done.ok) document = done.document
    else stuck.set(i, done.now)
  }
  return { document, stuck }
}

/** What a new edit comes to with an earlier one of the same place: one edit, or none when nothing is left of both. */
export function folded(earlier: Edit, next: Edit): Edit | null {
  const { path, what, from } = earlier
  const both = {
    path,
    what,
    ...(from !== undefined && { from }),
    ...(next.to !== undefined && { to: next.to }),
  }
  return isSame(both.from, both.to) ? null : both
}

/**
 * The place of the edit that a new one continues, or -1. Nothing that came after it may speak of the same place: edits
 * are put in one after the other.
 */
export const continued = (edits: readonly Edit[], next: Edit): number => {
  const last = edits.findLastIndex((one) => overlaps(one.path, next.path) && !areApart(one, next))
  const one = edits[last]
  if (one === undefined || one.what !== next.what || one.path.length !== next.path.length) return -1
  // Of items only what was added and is taken out again: others may have been there already, or be between the two.
  if (next.what === 'item' && (next.to !== undefined || one.from !== undefined)) return -1
  return last
}

/** Two items of one list that have nothing to do with each other. */
const areApart = (one: Edit, next: Edit): boolean =>
  one.what === 'item' &&
  next.what === 'item' &&
  one.path.length === next.path.length &&
  (next.from === undefined || !isSame(one.to, next.from))

const overlaps = (one: readonly string[], other: readonly string[]): boolean =>
  one.slice(0, other.length).every((key, i) => key === other[i])
