import { expect, test } from 'vitest'
import { harmless, worrying } from '../../../tests/fixtures/searches/tables.ts'
import { normalise } from '../words/normalise.ts'
import { allRules, rulesFor } from './rules.ts'
import { spelt } from './spelling.ts'

const texts = [...worrying(), ...harmless()].map(({ text }) => spelt(` ${normalise(text).words.join(' ')} `))

test('every rule that a text meets is among those that its words lead to', () => {
  const met = texts.flatMap((line) => {
    const led = rulesFor(line.split(' '), [])
    return allRules().flatMap((rule) =>
      rule.words.test(line) ? [{ line, written: rule.written, isLed: led.has(rule) }] : [],
    )
  })
  expect(met.length).toBeGreaterThan(150)
  expect(met.filter(({ isLed }) => !isLed)).toEqual([])
})

test('an ordinary search leads to few rules', () => {
  const led = rulesFor('how do bees make honey for their queen'.split(' '), [])
  expect(led.size).toBeLessThan(allRules().length / 10)
})

test('every rule is a regular expression, in words and run together', () => {
  for (const rule of allRules()) expect(() => [rule.words, rule.run], rule.written).not.toThrow()
})
