import { describe, expect, it } from 'vitest'
import * as structure from './structure/table.ts'
import { SIGNS } from './signs.ts'

const tables = Object.entries(structure).filter(([name]) => !name.endsWith('_BARS'))
const made = tables.flatMap(([, signs]) => Object.keys(signs))

describe('signs that scorers make', () => {
  it('have a sentence each', () => {
    expect(tables.length).toBeGreaterThanOrEqual(6)
    expect(made.filter((sign) => !Object.hasOwn(SIGNS, sign))).toEqual([])
    for (const sentence of Object.values(SIGNS)) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  it('have names that evidence can carry', () => {
    expect(made.filter((sign) => !/^[a-z][a-z0-9-]{1,39}$/.test(sign))).toEqual([])
  })
})
