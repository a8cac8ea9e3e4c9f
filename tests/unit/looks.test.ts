import { expect, test } from 'vitest'
import { isAxed, todays } from '../rig/looks.ts'

const LOOKS = ['light', 'dark', 'narrow']
const axed = (state: string, commit: number) => LOOKS.filter((look) => isAxed(state, look, LOOKS, commit))

test('axe goes through each state in some look at every commit, and in all of them within three', () => {
  for (const state of ['list', 'panel', '']) {
    for (const commit of [0, 1, 7, 0xfffffff]) {
      expect(axed(state, commit).length).toBeGreaterThan(0)
      expect(new Set([0, 1, 2].flatMap((later) => axed(state, commit + later)))).toEqual(new Set(LOOKS))
    }
  }
  expect(isAxed('list', 'the only one', LOOKS)).toBe(true)
})

test('every commit shows some looks, and three that follow each other all of them, with axe in one of each', () => {
  for (const commit of [0, 5, 0xfffffff]) {
    expect(todays(LOOKS, commit).length).toBeGreaterThan(0)
    expect(new Set([0, 1, 2].flatMap((later) => todays(LOOKS, commit + later)))).toEqual(new Set(LOOKS))
    const shown = todays(LOOKS, commit)
    expect(shown.some((look) => isAxed('list', look, shown, commit))).toBe(true)
  }
})
