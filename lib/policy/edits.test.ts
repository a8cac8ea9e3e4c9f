/** Edits of a document: two people's work side by side, and what happens where they meet. */
import { describe, expect, test } from 'vitest'
import { raw } from '../../tests/fixtures/sample-policies.ts'
import { applyEdit, continued, type Edit, editSchema, folded, replay, valueAt } from './edits.ts'

const GAMES = ['groups', 'year-9', 'categories', 'games']
const ENTRIES = ['groups', 'year-9', 'entries']
const set = (path: string[], from: unknown, to: unknown): Edit => ({
  path,
  what: 'value',
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
})
const item = (path: string[], from: unknown, to: unknown): Edit => ({ ...set(path, from, to), what: 'item' })
const after = (edits: Edit[], base: unknown = raw()) => {
  const { document, stuck } = replay(base, edits)
  return { document, stuck: [...stuck.keys()] }
}

describe('an edit', () => {
  test('sets, and takes out, what was seen there', () => {
    const { document } = after([set(GAMES, undefined, 'warn')])
    expect(valueAt(document, GAMES)).toBe('warn')
    expect(replay(document, [set(GAMES, 'warn', undefined)]).document).toEqual(raw())
  })
  test('of what somebody else changed says what stands there, and changes nothing', () => {
    const mine = set(GAMES, undefined, 'warn')
    const base = after([set(GAMES, undefined, 'allow')]).document
    expect(applyEdit(base, mine)).toEqual({ ok: false, now: 'allow' })
    expect(applyEdit(base, set(GAMES, 'warn', 'allow'))).toMatchObject({ ok: true })
  })
  test('makes what it needs on the way, but no group that is gone', () => {
    const path = ['groups', 'year-9', 'downloads', 'kinds', 'text']
    expect(valueAt(after([set(path, undefined, 'ask')]).document, path)).toBe('ask')
    expect(after([set(['groups', 'ghost', 'unknownHosts'], undefined, 'warn')]).stuck).toEqual([0])
  })
  test('changes nothing in place', () => {
    const base = raw()
    after([set(GAMES, undefined, 'warn'), item(ENTRIES, raw().groups['year-9']!.entries[0], undefined)], base)
    expect(base).toEqual(raw())
  })
  test.each([['version'], ['unblocks'], ['suspensions'], ['quarantine'], ['narrowed']])(
    'of %s is refused',
    (first) => {
      expect(editSchema.safeParse(set([first], undefined, 1)).success).toBe(false)
    },
  )
  test('has no way to an object’s inside', () => {
    expect(editSchema.safeParse(set(['groups', '__proto__', 'x'], undefined, 1)).success).toBe(false)
    const { document } = after([set(['clauses', 'constructor'], undefined, 'x')])
    expect(valueAt(document, ['clauses', 'constructor'])).toBe('x')
    expect(valueAt(document, ['clauses', 'toString'])).toBeUndefined()
  })
})

describe('a list', () => {
  const [own, games] = raw().groups['year-9']!.entries
  const added = { kind: 'suffix', host: 'new.example', action: 'block' }
  const other = { kind: 'suffix', host: 'other.example', action: 'allow' }
  test('takes what several people add, change and take out of it', () => {
    const { document, stuck } = after([
      item(ENTRIES, undefined, added),
      item(ENTRIES, undefined, other),
      item(ENTRIES, games, { ...games, note: 'Better words' }),
      item(ENTRIES, own, undefined),
    ])
    expect(stuck).toEqual([])
    expect(valueAt(document, ENTRIES)).toMatchObject([
      { host: games!.host, note: 'Better words' },
      { host: 'www.reddit.com' },
      added,
      other,
    ])
  })
  test('has nothing twice', () => {
    const { document } = after([item(ENTRIES, undefined, added), item(ENTRIES, undefined, added)])
    expect(valueAt(document, ENTRIES)).toHaveLength(raw().groups['year-9']!.entries.length + 1)
  })
  test('an item that somebody else changed is shown as it is now', () => {
    const theirs = { ...games, note: 'Theirs' }
    const base = after([item(ENTRIES, games, theirs)]).document
    expect(applyEdit(base, item(ENTRIES, games, { ...games, note: 'Mine' }))).toEqual({
      ok: false,
      now: theirs,
    })
  })
})

describe('edits that follow each other', () => {
  const first = set(GAMES, undefined, 'warn')
  test('of one place are one, and none when nothing is left', () => {
    expect(continued([first], set(GAMES, 'warn', 'block'))).toBe(0)
    expect(folded(first, set(GAMES, 'warn', 'block'))).toEqual(set(GAMES, undefined, 'block'))
    expect(folded(first, set(GAMES, 'warn', undefined))).toBeNull()
  })
  test('stay apart where something between them speaks of the same place', () => {
    const whole = set(['groups', 'year-9', 'categories'], {}, {})
    expect(continued([first, whole], set(GAMES, 'warn', 'block'))).toBe(-1)
  })
  test('of a list are continued by what they put there', () => {
    const a = { host: 'a.example' }
    const b = { host: 'b.example' }
    const edits = [item(ENTRIES, undefined, a), item(ENTRIES, undefined, b)]
    expect(continued(edits, item(ENTRIES, a, undefined))).toBe(0)
    expect(folded(edits[0]!, item(ENTRIES, a, undefined))).toBeNull()
    expect(continued(edits, item(ENTRIES, undefined, { host: 'c.example' }))).toBe(-1)
  })
})
