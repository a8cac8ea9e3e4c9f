import { beforeEach, expect, test } from 'vitest'
import type { Happening } from '../activity/redact.ts'
import type { TabTitle } from '../navigation/ports.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { Stays } from './stays.ts'
import { FakeStorage } from './testing.ts'
import { Titles } from './titles.ts'

const ALLOWED: Verdict = { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' }
const BLOCKED: Verdict = { action: 'block', reason: { kind: 'baseline' }, remedy: 'none' } as never

/** What lasts longer than a worker: the tabs, the session's memory, the rows, the school's choice. */
let school: { areKept: boolean }
let storage: FakeStorage
let tabs: Map<number, TabTitle>
let rows: string[]
beforeEach(() => {
  school = { areKept: true }
  storage = new FakeStorage()
  tabs = new Map()
  rows = []
})

async function worker() {
  let heard: ((tabId: number, shown: TabTitle) => void) | null = null
  const work: Promise<void>[] = []
  const stays = new Stays(storage.rawSession)
  const titles = new Titles({
    port: {
      of: async (tabId) => tabs.get(tabId) ?? null,
      watch: (on) => void (heard = on),
    },
    session: storage.rawSession,
    stays,
    recorder: {
      sighting: async (happening: Happening) => {
        if (happening.kind === 'title') rows.push(`${happening.visit} ${happening.title}`)
        return rows.length
      },
    },
    areKept: () => school.areKept,
    verdict: (url) => (url.includes('bad') ? BLOCKED : ALLOWED),
    later: (what) => void work.push(what()),
  })
  await Promise.all([stays.load(), titles.load()])
  return {
    titles,
    isListening: () => heard !== null,
    /** A page's document is there; the browser may know its title already. */
    shows: async (tabId: number, visit: number | null, url: string, title = '') => {
      tabs.set(tabId, { url, title })
      await Promise.all([stays.begin(tabId, Promise.resolve(visit), 0), titles.shown(tabId, url)])
    },
    /** The tab's title is set. */
    says: async (tabId: number, title: string, url = tabs.get(tabId)?.url ?? '') => {
      tabs.set(tabId, { url, title })
      heard?.(tabId, { url, title })
      await Promise.all(work)
    },
    moves: async (tabId: number, url: string) => {
      tabs.set(tabId, { url, title: tabs.get(tabId)?.title ?? '' })
      await titles.moved(tabId, url)
    },
  }
}

test('a title that comes after its page, one that the browser knew, and those of other tabs', async () => {
  const { shows, says } = await worker()
  await shows(1, 10, 'https://a.test/x', 'a.test/x')
  await shows(2, 11, 'https://b.test/', 'Known')
  await says(1, 'Volcanoes')
  expect(rows).toEqual(['11 Known', '10 Volcanoes'])
})

test('without the choice nothing is listened to, asked for or written, and the choice holds from the next page', async () => {
  school.areKept = false
  const { shows, says, isListening } = await worker()
  await shows(1, 10, 'https://a.test/', 'One')
  await says(1, 'Two')
  expect([rows, isListening()]).toEqual([[], false])
  school.areKept = true
  await shows(1, 11, 'https://a.test/', 'Three')
  school.areKept = false
  await says(1, 'Four')
  expect(rows).toEqual(['11 Three'])
  await shows(1, 12, 'https://a.test/', 'Five')
  expect([rows, isListening()]).toEqual([['11 Three'], false])
})

test('an application that moves on without a load has a row for each of its pages, there and back', async () => {
  const { shows, says, moves } = await worker()
  await shows(1, 10, 'https://films.test/1')
  await says(1, 'First film')
  await moves(1, 'https://films.test/2')
  expect(rows).toEqual(['10 First film'])
  await says(1, 'Second film')
  tabs.set(1, { url: 'https://films.test/1', title: 'First film' })
  await moves(1, 'https://films.test/1')
  expect(rows).toEqual(['10 First film', '10 Second film', '10 First film'])
})

test('a count in a title, a repeat and a banner fill no disk', async () => {
  const { shows, says } = await worker()
  await shows(1, 10, 'https://mail.test/', 'Inbox (3)')
  await says(1, 'Inbox (4)')
  await says(1, 'Inbox (12)')
  expect(rows).toEqual(['10 Inbox (3)'])
  for (const title of ['one', 'two', 'three', 'four']) await says(1, title)
  expect(rows).toEqual(['10 Inbox (3)', '10 one', '10 two'])
})

// Was broken: each new fragment began the count anew.
test('nor does a page that changes its address to say more', async () => {
  const { shows, says, moves } = await worker()
  await shows(1, 10, 'https://loud.test/', 'Start')
  for (let turn = 0; turn < 20; turn += 1) {
    await moves(1, `https://loud.test/#${turn}`)
    await says(1, `${'x'.repeat(turn)} more`)
  }
  expect(rows).toHaveLength(3)
  for (let turn = 0; turn < 400; turn += 1) {
    await moves(1, `https://loud.test/${turn}`)
    await says(1, `${'y'.repeat(turn % 150)} more`)
  }
  expect(rows.length).toBeLessThan(210)
})

test('session memory holds no address of a page without a row', async () => {
  const { shows } = await worker()
  await shows(1, null, 'https://lifeline.test/', 'Not recorded')
  await shows(2, 10, 'https://a.test/', 'One')
  expect(JSON.stringify(await storage.rawSession.get('titles'))).not.toContain('lifeline')
  expect(JSON.stringify(await storage.rawSession.get('titles'))).toContain('a.test')
})

test('a fresh worker goes on where the last one ended', async () => {
  const first = await worker()
  await first.shows(1, 10, 'https://a.test/', 'One')
  const second = await worker()
  await second.moves(1, 'https://a.test/')
  await second.says(1, 'Two')
  expect(rows).toEqual(['10 One', '10 Two'])
})

test('an answer that comes after a newer title says nothing', async () => {
  const { titles, shows, says } = await worker()
  await shows(1, 10, 'https://a.test/')
  tabs.set(1, { url: 'https://a.test/next', title: 'Old' })
  const asking = titles.moved(1, 'https://a.test/next')
  await Promise.all([says(1, 'New', 'https://a.test/next'), asking])
  expect(rows).toEqual(['10 New'])
})

test('no visit gets the title of another page', async () => {
  const { titles, shows, says } = await worker()
  await shows(1, 10, 'https://a.test/', 'One')
  // Its own worker served it, and our page is on its way.
  await says(1, 'Forbidden', 'https://bad.test/')
  await says(1, 'Other', 'https://other.test/')
  await titles.left(1)
  await says(1, 'Late', 'https://a.test/')
  await shows(2, null, 'https://lifeline.test/', 'Not recorded')
  // Gone on before the browser answers.
  tabs.set(3, { url: 'https://b.test/', title: 'Next' })
  await titles.shown(3, 'https://a.test/')
  await titles.shown(4, 'https://a.test/')
  expect(rows).toEqual(['10 One'])
})
