/** A file that a pupil asks for: who may let it through, for whom, until when; and what nobody lets through. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DownloadRules } from '../../lib/policy/document.ts'
import type { AskedFile, Decision } from '../../lib/protocol/page-requests.ts'
import { AMY, BEN, KHAN, MINUTE, TEN, type TestSchool } from '../lessons/testing-lessons.ts'
import { samplePolicy, type TestDevice } from '../testing.ts'
import {
  ART,
  ask,
  decide,
  GAME,
  inLesson,
  network,
  openAsking,
  publishPolicy,
  standing,
  tagOf,
  unblocks,
} from './testing-asking.ts'

const PACK: AskedFile = { name: 'shapes.zip', kind: 'archive', bytes: 90_000 }
const LET: Decision = { is: 'approve', opens: 'file', for: 'pupil', until: 'today' }
const MIDNIGHT = Date.UTC(2026, 10, 25)

let school: TestSchool
let maths: number
let amys: TestDevice

/** Packed files are an adult's, programs nobody's. */
async function rules(more: DownloadRules = {}): Promise<void> {
  const { groups, defaultGroup } = samplePolicy()
  const blocked = { kind: 'suffix' as const, host: 'blocked.test', action: 'block' as const, note: 'Games' }
  const group = {
    ...groups[defaultGroup]!,
    entries: [blocked],
    categories: {},
    unknownHosts: 'allow' as const,
    timetable: [],
    downloads: { kinds: { archive: 'adult' as const }, ...more },
  }
  await publishPolicy(school, { groups: { [defaultGroup]: group } })
}
const askFor = (device: TestDevice, file: Partial<AskedFile> = {}, url = ART, more = {}) =>
  ask(device, url, { file: { ...PACK, ...file }, ...more })

beforeEach(async () => {
  ;({ school, maths, amys } = await openAsking())
  await rules()
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

describe('outside a lesson', () => {
  it('the network manager lets it through, today, for who asked; no rule is another for it', async () => {
    const bens = await school.device(BEN)
    const tag = await tagOf(amys)
    expect((await askFor(amys)).states).toMatchObject([{ state: 'open', with: 'network' }])
    await askFor(bens)
    const requests = await network(school)
    expect(requests).toMatchObject([
      {
        name: AMY,
        host: 'art.test',
        file: PACK,
        whys: ['For my project'],
        closed: 'The school’s rules for files leave it to an adult.',
        opens: { file: 'the file shapes.zip, once' },
      },
      { name: BEN },
    ])
    expect(requests[0]?.opens).not.toHaveProperty('site')
    expect((await decide(school, requests.slice(0, 1), LET)).json()).toEqual({ decided: 1 })
    expect(await standing(amys)).toMatchObject([{ state: 'approved', until: MIDNIGHT }])
    expect(await standing(bens)).toMatchObject([{ state: 'open' }])
    expect(await unblocks(amys)).toEqual([])
    expect(await tagOf(amys)).toBe(tag)
    vi.setSystemTime(MIDNIGHT)
    expect(await standing(amys)).toMatchObject([{ state: 'ended' }])
    const audit = await school.audit()
    expect(audit).toEqual(expect.arrayContaining(['page-ask 1', 'page-approve 1 approval:1']))
    expect(audit.join()).not.toContain('shapes')
  })

  it('is not opened as a page, for a class, or for another day', async () => {
    await askFor(amys)
    const requests = await network(school)
    for (const wrong of [
      { opens: 'page' },
      { opens: 'site' },
      { for: { class: maths } },
      { until: { day: '2026-11-26' } },
      { until: 'lesson' },
    ] as const)
      expect((await decide(school, requests, { ...LET, ...wrong })).statusCode).toBe(422)
    await ask(amys, GAME)
    const [, page] = await network(school)
    expect((await decide(school, [page!], LET)).statusCode).toBe(422)
  })

  it('is refused with words; taken back, it is over', async () => {
    await askFor(amys)
    await decide(school, await network(school), { is: 'refuse', reason: 'Ask me for the small one' })
    expect(await standing(amys)).toMatchObject([{ state: 'refused', reason: 'Ask me for the small one' }])
    await askFor(amys, { name: 'other.zip' })
    const open = (await network(school)).filter(({ state }) => state === 'open')
    await decide(school, open, LET)
    const active = (await network(school)).find(({ approval }) => approval?.active)
    await school.ask('nell@school.example', 'DELETE', `/admin/page-approvals/${active?.approval?.id}`)
    expect((await standing(amys)).map(({ state }) => state).toSorted()).toEqual(['ended', 'refused'])
  })

  it('repeats are one; another name, kind or size is another file, and another thing than its page', async () => {
    await askFor(amys)
    await askFor(amys)
    await askFor(amys, { name: 'angles.zip' })
    await askFor(amys, { kind: 'other' })
    await askFor(amys, { bytes: null })
    await ask(amys, ART)
    const requests = await network(school)
    expect(requests.map(({ times }) => times)).toEqual([2, 1, 1, 1, 1])
    expect((await decide(school, requests.slice(0, 2), LET)).statusCode).toBe(422)
  })
})

describe('in a lesson', () => {
  it('its teacher lets it through, and it is over with the lesson', async () => {
    const lesson = await school.lesson(maths, KHAN)
    expect((await askFor(amys)).states).toMatchObject([{ state: 'open', with: 'teacher' }])
    expect(await network(school)).toEqual([])
    const requests = await inLesson(school, lesson)
    expect(requests).toMatchObject([{ teacherMay: true, onlyLesson: false, file: PACK }])
    expect((await decide(school, requests, { ...LET, for: 'class' }, lesson)).statusCode).toBe(422)
    expect((await decide(school, requests, { ...LET, until: 'lesson' }, lesson)).json()).toEqual({
      decided: 1,
    })
    expect(await standing(amys)).toMatchObject([
      { state: 'approved', with: 'teacher', name: 'Ms Khan', until: TEN + 40 * MINUTE },
    ])
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    expect(await standing(amys)).toMatchObject([{ state: 'ended' }])
  })

  it('is handed on, and goes on to the network manager when the lesson ends', async () => {
    const lesson = await school.lesson(maths, KHAN)
    await askFor(amys)
    await askFor(amys, { name: 'angles.zip' })
    const [first] = await inLesson(school, lesson)
    await decide(school, [first!], { is: 'hand-on', reason: 'I cannot open it' }, lesson)
    expect(await network(school)).toMatchObject([{ handed: { words: 'I cannot open it' } }])
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    const requests = await network(school)
    expect(requests.map(({ file }) => file?.name)).toEqual(['shapes.zip', 'angles.zip'])
    expect((await decide(school, requests.slice(1), LET)).json()).toEqual({ decided: 1 })
  })
})

describe('what nobody lets through by a request', () => {
  it.each<[string, Partial<AskedFile>, string]>([
    ['a kind that the rules block', { name: 'setup.exe', kind: 'executable' }, ART],
    ['a program that is called a picture', { name: 'setup.exe', kind: 'picture' }, ART],
    ['one that is made to look like another', { name: 'shapes.pdf.exe', kind: 'archive' }, ART],
    ['one from a page that is closed', {}, GAME],
  ])('%s', async (_what, file, url) => {
    expect((await askFor(amys, file, url)).states).toMatchObject([{ state: 'never' }])
    expect(await network(school)).toEqual([])
  })

  it('one from an illegal page, or a theme for which one tells somebody', async () => {
    const judged = vi.spyOn(school.server.context.siteChecker, 'judge')
    for (const found of [
      { verdict: { action: 'block', reason: { kind: 'illegal' }, remedy: 'none' }, blocked: [] },
      { verdict: { action: 'allow', reason: { kind: 'unknown' }, remedy: 'none' }, blocked: ['adult'] },
    ] as const) {
      judged.mockResolvedValueOnce({ ...found, isUnknown: false, file: 'adult' } as never)
      expect((await askFor(amys)).states).toMatchObject([{ state: 'never' }])
    }
  })

  it.each(['teacher', 'network manager'])('what is blocked by the time it is decided: %s', async (who) => {
    const lesson = who === 'teacher' ? await school.lesson(maths, KHAN) : undefined
    await askFor(amys)
    const requests = lesson === undefined ? await network(school) : await inLesson(school, lesson)
    await rules({ kinds: { archive: 'block' } })
    expect((await decide(school, requests, LET, lesson)).json()).toMatchObject({ error: 'never' })
    expect(await standing(amys)).toMatchObject([{ state: 'open' }])
  })

  it('a file with an impossible name or size, or from nowhere, is no request', async () => {
    await expect(askFor(amys, {}, 'about:blank')).rejects.toThrow('the server answered 4')
    for (const file of [{ name: '' }, { bytes: -1 }, { bytes: 1.5 }, { name: 'x'.repeat(201) }])
      await expect(askFor(amys, file)).rejects.toThrow('the server answered 4')
  })
})
