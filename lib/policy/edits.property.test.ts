/** However many edits in whatever order: nobody's work is lost without being told, and taking all back leaves what was. */
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { group, raw } from '../../tests/fixtures/sample-policies.ts'
import { continued, type Edit, folded, isSame, replay, valueAt } from './edits.ts'

const CATEGORIES = ['games', 'music', 'streaming', 'social'].map((id) => [
  'groups',
  'year-9',
  'categories',
  id,
])
const ENTRIES = ['groups', 'year-9', 'entries']
const actions = fc.constantFrom('allow', 'warn', 'block', undefined)
const entry = fc
  .record({
    host: fc.constantFrom('a.example', 'b.example', 'c.example'),
    action: fc.constantFrom('allow', 'block'),
  })
  .map((one) => ({ kind: 'suffix', ...one }))
/** What somebody wants; what they see there is known when they do it. */
const wish = fc.oneof(
  fc.record({ path: fc.constantFrom(...CATEGORIES), what: fc.constant('value' as const), to: actions }),
  fc.record({ path: fc.constant(ENTRIES), what: fc.constant('item' as const), to: entry }),
  fc.record({
    path: fc.constant(ENTRIES),
    what: fc.constant('item' as const),
    take: fc.nat(5),
    to: fc.option(entry, { nil: undefined }),
  }),
)
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never

/** The edit that a wish comes to for somebody who sees this document. */
function editOf(document: unknown, one: Wish): Edit | null {
  const { path, what } = one
  if ('take' in one) {
    const list = valueAt(document, path) as unknown[]
    const from = list[one.take % Math.max(1, list.length)]
    return from === undefined ? null : { path, what, from, ...(one.to && { to: one.to }) }
  }
  const from = what === 'value' ? valueAt(document, path) : undefined
  return { path, what, ...(from !== undefined && { from }), ...(one.to !== undefined && { to: one.to }) }
}

/** As the server keeps them: each put upon what is there, with what it continues. */
function keep(edits: readonly Edit[], next: Edit): Edit[] {
  const place = continued(edits, next)
  const earlier = edits[place]
  if (!earlier) return [...edits, next]
  const both = folded(earlier, next)
  return both === null ? edits.toSpliced(place, 1) : edits.with(place, both)
}

test.prop([fc.array(wish, { maxLength: 30 })])(
  'edits that are kept together come to what each came to',
  (wishes) => {
    let document: unknown = raw()
    let edits: Edit[] = []
    for (const one of wishes) {
      const edit = editOf(document, one)
      if (edit === null) continue
      const next = replay(document, [edit]).document
      // What changes nothing is not kept.
      if (next !== document) edits = keep(edits, edit)
      document = next
    }
    const whole = replay(raw(), edits)
    expect([...whole.stuck.keys()]).toEqual([])
    expect(sorted(whole.document)).toEqual(sorted(document))
  },
)

/** The order of own sites says nothing: the most particular counts. */
function sorted(document: unknown): unknown {
  const copy = structuredClone(document) as ReturnType<typeof raw>
  group(copy).entries.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return copy
}

test.prop([fc.array(wish, { maxLength: 12 }), fc.array(wish, { maxLength: 12 })])(
  'of two who saw the same, every edit of the second holds or is told of',
  (first, second) => {
    const seen = raw()
    const done = first.flatMap((one) => editOf(seen, one) ?? [])
    const { document: now } = replay(seen, done)
    for (const one of second) {
      const edit = editOf(seen, one)
      if (edit === null) continue
      const { document, stuck } = replay(now, [edit])
      if (stuck.size > 0) expect(document).toBe(now)
      else if (edit.what === 'value') expect(isSame(valueAt(document, edit.path), edit.to)).toBe(true)
      // Nothing but the place of the edit is another than before.
      for (const path of [...CATEGORIES, ENTRIES])
        if (path.join() !== edit.path.join()) expect(valueAt(document, path)).toEqual(valueAt(now, path))
    }
  },
)
