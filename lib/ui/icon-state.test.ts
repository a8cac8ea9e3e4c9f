import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createWords } from './i18n/words.ts'
import { iconState } from './icon-state.ts'

const words = createWords(['en-GB'])
const school = { name: 'Hill School', contact: '' }

it.each(['protected', 'setting-up', 'problem'] as const)(
  '%s has its own picture, shipped in every size',
  (state) => {
    const icon = iconState(words, { state, school, group: 'year-9' })
    for (const path of Object.values(icon.path)) expect(existsSync(join('assets/public', path))).toBe(true)
    expect(icon.title).toMatch(/^Kerb: /)
    expect(icon.badge === '').toBe(state === 'protected')
  },
)

it('names the school only when it is known', () => {
  expect(iconState(words, { state: 'protected', school, group: 'year-9' }).title).toBe(
    'Kerb: protected by Hill School, group year-9',
  )
  expect(iconState(words, { state: 'protected', school: { name: '', contact: '' }, group: '' }).title).toBe(
    'Kerb: protected',
  )
})
