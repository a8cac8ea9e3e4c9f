import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../policy/finding.ts'
import { scoreStructure } from './score-structure.ts'
import { games, PORTALS } from './testing-play.ts'
import { UNKNOWN } from './testing-unblockers.ts'
import type { Case } from './testing-unblockers.ts'

const game = ({ signals, around }: Case): Finding | undefined =>
  scoreStructure(signals, around).find(({ kind }) => kind === 'game')

describe('a game that no list names', () => {
  it.each(Object.entries(games(UNKNOWN)))('is told: %s', (_, one) => {
    expect(game(one)?.sureness).toBe('sure')
  })

  it('is the same whatever its files are called', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{1,11}$/)
    const names = fc.record({ prefix: name, mark: name, file: name, key: name, global: name })
    fc.assert(
      fc.property(names, (called) => {
        for (const [what, one] of Object.entries(games(called)))
          expect(game(one)?.sureness, what).toBe('sure')
      }),
    )
  })

  it('is not told by its engine alone', () => {
    for (const one of Object.values(games(UNKNOWN))) {
      const still = {
        ...one.signals,
        canvas: { count: 0, share: 0 },
        headings: [],
        title: '',
        inlineScript: 0,
      }
      const acts = { ...still.acts, animation: 0, keyListeners: 0, pointerLock: 0, gamepad: 0 }
      expect(game({ ...one, signals: { ...still, acts } })?.sureness).not.toBe('sure')
    }
  })
})

describe('a page of games', () => {
  it.each(Object.entries(PORTALS))('is told: %s', (_, one) => {
    expect(game(one)?.sureness).toBe('sure')
  })

  it('is not told by its words alone', () => {
    for (const one of Object.values(PORTALS)) {
      const links = { ...one.signals.links, texts: [], count: 0 }
      const found = game({ ...one, signals: { ...one.signals, links, tiles: 0, frames: [] } })
      expect([undefined, 'hint']).toContain(found?.sureness)
    }
  })
})
