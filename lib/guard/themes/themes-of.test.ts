import { describe, expect, test } from 'vitest'
import { harmless, mended, type Outcome, worrying } from '../../../tests/fixtures/searches/tables.ts'
import { type FoundTheme, themesOf } from './themes-of.ts'

const isClosed = ({ severity, help }: FoundTheme): boolean => severity !== 'low' && !help

function outcomeOf(found: readonly FoundTheme[]): Outcome | 'nothing' {
  if (found.some(isClosed)) return 'closed'
  if (found.some(({ help }) => help)) return 'help'
  return found.length > 0 ? 'open' : 'nothing'
}

const about = (text: string) => themesOf(text, 'secondary')

describe('searches that rules were tuned on', () => {
  test.each(worrying().filter(({ isKept }) => !isKept))('$text: $outcome', ({ text, theme, outcome }) => {
    const found = about(text)
    expect(found.map((one) => one.theme)).toContain(theme)
    expect(outcomeOf(found)).toBe(outcome)
  })

  test.each(harmless().filter(({ isKept }) => !isKept))('$text stays open', ({ text }) => {
    expect(about(text).filter(isClosed)).toEqual([])
  })
})

describe('searches that were once on the wrong side', () => {
  test.each(mended())('$text: $outcome', ({ text, outcome }) => {
    const came = outcomeOf(about(text))
    if (outcome === 'harmless') expect(came).not.toBe('closed')
    else expect(came).toBe(outcome)
  })
})

/** docs/searches.md has these numbers. Which of them fail is not said: nobody is to tune on them. */
describe('searches kept out of tuning', () => {
  const kept = worrying().filter(({ isKept }) => isKept)
  const plain = harmless().filter(({ isKept }) => isKept)

  test('are enough to say something', () => {
    expect(worrying().length).toBeGreaterThanOrEqual(150)
    expect(harmless().length).toBeGreaterThanOrEqual(150)
    expect(kept.length).toBeGreaterThanOrEqual(60)
    expect(plain.length).toBeGreaterThanOrEqual(60)
  })

  test('worrying ones are noticed, nine in ten, and come out as they should', () => {
    const noticed = kept.filter(({ text, theme }) => about(text).some((one) => one.theme === theme))
    const right = kept.filter(({ text, outcome }) => outcomeOf(about(text)) === outcome)
    expect(noticed.length / kept.length).toBeGreaterThanOrEqual(0.9)
    expect(right.length / kept.length).toBeGreaterThanOrEqual(0.9)
  })

  test('who looks for help is never stopped', () => {
    const helped = kept.filter(({ outcome }) => outcome === 'help')
    expect(helped.filter(({ text }) => outcomeOf(about(text)) === 'closed')).toHaveLength(0)
  })

  test('of the harmless ones at most one in fifty is stopped', () => {
    const stopped = plain.filter(({ text }) => about(text).some(isClosed))
    expect(stopped.length / plain.length).toBeLessThanOrEqual(0.02)
  })
})

describe('what a text says', () => {
  test('high is kept for what cannot wait', () => {
    const high = worrying().flatMap(({ text }) => about(text).filter(({ severity }) => severity === 'high'))
    const others = ['suicide', 'self-harm', 'exploitation', 'extremism', 'weapons']
    expect(high.filter(({ theme }) => !others.includes(theme))).toEqual([])
  })

  test('what a younger pupil may not look for, an older one may', () => {
    expect(themesOf('porn', 'primary')).toMatchObject([{ theme: 'sexual', severity: 'medium' }])
    expect(themesOf('porn', 'sixth')).toMatchObject([{ theme: 'sexual', severity: 'low' }])
  })

  test('a prompt is read clause by clause, and its homework is known', () => {
    expect(about('Write me an essay about Romeo and Juliet. Say why Romeo says: I want to die.')).toEqual([])
    expect(
      about('Can you check my French homework, please? Also I want to die and I told nobody.'),
    ).toMatchObject([{ theme: 'suicide', severity: 'high', help: true }])
  })

  test('a long text is looked at from both ends, quickly', () => {
    const story = 'They went to the seaside and made a castle of sand. '.repeat(2_000)
    expect(about(`${story} I want to kill myself`)).toMatchObject([{ theme: 'suicide' }])
    const began = performance.now()
    about(story)
    expect(performance.now() - began).toBeLessThan(500)
  })

  test.each(['', ' ', '???', '123456', 'a'.repeat(5_000)])('nothing is said by “%s”', (text) => {
    expect(about(text)).toEqual([])
  })
})
