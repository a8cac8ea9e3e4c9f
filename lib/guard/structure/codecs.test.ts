import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carriedIn } from './carried.ts'
import { readAddress } from './codecs.ts'
import { CODECS, randomCodec } from './testing-codecs.ts'

const ADDRESS = 'https://www.example.org/play?level=1'

describe('an address that is hidden', () => {
  it.each(Object.entries(CODECS))('is read through %s', (_, encode) => {
    expect(readAddress(encode(ADDRESS))?.host).toBe('www.example.org')
    expect(carriedIn(`/x/${encode(ADDRESS)}`, 'school.test')).toMatchObject({
      host: 'www.example.org',
      where: 'path',
    })
    expect(carriedIn(`/x?a=1&zz=${encode(ADDRESS)}`, 'school.test')).toMatchObject({ where: 'query' })
  })

  it('is read whatever the codec, the host and the place', () => {
    const host = fc.stringMatching(/^[a-z]{3,12}\.(?:com|org|test|co\.uk)$/)
    fc.assert(
      fc.property(host, randomCodec, fc.boolean(), (name, codec, secure) => {
        const carried = codec.encode(`${secure ? 'https' : 'http'}://${name}/a/b?c=d`)
        expect(carriedIn(`https://fresh.test/zz/${carried}`, 'fresh.test')?.host).toBe(name)
      }),
    )
  })

  it('is not seen where there is none', () => {
    for (const path of [
      '/wiki/Virtual_private_network',
      '/assets/index-BvTq3Ww8rJd2LmNo.js',
      '/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit',
      '/photos/6874736f6d657468696e672d656c73652e6a7067',
      '/service/booking?ref=20250101&next=%2Fhome',
      '/moc.elgoog/index.html',
    ])
      expect(carriedIn(path, 'school.test'), path).toBeNull()
  })

  it('is not foreign when it is the site itself', () => {
    expect(carriedIn('/login?next=https%3A%2F%2Fwww.school.test%2Fhome', 'school.test')).toBeNull()
  })

  it('never makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string({ maxLength: 300, unit: 'binary' })), (url) => {
        carriedIn(url, 'school.test')
      }),
    )
  })
})
