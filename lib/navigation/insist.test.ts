/** A stop that a page or a pupil would not have: tried again for as long as the page stands. */
import { describe, expect, test } from 'vitest'
import { insist } from './insist.ts'

const STOPPED = { tabId: 1, url: 'https://bad.test/a', instead: 'ours' }

function rig(shown: readonly (string | undefined)[], { hangs = false, isOver = false } = {}) {
  const log: string[] = []
  let asked = 0
  const tabs = {
    all: async () => {
      const url = shown[asked++]
      return url === undefined ? [] : [{ id: 1, url, active: true }]
    },
    go: async (tab: number, url: string) => void log.push(`go ${tab} ${url}`),
    empty: (tab: number) => (
      log.push(`empty ${tab}`),
      hangs ? new Promise<boolean>(() => {}) : Promise.resolve(true)
    ),
  }
  return { log, done: insist(tabs, STOPPED, { wait: async () => {}, isOver: () => isOver }) }
}

describe('a stop', () => {
  test('that has happened is left at that', async () => {
    const { log, done } = rig(['ours'])
    await done
    expect(log).toEqual([])
  })

  test('that the page did not have is tried again on an emptied page, until it is gone', async () => {
    const { log, done } = rig(['https://bad.test/a#top', 'https://bad.test/a', 'ours'])
    await done
    expect(log).toEqual(['empty 1', 'go 1 ours', 'empty 1', 'go 1 ours'])
  })

  test('is tried again although the page answers nothing, and not without end', async () => {
    const { log, done } = rig(Array<string>(9).fill('https://bad.test/a'), { hangs: true })
    await done
    expect(log.filter((one) => one.startsWith('go'))).toHaveLength(3)
  })

  test.each([
    ['the tab is gone', [undefined], {}],
    ['another page came', ['https://good.test/'], {}],
    ['the pupil is on the way back', ['https://bad.test/a'], { isOver: true }],
  ] as const)('is not tried again where %s', async (_, shown, more) => {
    const { log, done } = rig(shown, more)
    await done
    expect(log).toEqual([])
  })
})
