import { expect, test } from 'vitest'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import { isSearchPlace } from '../verdict/search.ts'
import { compile } from './compile.ts'
import { postedSearches } from './posted-searches.ts'

/** Whether a form that posts there is stopped by one of these rules. */
const stops = (url: string): boolean =>
  postedSearches().some(({ condition }) => {
    const { requestDomains = [], excludedRequestDomains = [], regexFilter = '' } = condition
    const { hostname } = new URL(url)
    const isOn = (domain: string) => hostname === domain || hostname.endsWith(`.${domain}`)
    return (
      requestDomains.some(isOn) &&
      !excludedRequestDomains.some(isOn) &&
      new RegExp(regexFilter, 'i').test(url)
    )
  })

test.each([
  'https://html.duckduckgo.com/html/',
  'https://lite.duckduckgo.com/lite/',
  'https://duckduckgo.com/',
  'https://safe.duckduckgo.com/?kp=1',
  'https://www.google.com/search',
  'https://www.bing.com/search?form=x',
  'https://www.ecosia.org/search',
  'https://www.youtube.com/results',
])('stops what a form would send to %s, and the worker knows the place', (url) => {
  expect([stops(url), isSearchPlace(url)]).toEqual([true, true])
})

test.each([
  'https://accounts.google.com/signin',
  'https://docs.google.com/forms/d/e/x/formResponse',
  'https://www.youtube.com/youtubei/v1/log_event',
  'https://www.bing.com/rewards',
  'https://example.com/search',
])('leaves forms that search nothing: %s', (url) => {
  expect([stops(url), isSearchPlace(url)]).toEqual([false, false])
})

test('is in every policy, with safe search or without, and touches nothing that is only asked for', () => {
  for (const safeSearch of [true, false]) {
    const policy = plainPolicy({ safeSearch })
    const { rules } = compile(policy, plainLists(NO_LISTS, 'none'), exactly(0))
    const posted = rules.filter(({ condition }) => condition.requestMethods !== undefined)
    expect(posted).toHaveLength(postedSearches().length)
    for (const { condition, action } of posted) {
      expect(action).toEqual({ type: 'block' })
      expect(condition).toMatchObject({
        requestMethods: ['post'],
        resourceTypes: ['main_frame', 'sub_frame'],
      })
    }
  }
})
