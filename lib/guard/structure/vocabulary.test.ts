import { describe, expect, it } from 'vitest'
import { about, hear } from './vocabulary.ts'

describe('the few words that support', () => {
  it.each([
    ['next', 'Следующий'],
    ['next', 'NÄCHSTER'],
    ['stranger', 'Rozmawiaj z nieznajomymi'],
    ['stranger', 's t r a n g e r s'],
    ['unblock', 'Unbl\u043eck\u0435d'],
    ['unblock', 'débloqué'],
    ['play', 'ігри'],
    ['play', 'G\u200ba\u200bmes'],
    ['message', 'Напишите сообщение…'],
    ['lesson', 'вчитель'],
  ] as const)('are heard: %s in %s', (theme, text) => {
    expect(about(hear(text), theme)).not.toEqual([])
  })

  it('are whole words', () => {
    expect(about(hear('gamete playground proximity unblockable'), 'play')).toEqual([])
    expect(about(hear('approximate proxyless'), 'unblock')).toEqual([])
  })
})
