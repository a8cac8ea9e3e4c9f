import { describe, expect, it } from 'vitest'
import { scoreStructure } from './score-structure.ts'
import { HONEST } from './testing-honest.ts'

describe('what must not be blocked', () => {
  it.each(Object.entries(HONEST))('is a hint at most: %s', (_, { signals, around }) => {
    const found = scoreStructure({ ...signals, when: 'closer' }, around).filter(
      ({ sureness }) => sureness !== 'hint',
    )
    expect(found).toEqual([])
  })
})
