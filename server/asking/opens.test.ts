/** What can be opened of a page that is asked for, and whether staff are told of all that comes of it. */
import { describe, expect, it } from 'vitest'
import type { Lesson } from '../../lib/policy/lesson.ts'
import { choicesOf } from './opens.ts'

const lesson = (more: Partial<Lesson>): Lesson => ({
  id: 'abc',
  revision: 1,
  from: 0,
  until: 1,
  name: '9B Maths',
  teacher: 'Ms Khan',
  mode: 'only',
  sites: [{ host: 'maths.test' }],
  frames: [],
  ...more,
})
const ONLY = lesson({})
const EXCEPT = lesson({ mode: 'except', sites: [{ host: 'art.test' }, { host: 'quiz.test' }] })
const page = (url: string, frame = false) => ({ url, frame })
const TEACHER = { byTeacher: true, isOpen: true }
const NETWORK = { byTeacher: false, isOpen: false }
const words = (...args: Parameters<typeof choicesOf>) =>
  Object.fromEntries(Object.entries(choicesOf(...args)).map(([opens, one]) => [opens, one.words]))

describe('a page', () => {
  it('is its path and what lies below, or the site', () => {
    expect(words(page('https://www.art.test/monet'), NETWORK)).toEqual({
      page: 'www.art.test/monet and what lies below',
      site: 'all of art.test',
    })
    expect(words(page('https://art.test/'), NETWORK)).toEqual({ site: 'all of art.test' })
  })

  it('says that parameters make no difference', () => {
    expect(words(page('https://art.test/a?b=1'), NETWORK)['page']).toBe(
      'art.test/a and what lies below, whatever follows the “?”',
    )
  })

  it('a teacher who lifts what the school closes opens that host alone', () => {
    const { site } = choicesOf(page('https://www.blogs.test/'), {
      lesson: ONLY,
      byTeacher: true,
      isOpen: false,
    })
    expect(site).toEqual({
      entry: { kind: 'host', host: 'www.blogs.test', action: 'allow' },
      words: 'www.blogs.test alone',
    })
  })

  it('in a lesson no site is offered whose names strangers register: the lesson would open them all', () => {
    for (const host of ['github.io', 's3.amazonaws.com', 'blogspot.com', 'translate.goog']) {
      expect(words(page(`https://${host}/x`), { ...TEACHER, lesson: ONLY })).toEqual({
        page: `${host}/x and what lies below`,
      })
      expect(words(page(`https://${host}/x`), NETWORK)['site']).toBe(`${host} alone`)
    }
  })

  it('in a lesson that closes sites it is the closed site, and says so', () => {
    expect(words(page('https://art.test/monet'), { ...TEACHER, lesson: EXCEPT })).toEqual({
      site: 'all of art.test: the lesson closes it no more',
    })
    expect(words(page('https://art.test/monet'), { ...NETWORK, lesson: EXCEPT })).toEqual({
      site: 'all of art.test, and all of art.test: the lesson closes it no more',
    })
  })
})

describe('a part of a page', () => {
  const part = page('https://quiz.test/embed', true)

  it('is let into a lesson as a part', () => {
    expect(words(part, { ...TEACHER, lesson: ONLY })).toEqual({
      site: 'parts of pages from quiz.test and under it; as a page it stays closed',
    })
    expect(words(part, { ...TEACHER, lesson: EXCEPT })).toEqual({
      site: 'all of quiz.test: the lesson closes it no more',
    })
  })

  it('outside a lesson is that host alone, which is then open as a page too', () => {
    expect(choicesOf(part, NETWORK)).toEqual({
      site: {
        entry: { kind: 'host', host: 'quiz.test', action: 'allow' },
        words: 'quiz.test alone, as a part of pages and as a page',
      },
    })
  })
})
