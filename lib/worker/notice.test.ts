import { expect, test } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { shippedLists } from '../lists/load.ts'
import type { KeptDays } from '../policy/keeping.ts'
import { Notice } from './notice.ts'
import { FakeStorage, ground } from './testing.ts'

const AMY = 'amy@hill.test'
const nobody = { kind: 'page', page: 'welcome' } as const

/** A worker of this browser, as often as one is started. */
function setUp() {
  const storage = new FakeStorage()
  const state = {
    policy: plainPolicy({ source: 'server' }),
    person: AMY as string | undefined,
    shared: false,
    kept: { visits: 30, notable: 365 } as KeptDays | undefined,
  }
  const start = () => {
    const { local, session } = ground(storage)
    const ruling = () => ({ policy: state.policy, lists: shippedLists() })
    return new Notice({
      kerb: {
        ready: Promise.resolve(),
        judge: { ruling },
        storage: { local, session, retry: () => Promise.resolve() } as never,
      },
      person: {
        get current() {
          return state.person === undefined ? undefined : { name: state.person, from: 'profile' as const }
        },
      },
      installation: Promise.resolve({ id: 'installation' }),
      isShared: () => state.shared,
      kept: { days: async () => state.kept },
      address: 'welcome.html',
    })
  }
  const read = async (notice = start()) => {
    const { notice: ask, 'notice.seen': seen } = notice.answers()
    const { detail, searches, themes, words, hours, kept, kind } = await ask({}, nobody)
    await seen({ detail, searches, themes, words, hours, kept }, nobody)
    return kind
  }
  return { storage, state, start, read }
}

test('it is due once for each person, and a restart changes nothing', async () => {
  const { storage, state, start, read } = setUp()
  expect(await start().isDue()).toBe(true)
  expect(await read()).toBe('first')
  storage.closeBrowser()
  expect(await start().isDue()).toBe(false)
  state.person = 'ben@hill.test'
  expect(await start().isDue()).toBe(true)
  await read()
  state.person = AMY
  expect(await start().isDue()).toBe(false)
  expect(JSON.stringify([...storage.disk])).not.toContain('hill.test')
})

test('it is due again when more is recorded, and not when less is', async () => {
  const { state, start, read } = setUp()
  await read()
  const { recording } = state.policy
  state.policy = { ...state.policy, recording: { ...recording, detail: 'titles' } }
  expect(await start().isDue()).toBe(true)
  expect(await read()).toBe('more')
  state.policy = { ...state.policy, recording: { ...recording, detail: 'least', hours: [] } }
  expect(await start().isDue()).toBe(false)
})

test('it is due again when something is kept longer, and not when shorter or when nobody can say', async () => {
  const { state, start, read } = setUp()
  await read()
  state.kept = { visits: 31, notable: 365 }
  expect(await read()).toBe('more')
  state.kept = undefined
  expect(await start().isDue()).toBe(false)
  state.kept = { visits: 7, notable: 60 }
  expect(await start().isDue()).toBe(false)
})

test('where nobody can say how long it is kept, it is the most that it can be, and that was told', async () => {
  const { state, start, read } = setUp()
  state.kept = undefined
  const told = await start().answers().notice({}, nobody)
  expect(told).not.toHaveProperty('keptDays')
  expect(told.kept).toEqual({ visits: 365, notable: 365 })
  await read()
  state.kept = { visits: 90, notable: 365 }
  expect(await start().isDue()).toBe(false)
})

test('what was told before a school could set it was 30 days and 365', async () => {
  const { state, start } = setUp()
  const { notice, 'notice.seen': seen } = start().answers()
  const { detail, searches, themes, words, hours } = await notice({}, nobody)
  await seen({ detail, searches, themes, words, hours }, nobody)
  expect(await start().isDue()).toBe(false)
  state.kept = { visits: 60, notable: 365 }
  expect(await start().isDue()).toBe(true)
})

test('what has grown while the page was read is told again', async () => {
  const { state, start } = setUp()
  const { notice, 'notice.seen': seen } = start().answers()
  const { detail, searches, hours } = await notice({}, nobody)
  state.policy = {
    ...state.policy,
    recording: { ...state.policy.recording, detail: 'titles', reason: 'new' },
  }
  await seen({ detail, searches, hours }, nobody)
  expect(await start().isDue()).toBe(true)
})

test('nobody is told by rules that are not the school’s', async () => {
  const { state, start } = setUp()
  state.policy = { ...state.policy, source: 'baseline' }
  expect(await start().isDue()).toBe(false)
})

test('on a shared device without a name it lasts for the browser session', async () => {
  const { storage, state, start, read } = setUp()
  state.person = undefined
  state.shared = true
  await read()
  expect(await start().isDue()).toBe(false)
  storage.closeBrowser()
  expect(await start().isDue()).toBe(true)
})
