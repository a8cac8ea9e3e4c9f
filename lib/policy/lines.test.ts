/** The lines people write: entries, hours, periods, hosts, lifelines. */
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { hostArb, pathArb } from '../../tests/fixtures/arbitraries.ts'
import { ACTIONS, CATEGORY_IDS, isLocked } from './categories.ts'
import type { Entry } from './document.ts'
import { covers, formatEntry, overlaps, readEntry } from './entries.ts'
import { formatHours, readHours } from './hours.ts'
import { readLifeline } from './lifelines.ts'
import { formatPeriod, readPeriod } from './periods.ts'

const entry = (line: string): Entry => {
  const read = readEntry(line, 'block')
  if (!read.ok) throw new Error(`${line} ${read.wrong}`)
  return read.value
}
const spelled = (line: string): string => formatEntry(entry(line))

describe('entries', () => {
  test.each([
    ['Example.COM', 'example.com'],
    ['https://example.com/', 'example.com'],
    ['//example.com', 'example.com'],
    ['*.example.com', 'example.com'],
    ['.example.com.', 'example.com'],
    ['||example.com^', 'example.com'],
    ['www.example.com', 'www.example.com'],
    ['=www.Example.com', '=www.example.com'],
    ['= https://www.example.com', '=www.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['ｅxample.com', 'example.com'],
    ['example.com/Games/../Play/', 'example.com/Play'],
    ['example.com/games   # for maths', 'example.com/games # for maths'],
    ['192.168.0.1', '192.168.0.1'],
    ['[2001:DB8::1]', '[2001:db8::1]'],
  ])('%s is read as %s', (line, meant) => {
    expect(spelled(line)).toBe(meant)
  })

  test.each([
    '',
    '=',
    'a b.example',
    'ftp://example.com',
    'example.com:8080',
    'a.*.example',
    'user@example.com',
    'example.com/a?b',
    'example.com/a*',
    '=example.com/a',
    '1234',
    '0x7f.1',
    'exa mple',
    'http://',
    '%%%',
    '-',
    'a..b',
  ])('%j is refused', (line) => {
    expect(readEntry(line, 'block')).toMatchObject({
      ok: false,
      fix: expect.stringMatching(/\.$/) as unknown,
    })
  })

  test('a whole top-level domain can be blocked, not opened', () => {
    expect(readEntry('zip', 'block').ok).toBe(true)
    expect(readEntry('com', 'allow').ok).toBe(false)
    expect(readEntry('=intranet', 'allow').ok).toBe(true)
  })

  const entryArb = fc
    .tuple(fc.constantFrom('host', 'suffix', 'path'), hostArb, pathArb)
    .map(([kind, host, path]) => entry(`${kind === 'host' ? '=' : ''}${host}${kind === 'path' ? path : ''}`))

  property.prop([entryArb])('a written entry reads back', (one) => {
    expect(entry(formatEntry(one))).toEqual(one)
  })

  property.prop([entryArb, entryArb, entryArb])(
    'covering is transitive, and what covers overlaps',
    (a, b, c) => {
      expect(covers(a, a)).toBe(true)
      if (covers(a, b) && covers(b, c)) expect(covers(a, c)).toBe(true)
      if (covers(a, b)) expect(overlaps(a, b) && overlaps(b, a)).toBe(true)
      expect(overlaps(a, b)).toBe(overlaps(b, a))
    },
  )

  test('escapes and capitals do not hide an overlap', () => {
    expect(covers(entry('example.com/games'), entry('example.com/G%61mes/x'))).toBe(true)
    expect(covers(entry('example.com/games'), entry('example.com/%2567ames'))).toBe(true)
    expect(covers(entry('example.com/games'), entry('example.com/gamesx'))).toBe(false)
    expect(covers(entry('example.com'), entry('notexample.com'))).toBe(false)
    expect(covers(entry('=example.com'), entry('example.com'))).toBe(false)
  })
})

describe('hours and periods', () => {
  test.each([
    ['Mon-Fri 08:00-17:00', 'Mon-Fri 08:00-17:00'],
    ['monday to', undefined],
    ['Mon, Wed,Fri 9:00 – 10.30', 'Mon,Wed,Fri 09:00-10:30'],
    ['Fri-Mon 00:00-24:00', 'Mon,Fri-Sun 00:00-24:00'],
    ['daily 1:00 to 2:00', 'Mon-Sun 01:00-02:00'],
    ['Weekends 10:00-11:00', 'Sat,Sun 10:00-11:00'],
    ['Thurs - Fri 10:00-11:00', 'Thu,Fri 10:00-11:00'],
    ['Mon 22:00-06:00', undefined],
    ['Mon 24:00-24:00', undefined],
    ['Mon 10:70-11:00', undefined],
    ['Fun 10:00-11:00', undefined],
    ['10:00-11:00', undefined],
    ['Mon 10:00-11:00 x', undefined],
  ])('%s', (line, meant) => {
    const read = readHours(line)
    expect(read.ok ? formatHours(read.value) : undefined).toBe(meant)
  })

  test('a period with its place, name and actions', () => {
    expect(readPeriod('Mon-Fri 12:00-13:00 on-site lunch: games=allow, social=warn; unknown=block')).toEqual({
      ok: true,
      value: {
        name: 'lunch',
        hours: { days: [1, 2, 3, 4, 5], from: 720, to: 780 },
        place: 'on-site',
        categories: { games: 'allow', social: 'warn' },
        unknownHosts: 'block',
      },
    })
    expect(readPeriod('Sat 12:00-13:00 long lunch: games=allow')).toMatchObject({
      value: { name: 'long lunch', place: 'any' },
    })
  })

  test.each([
    'Mon 12:00-13:00',
    'Mon 12:00-13:00 lunch',
    'Mon 12:00-13:00 : games=allow',
    'Mon 12:00-13:00 lunch:',
    'Mon 12:00-13:00 lunch: games',
    'Mon 12:00-13:00 lunch: gamez=allow',
    'Mon 12:00-13:00 lunch: games=open',
    'Mon 12:00-13:00 lunch: games=allow=x',
    'lunch: games=allow',
  ])('%j is refused', (line) => {
    expect(readPeriod(line).ok).toBe(false)
  })

  const hoursArb = fc
    .record({
      days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      from: fc.integer({ min: 0, max: 1438 }),
      length: fc.integer({ min: 1, max: 1440 }),
    })
    .map(({ days, from, length }) => ({ days, from, to: Math.min(1440, from + length) }))
  const category = fc.constantFrom(...CATEGORY_IDS.filter((id) => !isLocked(id)))

  property.prop([
    hoursArb,
    fc.constantFrom('on-site', 'away', 'any'),
    fc.dictionary(category, fc.constantFrom(...ACTIONS), { minKeys: 1 }),
  ])('a written period reads back', (hours, place, categories) => {
    const period = { name: 'after school', hours, place, categories: { ...categories } }
    expect(readPeriod(formatPeriod(period))).toEqual({ ok: true, value: period })
  })
})

describe('lifelines', () => {
  test.each([
    'www.childline.org.uk',
    'WWW.Samaritans.org',
    'https://help.nhs.uk/',
    'www.foo.sch.uk',
    'help.service.gov.uk',
  ])('%s may be one', (host) => {
    expect(readLifeline(host).ok).toBe(true)
  })
  test.each([
    'co.uk',
    'gov.uk',
    'foo.sch.uk',
    'github.io',
    'intranet',
    '10.0.0.1',
    '[::1]',
    '*.childline.org.uk',
    'www.google.co.uk',
    'mail.google.com',
    'www.bing.com',
    'outlook.live.com',
    'www.dropbox.com',
    'm.facebook.com',
    'mysite.wordpress.com',
    'me.github.io',
    'sites.google.com',
    'childline.org.uk/help',
    '',
  ])('%j is refused', (host) => {
    expect(readLifeline(host)).toMatchObject({ ok: false, fix: expect.stringContaining('.') as unknown })
  })
  test('the caller’s lists refuse more', () => {
    expect(readLifeline('chat.example.org', () => ['chat'])).toMatchObject({
      ok: false,
      wrong: expect.stringContaining('“chat”') as unknown,
    })
    expect(readLifeline('www.helpline.example.org', () => ['support']).ok).toBe(true)
  })
})
