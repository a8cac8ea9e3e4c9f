import { describe, expect, test } from 'vitest'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import type { PersonalKind } from '../policy/personal.ts'
import { kindsHere, openHosts } from './pause-here.ts'

const pause: readonly PersonalKind[] = ['phone']
const rules = {
  policy: plainPolicy({
    personalDetails: { pause, exempt: ['vle.test'] },
    needed: ['login.test'],
    signInDomains: ['hill.test', '456ff232-3512-4123-b3b3-3236a0826f3d'],
    lifelines: ['local-help.test'],
  }),
  lists: plainLists({ ...NO_LISTS, lifelines: ['www.childline.org.uk'] }),
}

describe('where nothing is paused for', () => {
  test.each([
    ['a school system', 'https://vle.test/'],
    ['one under it', 'https://maths.vle.test/'],
    ['what sign-in needs', 'https://login.test/'],
    ['the school’s own site', 'https://www.hill.test/'],
    ['a helpline', 'https://www.childline.org.uk/'],
    ['a helpline’s other host', 'https://support.childline.org.uk/'],
    ['a helpline’s chat elsewhere', 'https://childline.chat-company.test/'],
    ['the school’s own helpline', 'https://local-help.test/'],
    ['a file of the device', 'file:///home/a.html'],
  ])('%s', (_, place) => {
    expect(kindsHere(rules, [place])).toEqual([])
  })
  test('a part of an exempt page, and an exempt part of another', () => {
    expect(kindsHere(rules, ['https://chat.test', 'https://www.childline.org.uk/help'])).toEqual([])
    expect(kindsHere(rules, ['null', 'https://vle.test/'])).toEqual([])
    expect(kindsHere(rules, ['https://vle.test', 'https://news.test/'])).toEqual([])
  })
  test('and these are named for when the worker does not answer', () => {
    const open = openHosts(rules)
    for (const host of ['vle.test', 'login.test', 'hill.test', 'www.childline.org.uk', 'local-help.test'])
      expect(open).toContain(host)
  })
})

test.each([
  ['any other page', ['https://news.test/']],
  ['a host that only ends alike', ['https://notvle.test/']],
  ['a host under one that sign-in needs', ['https://evil.login.test/']],
  ['a frame of its own in a sandbox', ['null', 'https://news.test/']],
])('there is a pause on %s', (_, places) => {
  expect(kindsHere(rules, places)).toEqual(pause)
})
