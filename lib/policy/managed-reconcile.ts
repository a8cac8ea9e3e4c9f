/** What the items of a list say about each other, and the strictest reading of one that is half readable. */
import { MAX_LIFELINES } from './lifelines.ts'
import type { ManagedKey } from './managed-keys.ts'
import { problem, type ManagedProblem } from './managed-report.ts'
import { categoryOfLine, type CategoryAction } from './periods.ts'
import { stricter } from './categories.ts'

interface ReadItem {
  readonly text: string
  readonly value: unknown
  readonly number: number
}

interface Reconciled {
  readonly texts: string[]
  readonly problems: readonly ManagedProblem[]
}

/** Drops repeats; of two lines about one category the stricter counts; lifelines beyond the twentieth go. */
export function reconcile(key: ManagedKey, items: readonly ReadItem[]): Reconciled {
  const texts = new Map<string, string>()
  const problems: ManagedProblem[] = []
  const values = new Map<string, unknown>()
  for (const one of items) {
    const about = subject(key, one.value)
    const before = values.get(about)
    if (key === 'categoryActions' && before !== undefined) {
      const [first, second] = [before as CategoryAction, one.value as CategoryAction]
      if (first.action === second.action) continue
      const strict = stricter(first.action, second.action)
      problems.push(
        problem(
          'conflict',
          key,
          {
            wrong: `says “${second.category}” twice, differently`,
            fix: `Keep one of them; until then ${strict} counts.`,
          },
          { item: one.number, found: one.text },
        ),
      )
      if (strict === first.action) continue
    }
    if (key === 'lifelines' && !texts.has(about) && texts.size >= MAX_LIFELINES) {
      const fix = 'Keep the twenty that matter most; the well-known helplines are built in.'
      problems.push(
        problem(
          'bad-item',
          key,
          { wrong: `is more than ${MAX_LIFELINES}`, fix },
          { item: one.number, found: one.text },
        ),
      )
      continue
    }
    texts.set(about, one.text)
    values.set(about, one.value)
  }
  return { texts: [...texts.values()], problems }
}

/** What an item is about: a later item about the same thing takes its place. */
export function subject(key: ManagedKey, value: unknown): string {
  if (key === 'categoryActions') return (value as CategoryAction).category
  return JSON.stringify(value)
}

/** `games: blok` names a category all the same: with nothing known from before, it is blocked. */
export function strictReading(key: ManagedKey, text: string): string[] {
  const category = key === 'categoryActions' ? categoryOfLine(text) : undefined
  return category === undefined ? [] : [`${category}: block`]
}
