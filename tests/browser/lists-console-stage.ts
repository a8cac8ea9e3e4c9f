/** Sources of lists in every state, as the server would answer about them. */
import type { ListSource, ListUpdate } from '../../lib/protocol/list-sources.ts'

const HOUR = 3_600_000

const update = (id: number, more: Partial<ListUpdate> = {}): ListUpdate => ({
  id,
  at: Date.now() - HOUR,
  state: 'in-force',
  digest: 'a'.repeat(64),
  bytes: 5_000_000,
  names: 219_522,
  addresses: 12,
  segments: [{ category: 'adult', names: 219_522 }],
  groups: [{ group: '', names: 219_522 }],
  change: { added: 312, removed: 40, moved: 2 },
  lines: 220_000,
  leftOut: [
    { why: 'bad-line', count: 7, samples: ['<html>', '???'] },
    { why: 'public-suffix', count: 3, samples: ['blogspot.com'] },
  ],
  problems: [],
  decided: null,
  kept: true,
  ...more,
})

const source = (id: number, name: string, more: Partial<ListSource> = {}): ListSource => ({
  id,
  name,
  licence: 'Unlicense',
  from: { kind: 'address', address: `https://lists.example/a/long/way/to/the/list/of/number/${id}.txt` },
  format: 'plain',
  mapping: [{ group: '', categories: ['adult'] }],
  schedule: 'daily',
  on: true,
  pinned: false,
  added: Date.now() - 90 * HOUR,
  state: 'current',
  checked: Date.now() - HOUR,
  next: Date.now() + HOUR,
  failing: null,
  inForce: update(id),
  held: null,
  ...more,
})

const SOURCES: readonly ListSource[] = [
  source(1, 'ShadowWhisperer: Adult'),
  source(2, 'Gambling of somebody’s', {
    state: 'held',
    held: update(9, {
      state: 'held',
      names: 20,
      problems: [{ code: 'shrinks', detail: 'From 219,522 names to 20.' }],
    }),
  }),
  source(3, 'A server that is away', {
    state: 'failing',
    pinned: true,
    failing: {
      code: 'http',
      detail: 'lists.example answered 503.',
      since: Date.now() - 5 * HOUR,
      times: 4,
    },
  }),
  source(4, 'Our own file', {
    from: { kind: 'file', name: 'games-in-our-town.csv' },
    state: 'off',
    on: false,
    licence: 'our own',
    inForce: null,
  }),
  source(5, 'Just added', { state: 'busy', inForce: null, checked: null }),
]

const ANSWERS: Readonly<Record<string, unknown>> = {
  '/admin/lists/sources': {
    at: Date.now(),
    sources: SOURCES,
    published: {
      at: Date.now() - HOUR,
      digest: 'b'.repeat(64),
      bytes: 7_000_000,
      names: 1_289_575,
      corrections: 1,
    },
    waiting: true,
    problem: null,
  },
  '/admin/lists/presets': {
    presets: [
      {
        id: 'p',
        name: 'UT1: gambling',
        publisher: 'Université Toulouse Capitole',
        about: 'Kept by a university since 1996.',
        licence: 'CC BY-SA 4.0',
        licenceAddress: 'https://lists.example/licence',
        home: 'https://lists.example',
        address: 'https://lists.example/p.tar.gz',
        format: 'squidguard',
        mapping: [{ group: '', categories: ['gambling'] }],
        schedule: 'daily',
        names: 1000,
        added: false,
      },
    ],
  },
  '/admin/lists/corrections': {
    corrections: [
      {
        id: 4,
        host: 'www.talktofrank.com',
        categories: [],
        reason: 'It helps about drugs, it does not sell them',
        at: Date.now() - HOUR,
        by: 'Nell',
        from: null,
      },
    ],
  },
}

const HISTORY = {
  updates: [
    update(3),
    update(2, {
      state: 'earlier',
      decided: { what: 'taken', at: Date.now(), by: 'Nell', reason: 'It was split in two' },
    }),
    update(1, { state: 'discarded', names: 20, change: { added: 0, removed: 219_502, moved: 0 } }),
  ],
}
const DIFF = {
  added: 312,
  removed: 40,
  moved: 0,
  samples: {
    added: [{ host: 'a-very-long-name-of-a-site-that-does-not-end.example', categories: ['gambling'] }],
    removed: [{ host: 'gone.example', categories: ['gambling'] }],
    moved: [],
  },
  byCategory: [{ category: 'gambling', added: 312, removed: 40 }],
}

/** What stands for the server's answer at this path; undefined where the server answers itself. */
export function answersOf(path: string): unknown {
  if (/\/sources\/\d+\/history$/.test(path)) return HISTORY
  return /\/sources\/\d+\/diff$/.test(path) ? DIFF : ANSWERS[path]
}
