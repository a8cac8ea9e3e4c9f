import { expect, it } from 'vitest'
import english from '../../assets/locales/en-GB.json' with { type: 'json' }
import { READY_WHYS, readyWhy, saidWhy } from './ready-whys.ts'

it('says to staff what an English pupil reads', () => {
  expect(READY_WHYS).toEqual(english.asking.quick)
})

it('says a chosen reason in English, and leaves alone what somebody wrote', () => {
  expect(saidWhy(readyWhy('homework'))).toBe('For my homework')
  for (const written of ['For my model', 'Для домашнього завдання', 'ready:constructor', 'ready:', ''])
    expect(saidWhy(written)).toBe(written)
})
