import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'tldts'
import { describe, expect, it } from 'vitest'
import { defaultAction, isNeverBlock } from '../policy/categories.ts'
import { hostsOf, serviceFinder } from './catalogue.ts'
import { compactLists, writeCompact } from './compact.ts'
import { createLists } from './in-memory.ts'
import { LIFELINE_HOSTS } from './lifelines.ts'
import { isPublicSuffix } from './check-document.ts'
import { catalogueFileSchema, neverBlockFileSchema } from './data.ts'
import { isAddress } from '../hosts/public-suffixes.ts'
import { normaliseHost, suffixesOf } from './host.ts'
import { CATALOGUE, NEVER_BLOCK } from './catalogue-files.ts'
import { shippedLists } from './load.ts'

const folder = join(import.meta.dirname, '../../assets/catalogue')
const onDisk = readdirSync(folder).filter((name) => name.endsWith('.json'))
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const services = CATALOGUE.flatMap((file) => file.services)
const listed = services.flatMap((service) => service.hosts.map((host) => ({ host, service })))
const lists = shippedLists()

/** Top-level domains that are for one thing only, so that naming the whole of them is meant. */
const WHOLE_TOP_LEVELS = ['xxx', 'porn', 'adult', 'sex', 'sexy', 'onion']

/** Government and teaching suffixes under which only those may register. */
const TRUSTED_SUFFIXES = [
  'gov.uk',
  'nhs.uk',
  'police.uk',
  'mod.uk',
  'parliament.uk',
  'sch.uk',
  'ac.uk',
  'gov.scot',
  'gov.wales',
]

/** Exact never-block hosts under a service that is not for lessons. */
const LESSON_PARTS = ['education.minecraft.net', 'education.lego.com', 'accounts.youtube.com']

const duplicates = (values: readonly string[]): string[] => values.filter((v, i) => values.indexOf(v) !== i)

describe('the service catalogue', () => {
  it('is every file in its folder, each of the right shape', () => {
    const names = onDisk.filter((name) => name !== 'never-block.json')
    for (const name of names) {
      const file = catalogueFileSchema.safeParse(read(name))
      expect(file.success ? [] : file.error.issues, name).toEqual([])
    }
    expect(CATALOGUE.map((file) => file.theme).sort()).toEqual(
      names.map((name) => (read(name) as { theme: string }).theme).sort(),
    )
  })

  it('holds at least 500 services over at least 35 categories, and several in each', () => {
    const counts = new Map<string, number>()
    for (const { categories } of services) for (const c of categories) counts.set(c, (counts.get(c) ?? 0) + 1)
    expect(services.length).toBeGreaterThanOrEqual(500)
    expect(counts.size).toBeGreaterThanOrEqual(35)
    expect([...counts].filter(([, count]) => count < 3)).toEqual([])
  })

  it('names each service, and each host, once', () => {
    expect(duplicates(services.map((s) => s.id))).toEqual([])
    expect(duplicates(listed.map((l) => l.host))).toEqual([])
  })

  it('writes hosts as the browser does, under top-level domains that exist', () => {
    expect(listed.map((l) => l.host).filter((host) => normaliseHost(host) !== host)).toEqual([])
    const strange = listed
      .map((l) => l.host)
      .filter((host) => !isAddress(host) && !WHOLE_TOP_LEVELS.includes(host))
      .filter((host) => parse(host).isIcann !== true)
    expect(strange).toEqual([])
  })

  it('names no suffix that strangers share, but where hosting as such is meant', () => {
    const wide = listed
      .filter(({ host }) => !isAddress(host) && !WHOLE_TOP_LEVELS.includes(host))
      .filter(({ host, service }) => service.categories.every((c) => isPublicSuffix(host, c)))
    expect(wide.map((l) => l.host)).toEqual([])
  })

  it('lists no host under another of the same service', () => {
    const covered = listed.filter(({ host, service }) =>
      [...suffixesOf(host)].slice(1).some((parent) => service.hosts.includes(parent)),
    )
    expect(covered.map((l) => l.host)).toEqual([])
  })

  it('finds the service of a host, the nearest first', () => {
    const find = serviceFinder(CATALOGUE)
    expect(find('www.roblox.com')?.id).toBe('roblox')
    expect(find('music.youtube.com')?.id).toBe('youtube-music')
    expect(find('www.youtube.com')?.id).toBe('youtube')
    expect(find('notroblox.com')).toBeUndefined()
  })
})

describe('the shipped lists', () => {
  it('are made from the files as they are now', () => {
    const made = writeCompact(compactLists(CATALOGUE, NEVER_BLOCK, LIFELINE_HOSTS))
    const shipped = readFileSync(join(folder, '../shipped-lists.json'), 'utf8')
    expect(shipped === made, 'run `npm run lists`').toBe(true)
  })

  it('say what the files say', () => {
    const full = createLists({
      catalogue: hostsOf(CATALOGUE),
      neverBlock: NEVER_BLOCK,
      lifelineHosts: LIFELINE_HOSTS,
    })
    const sorted = (iterable: Iterable<unknown>) => [...iterable].map((x) => JSON.stringify(x)).sort()
    expect(sorted(lists.entries())).toEqual(sorted(full.entries()))
    expect(sorted(lists.neverBlock())).toEqual(sorted(full.neverBlock()))
    expect(lists.lifelineHosts()).toEqual(full.lifelineHosts())
  })
})

describe('the never-block set', () => {
  it('has the right shape and names each host once', () => {
    const file = neverBlockFileSchema.safeParse(read('never-block.json'))
    expect(file.success ? [] : file.error.issues).toEqual([])
    expect(duplicates(NEVER_BLOCK.map((entry) => entry.host))).toEqual([])
    expect(NEVER_BLOCK.map((entry) => entry.host).filter((host) => normaliseHost(host) !== host)).toEqual([])
  })

  it('trusts no suffix under which anybody registers', () => {
    const wide = NEVER_BLOCK.filter(({ host, exact }) => !exact && isPublicSuffix(host, 'games'))
    expect(wide.map((entry) => entry.host).filter((host) => !TRUSTED_SUFFIXES.includes(host))).toEqual([])
  })

  it('never opens a platform wholesale, nor hosts of user content, CDNs, archives or translators', () => {
    const notOurs = [
      'google.com',
      'www.google.com',
      'sites.google.com',
      'docs.google.com',
      'drive.google.com',
      'script.google.com',
      'translate.google.com',
      'storage.googleapis.com',
      'lh3.googleusercontent.com',
      'microsoft.com',
      'sharepoint.com',
      'school.sharepoint.com',
      'sway.office.com',
      'github.io',
      'user.github.io',
      'raw.githubusercontent.com',
      'web.archive.org',
      'archive.org',
      'cdn.jsdelivr.net',
      'cdnjs.cloudflare.com',
      'd111111abcdef8.cloudfront.net',
      'bucket.s3.amazonaws.com',
      'translate.goog',
      'wordpress.com',
      'youtube.com',
      'padlet.com',
      // Block-coding sites where pupils publish games and talk.
      'scratch.mit.edu',
      'studio.code.org',
      'arcade.makecode.com',
      'makecode.com',
      'snap.berkeley.edu',
      'makecode.microbit.org',
      'www.tynker.com',
      'www.greenfoot.org',
      'www.kodugamelab.com',
      'gallery.appinventor.mit.edu',
      'machinelearningforkids.co.uk',
      'www.j2e.com',
      'www.tinkercad.com',
      // Editors that run whatever is typed or pasted, and forums.
      'www.w3schools.com',
      'www.codecademy.com',
      'python.microbit.org',
      'editor.raspberrypi.org',
      'ai2.appinventor.mit.edu',
      'app.arduino.cc',
      'forum.arduino.cc',
    ]
    expect(notOurs.filter((host) => lists.isNeverBlock(host))).toEqual([])
  })

  it('shares no host with a category that is blocked', () => {
    const catalogue = new Set(listed.map((l) => l.host))
    const clashes = NEVER_BLOCK.filter(({ host }) => [...suffixesOf(host)].some((s) => catalogue.has(s)))
    expect(clashes.map((entry) => entry.host).sort()).toEqual([...LESSON_PARTS].sort())
    expect(clashes.every((entry) => entry.exact)).toBe(true)
    expect(listed.map((l) => l.host).filter((host) => lists.isNeverBlock(host))).toEqual([])
  })

  it('holds exam boards, sign-in, updates, help and schools', () => {
    const needed = [
      'www.aqa.org.uk',
      'www.ocr.org.uk',
      'qualifications.pearson.com',
      'www.jcq.org.uk',
      'accounts.google.com',
      'login.microsoftonline.com',
      'login.live.com',
      'appleid.apple.com',
      'clients2.google.com',
      'update.googleapis.com',
      'fe2cr.update.microsoft.com',
      'classroom.google.com',
      'teams.microsoft.com',
      'www.oaknational.academy',
      'en.wikipedia.org',
      'www.talktofrank.com',
      'www.gamcare.org.uk',
      'www.gov.uk',
      'www.nhs.uk',
      'abbey.kent.sch.uk',
      'www.ox.ac.uk',
      'ttrockstars.com',
    ]
    expect(needed.filter((host) => !lists.isNeverBlock(host))).toEqual([])
  })

  it('carries only categories that are never blocked', () => {
    expect(NEVER_BLOCK.filter((entry) => !isNeverBlock(entry.category))).toEqual([])
    expect(NEVER_BLOCK.filter((entry) => defaultAction(entry.category, 'primary') !== 'allow')).toEqual([])
  })
})
