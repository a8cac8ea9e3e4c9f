import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import stored from '../../assets/lifeline-tells.json' with { type: 'json' }
import { LIFELINE_HOSTS, LIFELINES } from '../lists/lifelines.ts'
import { readTells, storeTells, tellsOf } from './lifeline-tells.ts'
import { namesLifeline } from './names-lifeline.ts'

const OWN = ['www.greenfield-listens.example', 'mind.org.uk']
const HOSTS = [...LIFELINE_HOSTS, ...OWN]
const names = (text: string): boolean => namesLifeline(text, HOSTS)

/** Everything of a lifeline that a child may type. */
const typed = LIFELINES.flatMap((line) => [
  line.name,
  line.name.replace(/\(.*\)/, '').trim(),
  ...(line.aka ?? []),
  ...(line.everyday ?? []),
  ...line.hosts,
  ...line.phones,
  ...line.phones.map((phone) => phone.replace(/^0/, '+44 ')),
  ...line.texts.flatMap(({ to, word }) => [to, `${word} ${to}`, `text ${word} to ${to}`]),
])

/** Any case, and spaces put in or taken out anywhere; a number's groups too. */
const spelt = fc
  .constantFrom(...typed)
  .chain((text) =>
    fc.tuple(
      fc.constant(text),
      fc.array(fc.tuple(fc.boolean(), fc.constantFrom('', '', '', ' ', '  ')), {
        minLength: text.length,
        maxLength: text.length,
      }),
      fc.boolean(),
    ),
  )
  .map(([text, how, closed]) =>
    Array.from(text)
      .map((letter, i) => {
        const [upper = false, space = ''] = how[i] ?? []
        if (closed && /\s/.test(letter)) return space
        return (upper ? letter.toUpperCase() : letter.toLowerCase()) + space
      })
      .join(''),
  )

describe('a search for a lifeline', () => {
  it('is known by everything it is called', () => expect(typed.filter((text) => !names(text))).toEqual([]))

  property.prop([spelt], { numRuns: 3000 })('is known in any case and spacing', (text) => {
    expect(names(text)).toBe(true)
    expect(names(encodeURIComponent(text))).toBe(true)
  })

  property.prop(
    [
      fc.constantFrom(...typed.filter((text) => !/^\d{3}$/.test(text))),
      fc.constantFrom('helpline', 'helpline number', 'charity', 'phone number please'),
    ],
    { numRuns: 1000 },
  )('is known with what people add to it', (text, more) => {
    expect(names(`${text} ${more}`)).toBe(true)
  })

  it.each([
    'papyrus helpline',
    'hopeline 247',
    'nhs 111',
    '111 online',
    'call 111',
    'shout 85258',
    'text shout crisis',
    'ceop report',
    'report remove',
    'beat helpline',
    'beat eating disorders',
    'kooth',
    'kooth login',
    'galop',
    'nspcc helpline',
    'n.s.p.c.c.',
    'cruse bereavement',
    '0800 1111',
    'what is 08001111',
    'call 116 123',
    '+44 (0)800 1111',
    'child line number',
    'how do i talk to childline about my mum',
    'childline of argument',
    'winston’s wish',
    'suicide helpline uk',
    'LGBT help line',
    'greenfield listens',
    'www.mind.org.uk',
    'ｃｈｉｌｄｌｉｎｅ',
    'calm helpline',
    'anti bullying alliance',
    'https://www.childline.org.uk/get-support/',
    'childline%2520number',
  ])('is known: %s', (text) => expect(names(text)).toBe(true))

  it.each([
    'the beat goes on lyrics',
    'how to make a beat online free',
    '111 bus route',
    '111 + 222',
    '116 times 123',
    'how did the egyptians make papyrus',
    'refugee crisis 2015',
    'anne frank diary',
    'shout lyrics tears for fears',
    'respect poem gcse',
    'how to become a vet',
    'calm music for studying',
    'safer internet day assembly',
    'the good samaritan story',
    'childlike wonder meaning',
    'child linear growth',
    'insane lineup',
    'karma and nirvana in buddhism',
    'missing people of pompeii',
    'rocky shore food chain',
    'what is on my mind',
    'report on volcanoes',
    'hotline bling',
    'volcano model',
    'phone number of pizza express',
    'the year 1116 1230',
  ])('is not seen in: %s', (text) => expect(names(text)).toBe(false))
})

it('ships what the lifelines say today: `npm run lists` writes it', () => {
  const tells = tellsOf(LIFELINES, LIFELINE_HOSTS)
  expect(stored).toEqual(storeTells(tells))
  expect(readTells(stored)).toEqual(tells)
})
