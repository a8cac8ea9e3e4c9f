import { expect, test } from 'vitest'
import { sourceOf } from './source.ts'

const PAGE = 'https://maths.test/year-9/?u=secret#top'
const TIDY = 'https://maths.test/year-9/'

test.each([
  ['a link', 'https://cdn.test/a.pdf', PAGE, { host: 'cdn.test', page: TIDY }],
  [
    'a link without a referrer',
    'https://cdn.test/a.pdf?k=1',
    '',
    { host: 'cdn.test', page: 'https://cdn.test/a.pdf' },
  ],
  ['made by the page', 'blob:https://maths.test/6f1c', PAGE, { host: 'maths.test', page: TIDY }],
  [
    'made by the page, no referrer',
    'blob:https://maths.test/6f1c',
    '',
    { host: 'maths.test', page: 'https://maths.test/' },
  ],
  ['in the address', 'data:text/plain,hello', PAGE, { host: 'maths.test', page: TIDY }],
  ['in the address, no referrer', 'data:text/plain,hello', '', { host: null, page: null }],
  ['of an origin that says nothing', 'blob:null/6f1c', PAGE, { host: 'maths.test', page: TIDY }],
])('%s', (_what, finalUrl, referrer, source) => {
  expect(sourceOf({ url: finalUrl, finalUrl, referrer })).toEqual(source)
})

test('after a redirect, where it came from in the end', () => {
  expect(
    sourceOf({ url: 'https://good.test/go', finalUrl: 'https://bad.test/x.exe', referrer: '' }).host,
  ).toBe('bad.test')
})
