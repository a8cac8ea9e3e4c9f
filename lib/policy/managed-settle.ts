/** One key of the managed values: what it says, what of it cannot be read, and what holds instead. */
import { listItems, singleText } from './managed-input.ts'
import { rowOf, type ManagedKey } from './managed-keys.ts'
import { reconcile, strictReading, subject } from './managed-reconcile.ts'
import { capped, problem, type ManagedProblem } from './managed-report.ts'
import type { ManagedText } from './managed-values.ts'
import { readWith } from './read.ts'

export interface Settled {
  /** Absent: the key is unset, its default holds. */
  readonly text?: readonly string[]
  readonly kept: boolean
  readonly problems: readonly ManagedProblem[]
}

/** What holds for a protective key that says nothing readable: the last good value, else the strict one. */
export function fallback(key: ManagedKey, lastGood: ManagedText | undefined): readonly string[] | undefined {
  if (lastGood !== undefined) return lastGood[key]
  const { strict, default: usual } = rowOf(key)
  const text = strict ?? usual
  return typeof text === 'string' ? [text] : text
}

/** Reads a key that is there and not blank. */
export const settle = (key: ManagedKey, raw: unknown, lastGood: ManagedText | undefined): Settled =>
  rowOf(key).list === undefined ? settleText(key, raw, lastGood) : settleList(key, raw, lastGood)

function settleText(key: ManagedKey, raw: unknown, lastGood: ManagedText | undefined): Settled {
  const row = rowOf(key)
  const text = singleText(raw)
  const read = text.ok ? readWith(row.item, text.value) : text
  if (text.ok && read.ok) return { text: [text.value], kept: false, problems: [] }
  if (read.ok) return { kept: false, problems: [] }
  const kept = row.protective === true
  const found = text.ok && row.secret !== true ? { found: text.value } : {}
  const problems = [problem('bad-value', key, read, { ...found, kept })]
  const instead = kept ? fallback(key, lastGood) : undefined
  return instead === undefined ? { kept, problems } : { text: instead, kept, problems }
}

function settleList(key: ManagedKey, raw: unknown, lastGood: ManagedText | undefined): Settled {
  const row = rowOf(key)
  const items = listItems(raw, row.list ?? 'lines')
  if (!items.ok) {
    const kept = row.protective === true
    const instead = kept ? fallback(key, lastGood) : undefined
    const problems = [problem('bad-value', key, items, { kept })]
    return instead === undefined ? { kept, problems } : { text: instead, kept, problems }
  }
  const readable: { text: string; value: unknown; number: number }[] = []
  const unreadable: { text: string; problem: ManagedProblem; harmless: boolean }[] = []
  for (const one of items.value) {
    const read = 'text' in one ? readWith(row.item, one.text) : { ...notText, wrong: one.wrong }
    if ('text' in one && read.ok) readable.push({ ...one, value: read.value })
    else if (!read.ok) {
      const found = 'text' in one ? { found: one.text } : {}
      const itemProblem = problem('bad-item', key, read, { item: one.number, ...found })
      unreadable.push({
        text: 'text' in one ? one.text : '',
        problem: itemProblem,
        harmless: read.harmless === true,
      })
    }
  }
  const { texts, problems: conflicts } = reconcile(key, readable)
  const harmful = unreadable.filter((one) => !one.harmless)
  const kept = row.protective === true && harmful.length > 0 && !(row.allowList === true && texts.length > 0)
  const problems = [
    ...capped(unreadable.map((one) => ({ ...one.problem, kept: kept && !one.harmless }))),
    ...conflicts,
  ]
  if (!kept) return { text: texts, kept, problems }
  const before = fallback(key, lastGood) ?? []
  const strictest = lastGood === undefined ? harmful.flatMap((one) => strictReading(key, one.text)) : []
  return { text: unite(key, [...before, ...strictest], texts), kept, problems }
}

const notText = { ok: false, fix: 'Write every item as text.' } as const

/** Old items first, so that in a timetable the new ones win; what a new item speaks about, an old one does not. */
function unite(key: ManagedKey, before: readonly string[], now: readonly string[]): string[] {
  const about = (text: string): string => {
    const read = readWith(rowOf(key).item, text)
    return read.ok ? subject(key, read.value) : text
  }
  const spoken = new Set(now.map(about))
  const old = new Map(before.map((text) => [about(text), text] as const))
  return [...[...old].filter(([one]) => !spoken.has(one)).map(([, text]) => text), ...now]
}
