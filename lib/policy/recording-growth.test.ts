import { expect, it } from 'vitest'
import { hasGrown, type Told } from './recording-growth.ts'

const told: Told = { detail: 'paths', searches: false, hours: [{ days: [1, 2], from: 480, to: 960 }] }

it.each<[string, Partial<Told>, boolean]>([
  ['the same', {}, false],
  ['less detail', { detail: 'least' }, false],
  ['more detail', { detail: 'titles' }, true],
  ['searches', { searches: true }, true],
  ['shorter hours', { hours: [{ days: [1], from: 500, to: 900 }] }, false],
  [
    'the same hours written otherwise',
    {
      hours: [
        { days: [2, 1], from: 480, to: 700 },
        { days: [1, 2], from: 600, to: 960 },
      ],
    },
    false,
  ],
  ['one minute more', { hours: [{ days: [1, 2], from: 480, to: 961 }] }, true],
  ['another day', { hours: [{ days: [3], from: 480, to: 481 }] }, true],
])('%s', (_, change, grown) => {
  expect(hasGrown(told, { ...told, ...change })).toBe(grown)
})
