/** Each language says everything that English says, with the same things in its sentences. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LIFELINES } from '../../lists/lifelines.ts'
import { helpline } from './helpline.ts'
import { ENGLISH, LANGUAGES } from './languages.ts'
import { createWords, type Locale } from './words.ts'

const FOLDER = join(import.meta.dirname, '../../../assets/locales')
const read = (tag: string): Locale => JSON.parse(readFileSync(join(FOLDER, `${tag}.json`), 'utf8')) as Locale

type Flat = ReadonlyMap<string, string>
function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as object).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key))
}

const PLURAL = /_(zero|one|two|few|many|other)$/
const english: Flat = new Map(flat(read(ENGLISH)))
const plurals = [...english.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''))
const single = [...english.keys()].filter((key) => !PLURAL.test(key))
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort()

/** Everything that a language must say: each plural in each form that it has. */
function wanted(tag: string): [key: string, english: string][] {
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories
  const many = [...new Set(plurals)].flatMap((key) =>
    forms.map((form): [string, string] => [`${key}_${form}`, english.get(`${key}_other`) ?? '']),
  )
  return [...single.map((key): [string, string] => [key, english.get(key) ?? '']), ...many]
}

/** One, two or none may be said in a word instead of a number. */
const mayLeaveOutCount = (key: string): boolean => /_(zero|one|two)$/.test(key)

function wrong(tag: string, locale: Locale): string[] {
  const { _review, helplines, ...words } = locale
  const have: Flat = new Map(flat(words))
  const all = wanted(tag)
  const names = new Set(all.map(([key]) => key))
  return [
    ...(typeof _review === 'string' && _review !== '' ? [] : ['_review: says who should still read it']),
    ...[...have.keys()].filter((key) => !names.has(key)).map((key) => `${key}: English has no such words`),
    ...all.flatMap(([key, source]) => faults(key, source, have.get(key))),
    ...flat(helplines ?? {}).flatMap(([key, text]) =>
      text.trim() === '' ? [`helplines.${key}: empty`] : [],
    ),
  ]
}

function faults(key: string, source: string, text: string | undefined): string[] {
  if (text === undefined || text.trim() === '') return [`${key}: missing`]
  const [theirs, ours] = [placeholders(source), placeholders(text)]
  const needed = mayLeaveOutCount(key) ? theirs.filter((name) => name !== 'count') : theirs
  const isSame = needed.every((name) => ours.includes(name)) && ours.every((name) => theirs.includes(name))
  return [
    ...(isSame ? [] : [`${key}: has {{${ours.join('}} {{')}}}, English {{${theirs.join('}} {{')}}}`]),
    ...(/<\/?[a-z]/i.test(text) && !/<\/?[a-z]/i.test(source) ? [`${key}: holds markup`] : []),
    // A sentence left as it was; names and abbreviations may be the same everywhere.
    ...(text === source && source.split(/\s+/).filter((word) => /^[a-z]{3,}/.test(word)).length >= 2
      ? [`${key}: still English`]
      : []),
  ]
}

const others = Object.keys(LANGUAGES).filter((tag) => tag !== ENGLISH)

it('has a file for each language and none besides', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(
    Object.keys(LANGUAGES)
      .map((tag) => `${tag}.json`)
      .sort(),
  )
})

describe.each(others)('%s', (tag) => {
  it('is complete', () => expect(wrong(tag, read(tag))).toEqual([]))

  it('says of every helpline for children whom it is for and when', () => {
    const words = createWords(tag, read(tag))
    const left = LIFELINES.filter((line) => line.forChildren).filter(({ id, name, url, audience, hours }) => {
      const said = helpline(words, { id, name, url, numbers: [], forWhom: audience, hours })
      return said.forWhom === audience || said.hours === hours
    })
    expect(left.map(({ id }) => id)).toEqual([])
  })
})

/** Ages and times, by the 24-hour clock: what a child must not be told otherwise. */
const facts = (text: string): string[] =>
  [
    ...text
      .replaceAll(/(\d+)(?:\.(\d+))? ?([ap])m/g, (_, hour: string, minutes = '00', half: string) => {
        const base = Number(hour) % 12
        return `${half === 'p' ? base + 12 : base}:${String(minutes)}`
      })
      .replaceAll(/\bnoon\b/g, '12:00')
      .replaceAll('midnight', '0:00')
      .matchAll(/(\d+)(?:[:.](\d\d))?/g),
  ]
    .map(
      ([, hour, minutes]) =>
        `${Number(hour) % 24}${minutes === undefined || minutes === '00' ? '' : `:${minutes}`}`,
    )
    .filter((fact) => fact !== '0')
    .sort()

describe.each(others)('the facts of helplines in %s', (tag) => {
  const words = createWords(tag, read(tag))
  it.each(LIFELINES.filter((line) => line.forChildren))('$id', ({ id, name, url, audience, hours }) => {
    const said = helpline(words, { id, name, url, numbers: [], forWhom: audience, hours })
    expect(facts(said.forWhom)).toEqual(facts(audience))
    expect(facts(said.hours ?? '')).toEqual(facts(hours))
  })
})

it('would tell of what is missing, mistaken, left over and untranslated', () => {
  const { app: _, ...rest } = read('pl')
  const found = wrong('pl', {
    ...rest,
    app: { name: 'Kerb', managed: 'Managed by your school', managedBy: 'Szkoła', made: 'up' },
  })
  expect(found).toEqual(
    expect.arrayContaining([
      'app.made: English has no such words',
      'app.language: missing',
      'app.managed: still English',
      'app.managedBy: has {{}}, English {{school}}',
    ]),
  )
})
