/** A file that a pupil asks for: who may let it through, for whom, until when; and what nobody lets through. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DownloadRules } from '../../lib/policy/document.ts'
import type { AskedFile, Decision } from '../../lib/protocol/page-requests.ts'
import { AMY, BEN, KHAN, MINUTE, TEN } from '../lessons/testing-lessons.ts'
import type { TestDevice } from '../testing.ts'
import { ART, ask, askingStage, GAME, standing, tagOf, unblocks } from './testing-asking.ts'

const PACK: AskedFile = { name: 'shapes.zip', kind: 'archive', bytes: 90_000 }
const LET: Decision = { is: 'approve', opens: 'file', for: 'pupil', until: 'today' }
const MIDNIGHT = Date.UTC(2026, 10, 25)

const stage = askingStage()
const { decide, inLesson, network, publishPolicy } = stage

/** Packed files are an adult's, programs nobody's. */
const rules = (more: DownloadRules = {}): Promise<void> =>
  publishPolicy({}, { categories: {}, downloads: { kinds: { archive: 'adult' }, ...more } })
const askFor = (device: TestDevice, file: Partial<AskedFile> = {}, url = ART, more = {}) =>
  ask(device, url, { file: { ...PACK, ...file }, ...more })

beforeEach(() => rules())

describe('outside a lesson', () => {
  it('the network manager lets it through, today, for who asked; no rule is another for it', async () => {
    const bens = await stage.school.device(BEN)
    const tag = await tagOf(stage.amys)
    expect((await askFor(stage.amys)).states).toMatchObject([{ state: 'open', with: 'network' }])
    await askFor(bens)
    const requests = await network()
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
    expect((await decide(requests.slice(0, 1), LET)).json()).toEqual({ decided: 1 })
    expect(await standing(stage.amys)).toMatchObject([{ state: 'approved', until: MIDNIGHT }])
    expect(await standing(bens)).toMatchObject([{ state: 'open' }])
    expect(await unblocks(stage.amys)).toEqual([])
    expect(await tagOf(stage.amys)).toBe(tag)
    vi.setSystemTime(MIDNIGHT)
    expect(await standing(stage.amys)).toMatchObject([{ state: 'ended' }])
    const audit = await stage.school.audit()
    expect(audit).toEqual(expect.arrayContaining(['page-ask 1', 'page-approve 1 approval:1']))
    expect(audit.join()).not.toContain('shapes')
  })

  it('staff see that it was saved, once whatever the device repeats; what was never let through is not', async () => {
    const bens = await stage.school.device(BEN)
    const [mine] = (await askFor(stage.amys)).states
    const [his] = (await askFor(bens)).states
    const saved = (device: TestDevice, used: readonly (string | undefined)[]) =>
      device.send('POST', '/v1/requests', { person: device.claim.person?.name, asks: [], used })
    await saved(stage.amys, [mine?.id])
    expect(await network()).toMatchObject([{ state: 'open' }, { state: 'open' }])
    expect((await network()).some((one) => 'saved' in one)).toBe(false)
    await decide(await network(), LET)
    vi.setSystemTime(TEN + MINUTE)
    await saved(stage.amys, [mine?.id, his?.id, 'nobody-asked-this'])
    vi.setSystemTime(TEN + 2 * MINUTE)
    await saved(stage.amys, [mine?.id])
    const now = Object.fromEntries((await network()).map(({ name, saved }) => [name, saved]))
    expect(now).toEqual({ [AMY]: TEN + MINUTE, [BEN]: undefined })
    // It is a fact, also when the yes is over by then.
    const [{ approval } = {}] = await network()
    await stage.school.ask('nell@school.example', 'DELETE', `/admin/page-approvals/${approval?.id}`)
    await saved(bens, [his?.id])
    const then = Object.fromEntries((await network()).map(({ name, saved }) => [name, saved]))
    expect(then).toEqual({ [AMY]: TEN + MINUTE, [BEN]: TEN + 2 * MINUTE })
    expect((await stage.school.audit()).filter((one) => one.startsWith('page-saved'))).toHaveLength(2)
  })

  it('is not opened as a page, for a class, or for another day', async () => {
    await askFor(stage.amys)
    const requests = await network()
    for (const wrong of [
      { opens: 'page' },
      { opens: 'site' },
      { for: { class: stage.maths } },
      { until: { day: '2026-11-26' } },
      { until: 'lesson' },
    ] as const)
      expect((await decide(requests, { ...LET, ...wrong })).statusCode).toBe(422)
    await ask(stage.amys, GAME)
    const [, page] = await network()
    expect((await decide([page!], LET)).statusCode).toBe(422)
  })

  it('is refused with words; taken back, it is over', async () => {
    await askFor(stage.amys)
    await decide(await network(), { is: 'refuse', reason: 'Ask me for the small one' })
    expect(await standing(stage.amys)).toMatchObject([
      { state: 'refused', reason: 'Ask me for the small one' },
    ])
    await askFor(stage.amys, { name: 'other.zip' })
    const open = (await network()).filter(({ state }) => state === 'open')
    await decide(open, LET)
    const active = (await network()).find(({ approval }) => approval?.active)
    await stage.school.ask('nell@school.example', 'DELETE', `/admin/page-approvals/${active?.approval?.id}`)
    expect((await standing(stage.amys)).map(({ state }) => state).toSorted()).toEqual(['ended', 'refused'])
  })

  it('repeats are one; another name, kind or size is another file, and another thing than its page', async () => {
    await askFor(stage.amys)
    await askFor(stage.amys)
    await askFor(stage.amys, { name: 'angles.zip' })
    await askFor(stage.amys, { kind: 'other' })
    await askFor(stage.amys, { bytes: null })
    await ask(stage.amys, ART)
    const requests = await network()
    expect(requests.map(({ times }) => times)).toEqual([2, 1, 1, 1, 1])
    expect((await decide(requests.slice(0, 2), LET)).statusCode).toBe(422)
  })
})

describe('in a lesson', () => {
  it('its teacher lets it through, and it is over with the lesson', async () => {
    const lesson = await stage.school.lesson(stage.maths, KHAN)
    expect((await askFor(stage.amys)).states).toMatchObject([{ state: 'open', with: 'teacher' }])
    expect(await network()).toEqual([])
    const requests = await inLesson(lesson)
    expect(requests).toMatchObject([{ teacherMay: true, onlyLesson: false, file: PACK }])
    expect((await decide(requests, { ...LET, for: 'class' }, lesson)).statusCode).toBe(422)
    expect((await decide(requests, { ...LET, until: 'lesson' }, lesson)).json()).toEqual({
      decided: 1,
    })
    expect(await standing(stage.amys)).toMatchObject([
      { state: 'approved', with: 'teacher', name: 'Ms Khan', until: TEN + 40 * MINUTE },
    ])
    await stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    expect(await standing(stage.amys)).toMatchObject([{ state: 'ended' }])
  })

  it('is handed on, and goes on to the network manager when the lesson ends', async () => {
    const lesson = await stage.school.lesson(stage.maths, KHAN)
    await askFor(stage.amys)
    await askFor(stage.amys, { name: 'angles.zip' })
    const [first] = await inLesson(lesson)
    await decide([first!], { is: 'hand-on', reason: 'I cannot open it' }, lesson)
    expect(await network()).toMatchObject([{ handed: { words: 'I cannot open it' } }])
    await stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    const requests = await network()
    expect(requests.map(({ file }) => file?.name)).toEqual(['shapes.zip', 'angles.zip'])
    expect((await decide(requests.slice(1), LET)).json()).toEqual({ decided: 1 })
  })
})

describe('what nobody lets through by a request', () => {
  it.each<[string, Partial<AskedFile>, string]>([
    ['a kind that the rules block', { name: 'setup.exe', kind: 'executable' }, ART],
    ['a program that is called a picture', { name: 'setup.exe', kind: 'picture' }, ART],
    ['one that is made to look like another', { name: 'shapes.pdf.exe', kind: 'archive' }, ART],
    ['one from a page that is closed', {}, GAME],
  ])('%s', async (_what, file, url) => {
    expect((await askFor(stage.amys, file, url)).states).toMatchObject([{ state: 'never' }])
    expect(await network()).toEqual([])
  })

  it('one from an illegal page, or a theme for which one tells somebody', async () => {
    const judged = vi.spyOn(stage.school.server.context.siteChecker, 'judge')
    for (const found of [
      { verdict: { action: 'block', reason: { kind: 'illegal' }, remedy: 'none' }, blocked: [] },
      { verdict: { action: 'allow', reason: { kind: 'unknown' }, remedy: 'none' }, blocked: ['adult'] },
    ] as const) {
      judged.mockResolvedValueOnce({ ...found, isUnknown: false, file: 'adult' } as never)
      expect((await askFor(stage.amys)).states).toMatchObject([{ state: 'never' }])
    }
  })

  it.each(['teacher', 'network manager'])('what is blocked by the time it is decided: %s', async (who) => {
    const lesson = who === 'teacher' ? await stage.school.lesson(stage.maths, KHAN) : undefined
    await askFor(stage.amys)
    const requests = lesson === undefined ? await network() : await inLesson(lesson)
    await rules({ kinds: { archive: 'block' } })
    expect((await decide(requests, LET, lesson)).json()).toMatchObject({ error: 'never' })
    expect(await standing(stage.amys)).toMatchObject([{ state: 'open' }])
  })

  it('a file with an impossible name or size, or from nowhere, is no request', async () => {
    await expect(askFor(stage.amys, {}, 'about:blank')).rejects.toThrow('the server answered 4')
    for (const file of [{ name: '' }, { bytes: -1 }, { bytes: 1.5 }, { name: 'x'.repeat(201) }])
      await expect(askFor(stage.amys, file)).rejects.toThrow('the server answered 4')
  })
})
