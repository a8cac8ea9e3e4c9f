import { describe, expect, it } from 'vitest'
import { sitesOf } from './lesson-sites.ts'

const said = (text: string) =>
  sitesOf(text).sites.map(({ host, path }) => (path === undefined ? host : `${host} ${path}`))

describe('sites in a text', () => {
  it.each([
    ['a link', 'https://maths.org/game?x=1#top', ['maths.org /game']],
    ['a link to the front page', 'https://maths.org/', ['maths.org']],
    ['a bare host', 'maths.org', ['maths.org']],
    ['prose', 'First see www.bbc.co.uk/bitesize. Then do 1.5 pages, e.g. page 3.', ['bbc.co.uk /bitesize']],
    ['commas, without spaces', 'maths.org,bbc.co.uk;https://a.org/b', ['maths.org', 'bbc.co.uk', 'a.org /b']],
    ['links stuck together', 'https://a.org/x,https://b.org/y,www.c.org', ['a.org /x', 'b.org /y', 'c.org']],
    [
      'bullets',
      '• maths.org\n- bbc.co.uk\n* “khanacademy.org”',
      ['maths.org', 'bbc.co.uk', 'khanacademy.org'],
    ],
    ['markdown', '[Maths](https://maths.org/a) and <https://b.org>', ['maths.org /a', 'b.org']],
    ['brackets', '(see https://a.org/b), [c.org]', ['a.org /b', 'c.org']],
    ['a bracket that belongs', 'https://a.org/wiki/Mercury_(planet)', ['a.org /wiki/Mercury_(planet)']],
    [
      'an address inside another',
      'https://web.archive.org/web/2/https://a.org',
      ['web.archive.org /web/2/https://a.org'],
    ],
    ['the same twice', 'maths.org www.maths.org https://maths.org/', ['maths.org']],
    ['capitals and a final dot', 'HTTPS://Maths.ORG./Game', ['maths.org /Game']],
    ['a port', 'maths.org:8080/x and http://maths.org:81', ['maths.org /x', 'maths.org']],
    ['another alphabet', 'https://müller.de/straße', ['xn--mller-kva.de /stra%C3%9Fe']],
    ['a bare name of another alphabet', 'müller.de', ['xn--mller-kva.de']],
    [
      'addresses in numbers',
      'http://192.168.1.20/x 10.0.0.7 http://[2001:DB8::1]/',
      ['192.168.1.20 /x', '10.0.0.7', '[2001:db8::1]'],
    ],
    ['a name inside the school', 'http://intranet/maths', ['intranet /maths']],
    ['a final slash', 'bbc.co.uk/bitesize/', ['bbc.co.uk /bitesize']],
    ['a path too long to be held', `https://a.org/${'x'.repeat(300)}`, ['a.org']],
  ])('%s', (_, text, expected) => {
    expect(sitesOf(text)).toMatchObject({ unread: [] })
    expect(said(text)).toEqual(expected)
  })

  it('leaves out www. unless the rest is an ending under which others live', () => {
    expect(said('www.maths.org www.gov.uk https://www.gov.uk/browse www.nhs.uk')).toEqual([
      'maths.org',
      'www.gov.uk',
      'www.gov.uk /browse',
      'www.nhs.uk',
    ])
  })

  it.each([
    [
      'other schemes',
      'chrome://settings mailto:amy@school.example',
      ['chrome://settings', 'mailto:amy@school.example'],
    ],
    ['e-mail addresses', 'Ask amy@school.example', ['amy@school.example']],
    ['files', 'notes.docx and C:\\maths.pdf', ['notes.docx', 'C:\\maths.pdf']],
    ['run-on sentences', 'Do it.Please', ['it.Please']],
    ['a word alone on its line', 'bbc\nmaths.org', ['bbc']],
    ['what no browser would load', 'http://a..b/ https://', ['http://a..b/', 'https://']],
  ])('names what it could not read: %s', (_, text, unread) => {
    expect(sitesOf(text).unread).toEqual(unread)
  })

  it('finds nothing in prose and in nothing', () => {
    for (const text of ['', '  \n ', 'Please use the textbook, page 12.']) {
      expect(sitesOf(text)).toEqual({ sites: [], unread: [] })
    }
  })
})
