/** From the good texts of managed keys to the values the rest of Kerb uses. */
import { managedKeys, rowOf, type ManagedKey, type ManagedValues } from './managed-keys.ts'
import { readWith } from './read.ts'

/** Good texts of each key that is set, by an administrator or because something was kept. */
export type ManagedText = Readonly<Partial<Record<ManagedKey, readonly string[]>>>

/** Texts to values. The texts were read before: what no longer reads (a stored text of an older version) is left out. */
export function valuesOf(text: ManagedText): ManagedValues {
  const values: Record<string, unknown> = {}
  for (const key of managedKeys()) {
    const row = rowOf(key)
    const set = text[key] ?? (typeof row.default === 'string' ? [row.default] : row.default)
    if (set === undefined) continue
    const read = set.map((one) => readWith(row.item, one)).flatMap((one) => (one.ok ? [one.value] : []))
    if (row.list !== undefined) values[key] = read
    else if (read.length > 0) values[key] = read[0]
  }
  return values as ManagedValues
}
