// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { cameBack } from './came-back.ts'

beforeEach(() => sessionStorage.clear())

it('lets a tab go on by itself once, and again when time has passed', () => {
  expect(cameBack('https://a.test/', 1_000)).toBe(false)
  expect(cameBack('https://a.test/', 2_000)).toBe(true)
  expect(cameBack('https://b.test/', 2_500)).toBe(false)
  expect(cameBack('https://b.test/', 60_000)).toBe(false)
})

it('does not hold a tab for ever when the clock was set back', () => {
  cameBack('https://a.test/', 9_000_000)
  expect(cameBack('https://a.test/', 1_000)).toBe(false)
})
