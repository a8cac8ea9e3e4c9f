import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CATEGORY_IDS, isSafeguarding } from '../policy/categories.ts'
import { lifelinesFileSchema } from './data.ts'
import { LIFELINE_HOSTS, LIFELINES, lifelinesFor } from './lifelines.ts'
import { shippedLists } from './load.ts'
import { LIFELINE_THEMES, NEAREST_LIFELINES } from './themes.ts'

const file: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../assets/lifelines.json'), 'utf8'),
)
const YEAR = 365 * 24 * 3_600_000
const lists = shippedLists()

describe('the lifelines', () => {
  it('have the right shape', () => {
    const read = lifelinesFileSchema.safeParse(file)
    expect(read.success ? [] : read.error.issues).toEqual([])
    expect(new Set(LIFELINES.map((line) => line.id)).size).toBe(LIFELINES.length)
  })

  it('were checked within the last year', () => {
    const now = Date.now()
    const old = LIFELINES.filter(({ checked }) => !(now - Date.parse(checked) < YEAR))
    expect(
      old.map((line) => `${line.name}: ${line.checked}`),
      'check them again and change the date',
    ).toEqual([])
    const future = LIFELINES.filter(({ checked }) => Date.parse(checked) > now + 24 * 3_600_000)
    expect(future.map((line) => line.name)).toEqual([])
  })

  it('hold every line that a school expects', () => {
    const expected = [
      'childline',
      'report-remove',
      'samaritans',
      'ceop',
      'ceop-education',
      'nhs-111',
      'shout',
      'papyrus',
      'beat',
      'domestic-abuse-england',
      'womens-aid',
      'mens-advice-line',
      'switchboard',
      'proud-trust',
      'winstons-wish',
      'child-bereavement-uk',
      'runaway-helpline',
      'the-mix',
      'kooth',
      'youngminds',
      'talk-to-frank',
      'brook',
      'nspcc',
      'national-bullying-helpline',
      'stop-it-now',
      'iwf-report',
      'revenge-porn-helpline',
      'crimestoppers',
      'fearless',
      'muslim-youth-helpline',
      'signhealth',
    ]
    const ids = new Set(LIFELINES.map((line) => line.id))
    expect(expected.filter((id) => !ids.has(id))).toEqual([])
  })

  it('open the address they name, with and without www', () => {
    for (const line of LIFELINES) expect(line.hosts, line.id).toContain(startHost(line.url, line.hosts))
    const bare = LIFELINE_HOSTS.filter((host) => host.startsWith('www.')).map((host) => host.slice(4))
    expect(bare.filter((host) => !lists.isLifeline(host))).toEqual([])
  })

  it('offer a way to get in touch or a page to go to, for every theme', () => {
    const themes = new Set(LIFELINES.flatMap((line) => line.themes))
    expect(LIFELINE_THEMES.filter((theme) => !themes.has(theme))).toEqual([])
  })

  it('are exact: neither a sub-domain nor a look-alike is one', () => {
    expect(lists.isLifeline('www.childline.org.uk')).toBe(true)
    expect(lists.isLifeline('evil.childline.org.uk')).toBe(false)
    expect(lists.isLifeline('www.childline.org.uk.example')).toBe(false)
    expect(lists.isLifeline('childline.org')).toBe(false)
  })

  it('carry nothing that is blocked, and are in the never-block set with what their pages load', () => {
    expect(LIFELINE_HOSTS.filter((host) => !lists.isNeverBlock(host))).toEqual([])
    const listed = new Set([...lists.entries()].map(([host]) => host))
    expect(LIFELINE_HOSTS.filter((host) => listed.has(host))).toEqual([])
  })
})

describe('lifelinesFor', () => {
  it('puts the nearest first, then those for anything', () => {
    expect(lifelinesFor('self-harm').map((line) => line.id)).toEqual(['childline', 'papyrus', 'shout'])
    expect(lifelinesFor('gambling').map((line) => line.id)).toEqual(['gamcare', 'childline', 'shout'])
    expect(lifelinesFor('drugs', 1).map((line) => line.id)).toEqual(['talk-to-frank'])
    expect(lifelinesFor(undefined).map((line) => line.id)).toEqual(['childline', 'shout', 'samaritans'])
  })

  it('names only lifelines that exist', () => {
    const ids = new Set(LIFELINES.map((line) => line.id))
    expect(
      Object.values(NEAREST_LIFELINES)
        .flat()
        .filter((id) => !ids.has(id)),
    ).toEqual([])
  })

  it('offers a child only what a child can use', () => {
    for (const category of CATEGORY_IDS)
      expect(lifelinesFor(category, 99).filter((line) => !line.forChildren)).toEqual([])
    expect(lifelinesFor('illegal-csam', 99, true).some((line) => line.id === 'stop-it-now')).toBe(true)
  })

  it('has something for every safeguarding theme', () => {
    for (const category of CATEGORY_IDS.filter(isSafeguarding))
      expect(lifelinesFor(category).length, category).toBe(3)
  })
})

/** The host of a page, or the service's own host when the page is kept on a government site. */
function startHost(url: string, hosts: readonly string[]): string | undefined {
  const { hostname } = new URL(url)
  return hostname === 'www.gov.wales' ? hosts[0] : hostname
}
