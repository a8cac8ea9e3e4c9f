import { getDomain, parse } from 'tldts'
import { describe, expect, test } from 'vitest'
import { suffixRules } from '../../.ci/generate-suffixes.ts'
import stored from '../../assets/public-suffixes.json' with { type: 'json' }
import { publicSuffix, registeredDomain } from './public-suffixes.ts'

const all = await suffixRules()
const rules = [...all.registries, ...all.companies].map((rule) => rule.replace(/^!/, '').replace('*', 'any'))
/** Each rule's name, names under it and names beside it. */
const hosts = [...new Set(rules.flatMap((rule) => [rule, `a.${rule}`, `c.b.a.${rule}`, `a-${rule}`]))]

describe('public suffixes', () => {
  test('are those of the list that the server checks against', () => {
    expect(stored).toEqual({ registries: all.registries.join(' '), companies: all.companies.join(' ') })
    expect(all.registries.length).toBeGreaterThan(5_000)
    expect(all.companies.length).toBeGreaterThan(2_000)
  })

  test('answer for every rule as tldts does', () => {
    const differences = hosts.flatMap((host) => {
      const theirs = parse(host, { allowPrivateDomains: true, validateHostname: false })
      const ours = publicSuffix(host, 'all')
      const pairs = [
        [ours.suffix, theirs.publicSuffix],
        [ours.isPrivate, theirs.isPrivate === true],
        [registeredDomain(host, 'all'), theirs.domain],
        [registeredDomain(host), getDomain(host, { validateHostname: false })],
      ]
      return pairs.every(([mine, other]) => mine === other) ? [] : [{ host, pairs }]
    })
    expect(differences).toEqual([])
    expect(hosts.length).toBeGreaterThan(30_000)
  })

  test.each([
    ['www.bbc.co.uk', 'bbc.co.uk'],
    ['co.uk', null],
    ['intranet', null],
    ['a.b.intranet', 'b.intranet'],
    ['me.github.io', 'github.io'],
    ['www.ck', 'www.ck'],
    ['a.b.c.ck', 'b.c.ck'],
    ['10.0.0.1', null],
    ['[::1]', null],
  ])('%s was registered as %s', (host, domain) => {
    expect(registeredDomain(host)).toBe(domain)
  })

  test('a private suffix is told from a registry’s', () => {
    expect(publicSuffix('me.github.io', 'all')).toEqual({ suffix: 'github.io', isPrivate: true })
    expect(publicSuffix('www.school.sch.uk', 'all')).toEqual({ suffix: 'school.sch.uk', isPrivate: false })
    expect(publicSuffix('github.io')).toEqual({ suffix: 'io', isPrivate: false })
  })
})
