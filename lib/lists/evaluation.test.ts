/**
 * The shipped lists against hosts that somebody else collected. The data is not ours to publish: put it in a
 * folder and name that in KERB_EVALUATION_DATA. `allowed-education.tsv` has a host and its groups on each line;
 * `allowed-uk-schools.txt` a school's host on each line.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultAction, type AgeGroup } from '../policy/categories.ts'
import { shippedLists } from './load.ts'

const folder = process.env['KERB_EVALUATION_DATA']
const education = folder === undefined ? '' : join(folder, 'allowed-education.tsv')
const schools = folder === undefined ? '' : join(folder, 'allowed-uk-schools.txt')
const lists = shippedLists()

const lines = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

const stopped = (host: string, age: AgeGroup): boolean =>
  !lists.isNeverBlock(host) &&
  !lists.isLifeline(host) &&
  [...lists.categoriesOf(host)].some((c) => defaultAction(c, age) !== 'allow')

describe.skipIf(!existsSync(education))('hosts a school needs (KERB_EVALUATION_DATA)', () => {
  const rows = existsSync(education) ? lines(education).slice(1) : []
  const table = rows.map((line) => line.split('\t') as [host: string, groups: string])

  it('stops no sensitive help, in any age group', () => {
    const help = table.filter(([, groups]) => groups.includes('sensitive-support')).map(([host]) => host)
    expect(help.length).toBeGreaterThan(0)
    expect(help.filter((host) => stopped(host, 'primary') || stopped(host, 'secondary'))).toEqual([])
  })

  it('blocks at most one in a hundred of the rest with the defaults of a secondary school', () => {
    const blocked = table
      .map(([host]) => host)
      .filter((host) => !lists.isNeverBlock(host))
      .filter((host) => [...lists.categoriesOf(host)].some((c) => defaultAction(c, 'secondary') === 'block'))
    expect(blocked.length, blocked.join(' ')).toBeLessThanOrEqual(table.length / 100)
  })
})

describe.skipIf(!existsSync(schools))("schools' own sites (KERB_EVALUATION_DATA)", () => {
  it('stops none', () => {
    const hosts = lines(schools)
    expect(hosts.length).toBeGreaterThan(0)
    expect(hosts.filter((host) => stopped(host, 'primary') || stopped(host, 'secondary'))).toEqual([])
  })
})
