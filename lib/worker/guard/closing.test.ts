/** From a finding until its host is closed: nothing of it loads meanwhile, and nothing of anybody else's goes. */
import { describe, expect, it } from 'vitest'
import { rig, unblocker } from './testing-looking.ts'

describe('a look', () => {
  it('at an unblocker has its worker gone at once, and closes all of its host until that is in force', async () => {
    const { pages, purged, saw, shown } = rig([unblocker])
    let during: unknown
    const get = shown.get.bind(shown)
    shown.get = (tab) => {
      during ??= pages.at('https://new.test/other')?.kind
      return get.call(shown, tab)
    }
    await saw('https://new.test/read/x')
    expect(during).toBe('unblocker')
    expect(purged).toEqual(['https://new.test'])
    expect(pages.at('https://new.test/other')).toBeUndefined()
  })

  it('at an unblocker where strangers publish side by side purges no worker of theirs, and closes nothing of theirs', async () => {
    const { pages, purged, saw, shown } = rig([unblocker])
    const during: unknown[] = []
    const get = shown.get.bind(shown)
    shown.get = (tab) => {
      during.push(pages.at('https://sites.google.com/view/other')?.kind)
      return get.call(shown, tab)
    }
    await saw('https://sites.google.com/view/read')
    expect(new Set(during)).toEqual(new Set([undefined]))
    expect(purged).toEqual([])
  })

  // Was broken: a frame whose tab went meanwhile lost the finding, and its host stayed open.
  it('at a frame that cannot be taken out closes its host all the same, and the fault is told', async () => {
    const { log, around, saw } = rig([unblocker])
    around.frames.takeOut = () => Promise.reject(new Error('it has gone'))
    await expect(saw('https://new.test/', { frameId: 3 })).rejects.toThrow('it has gone')
    expect(log).toEqual(['quarantine new.test unblocker'])
  })
})
