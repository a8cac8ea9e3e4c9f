import { describe, expect, it } from 'vitest'
import { createJudge } from './judge.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import { createLaunchGuard } from './launch-guard.ts'
import { LifelineTabs } from './lifeline-tabs.ts'

describe('a lifeline’s page', () => {
  const policy = plainPolicy({ entries: [{ kind: 'suffix', host: 'chat.test', action: 'block' }] })
  const lists = plainLists({ ...NO_LISTS, lifelines: ['www.childline.test'], illegal: ['illegal.test'] })
  const sessionOf = (values: Map<string, unknown>) => ({
    get: async <T>(key: string) => values.get(key) as T | undefined,
    set: async (key: string, value: unknown) => void values.set(key, value),
  })
  const judgeWith = (lifelines: LifelineTabs) =>
    createJudge({
      ready: Promise.resolve(),
      ruling: () => ({ policy, lists }),
      now: () => exactly(0),
      continued: () => false,
      showsLifeline: (tabId) => lifelines.has(tabId),
    })

  it('keeps its frames of other sites, after the worker died too, and loses them with the page', async () => {
    const values = new Map<string, unknown>()
    const before = new LifelineTabs(sessionOf(values))
    await before.shows(1, true)
    const after = new LifelineTabs(sessionOf(values))
    await after.load()
    const judge = judgeWith(after)
    const within = { tabId: 1 }
    expect(judge.verdict('https://chat.test/', 'frame', within)?.action).toBe('allow')
    expect(judge.verdict('https://chat.test/', 'frame', { tabId: 2 })?.action).toBe('block')
    expect(judge.verdict('https://chat.test/', 'page', within)?.action).toBe('block')
    expect(judge.verdict('https://illegal.test/', 'frame', within)?.action).toBe('block')
    await after.shows(1, false)
    expect(judge.verdict('https://chat.test/', 'frame', within)?.action).toBe('block')
  })

  it('keeps a frame that asks before the worker knows the tab, by who asks', () => {
    const launch = createLaunchGuard(judgeWith(new LifelineTabs(sessionOf(new Map()))), false)
    const frame = { requestId: '1', url: 'https://chat.test/', tabId: 1, method: 'GET', type: 'sub_frame' }
    expect(launch.answer({ ...frame, initiator: 'https://www.childline.test' })).toEqual({})
    expect(launch.answer({ ...frame, initiator: 'https://evil.test' })).toEqual({ cancel: true })
  })
})
