/** A page that a pupil asks for: from the device to a decision and its end, and from where nobody may. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PolicyDocument, Unblock } from '../../lib/policy/document.ts'
import type { Lesson } from '../../lib/policy/lesson.ts'
import { fromBase64url, fromUtf8 } from '../../lib/protocol/bytes.ts'
import type { Decision, PageRequest, PageState, PageStates } from '../../lib/protocol/page-requests.ts'
import type { Envelope } from '../../lib/protocol/wire.ts'
import { publish } from '../documents/documents.ts'
import { expire } from '../jobs/retention.ts'
import { setContent, setUntil } from '../lessons/lessons.ts'
import { AMY, BEN, KHAN, MINUTE, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { setName } from '../staff/members.ts'
import { idOf, samplePolicy, type TestDevice } from '../testing.ts'

const NELL = 'nell@school.example'
const LEE = 'lee@school.example'
const DAY = 86_400_000
const GAME = 'https://blocked.test/play?level=2'
const ART = 'https://art.test/monet'

let school: TestSchool
let maths: number
let amys: TestDevice

/** Everything is open but one site, an entertainment category and what a lesson closes. */
async function publishPolicy(more: Partial<PolicyDocument> = {}): Promise<void> {
  const { groups, defaultGroup, ...sample } = samplePolicy()
  const group = {
    ...groups[defaultGroup]!,
    entries: [{ kind: 'suffix' as const, host: 'blocked.test', action: 'block' as const, note: 'Games' }],
    categories: { games: 'block' as const },
    unknownHosts: 'allow' as const,
    timetable: [],
  }
  const document = { ...sample, defaultGroup, groups: { [defaultGroup]: group }, people: {}, unblocks: [] }
  const { db, vault } = school.server.context
  const rest = { suspensions: [], ...more }
  await publish(db, vault, 'policy', { ...document, ...rest }, { actor: 'test', note: '' })
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  maths = await school.classOf('9B Maths', KHAN, [AMY, BEN])
  const { context } = school.server
  for (const [who, role, name] of [
    [KHAN, 'teacher', 'Ms Khan'],
    [LEE, 'teacher', 'Mr Lee'],
    [NELL, 'network', 'Nell'],
  ] as const)
    await setName(context, context.db, await school.signIn(who, [role]), name)
  await publishPolicy()
  amys = await school.device(AMY)
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

let named = 0
const ask = async (device: TestDevice, url?: string, more: object = {}): Promise<PageStates> => {
  named += 1
  const one = { id: `ask-number-${named}`, url, why: 'For my project', frame: false, ...more }
  const person = device.claim.person?.name ?? ''
  const sent = await device.send('POST', '/v1/requests', { person, asks: url === undefined ? [] : [one] })
  expect({ status: sent.status, body: sent.body }).toMatchObject({ status: 200 })
  return sent.body as PageStates
}
const standing = async (device: TestDevice): Promise<PageState[]> => (await ask(device)).states

const network = async (): Promise<PageRequest[]> =>
  (await school.ask(NELL, 'GET', '/admin/page-requests')).json<{ requests: PageRequest[] }>().requests
const inLesson = async (lesson: string, who = KHAN): Promise<PageRequest[]> =>
  (await school.ask(who, 'GET', `/admin/lessons/${lesson}/requests`)).json<{ requests: PageRequest[] }>()
    .requests

const SITE: Decision = {
  is: 'approve',
  opens: 'site',
  for: 'pupil',
  until: 'today',
  reason: 'For your project',
}
const decide = (requests: readonly PageRequest[], decision: Decision, lesson?: string, who?: string) =>
  school.ask(
    who ?? (lesson === undefined ? NELL : KHAN),
    'POST',
    lesson === undefined ? '/admin/page-requests' : `/admin/lessons/${lesson}/requests`,
    { requests: requests.map(({ id }) => id), decision },
  )

/** What a device's signed policy opens for its reader. */
async function unblocks(device: TestDevice): Promise<Unblock[]> {
  const { payload } = (await device.send('GET', '/v1/policy')).body as Envelope
  const document = JSON.parse(fromUtf8(fromBase64url(payload)!) ?? '') as PolicyDocument
  return document.unblocks
}
const tagOf = async (device: TestDevice): Promise<string> =>
  ((await device.heartbeat()).body as { policyTag: string }).policyTag
const lessonsOf = async (device: TestDevice): Promise<Lesson[]> =>
  ((await device.heartbeat()).body as { lessons: Lesson[] }).lessons

describe('outside a lesson', () => {
  it('goes to the network manager, opens exactly what is approved, for them alone, and ends by itself', async () => {
    const bens = await school.device(BEN)
    expect(await ask(amys, GAME)).toMatchObject({
      standing: 'known',
      states: [{ state: 'open', with: 'network' }],
    })
    const requests = await network()
    expect(requests).toMatchObject([
      {
        name: AMY,
        url: GAME,
        whys: ['For my project'],
        closed: 'The school has closed it: Games',
        teacherMay: false,
        opens: {
          page: 'blocked.test/play and what lies below, whatever follows the “?”',
          site: 'all of blocked.test',
        },
        classes: [{ id: maths, name: '9B Maths' }],
        state: 'open',
      },
    ])
    const before = await tagOf(amys)
    expect((await decide(requests, { ...SITE, opens: 'page' })).json()).toEqual({ decided: 1 })
    const midnight = Date.UTC(2026, 10, 25)
    expect(await unblocks(amys)).toEqual([
      {
        id: 'approval-1',
        entry: { kind: 'path', host: 'blocked.test', path: '/play', action: 'allow' },
        forPerson: AMY,
        from: TEN,
        until: midnight,
        reason: 'For your project',
      },
    ])
    expect(await tagOf(amys)).not.toBe(before)
    expect(await unblocks(bens)).toEqual([])
    expect(await tagOf(bens)).toBe(before)
    expect(await standing(amys)).toMatchObject([
      { state: 'approved', with: 'network', reason: 'For your project', until: midnight },
    ])
    vi.setSystemTime(midnight)
    expect(await unblocks(amys)).toEqual([])
    expect(await tagOf(amys)).toBe(before)
    expect(await standing(amys)).toMatchObject([{ state: 'ended' }])
    const audit = await school.audit()
    expect(audit).toEqual(expect.arrayContaining(['page-ask 1', 'page-approve 1 approval:1']))
    expect(audit.join()).not.toContain('blocked.test')
  })

  it('is refused with words, and says so to the one who asked', async () => {
    await ask(amys, GAME)
    const requests = await network()
    expect((await decide(requests, { is: 'refuse', reason: '' })).statusCode).toBe(422)
    await decide(requests, { is: 'refuse', reason: 'Not for school work' })
    expect(await standing(amys)).toMatchObject([{ state: 'refused', reason: 'Not for school work' }])
    expect((await decide(requests, SITE)).json()).toMatchObject({ error: 'decided' })
    expect(await unblocks(amys)).toEqual([])
  })

  it('closes early when it is ended, and only once', async () => {
    await ask(amys, GAME)
    await decide(await network(), SITE)
    const [approved] = await network()
    expect(approved?.approval).toMatchObject({ active: true, opens: 'all of blocked.test' })
    const end = () => school.ask(NELL, 'DELETE', `/admin/page-approvals/${approved?.approval?.id}`)
    expect((await end()).statusCode).toBe(204)
    expect((await end()).statusCode).toBe(204)
    expect(await unblocks(amys)).toEqual([])
    expect(await standing(amys)).toMatchObject([{ state: 'ended' }])
    expect((await school.audit()).filter((line) => line.startsWith('page-end'))).toEqual([
      'page-end approval:1',
    ])
  })

  it('is opened for a class: for its pupils, whoever asked, and not for others', async () => {
    const zoe = 'zoe.pupil@school.example'
    const [bens, zoes] = [await school.device(BEN), await school.device(zoe)]
    await ask(amys, GAME)
    await ask(bens, GAME, { why: 'Me too' })
    const requests = await network()
    expect(requests.map(({ name }) => name)).toEqual([AMY, BEN])
    const forClass = (id: number): Decision => ({ ...SITE, for: { class: id }, until: { day: '2026-11-26' } })
    const art = await school.classOf('9C Art', LEE, [AMY])
    expect((await decide(requests, forClass(art))).statusCode).toBe(422)
    // Decided for one, it is decided for all of the class who asked for the same.
    expect((await decide(requests.slice(0, 1), forClass(maths))).json()).toEqual({ decided: 2 })
    for (const device of [amys, bens])
      expect(await unblocks(device)).toMatchObject([{ until: Date.UTC(2026, 10, 27) }])
    expect(await unblocks(zoes)).toEqual([])
  })

  it('repeats are one request with a count, whichever device they come from', async () => {
    const second = await school.device(AMY)
    await ask(amys, GAME)
    vi.setSystemTime(TEN + MINUTE)
    await ask(second, GAME, { why: 'Please' })
    expect(await network()).toMatchObject([{ times: 2, whys: ['For my project', 'Please'], at: TEN }])
    expect(await standing(amys)).toHaveLength(1)
    expect(await standing(second)).toHaveLength(1)
  })

  it('sent again after a lost answer it is the same ask', async () => {
    await ask(amys, GAME, { id: 'the-same-name' })
    await ask(amys, GAME, { id: 'the-same-name' })
    expect(await network()).toMatchObject([{ times: 1 }])
  })

  it('is never asked for what is illegal or a safeguarding theme', async () => {
    const { context } = school.server
    const judged = vi.spyOn(context.siteChecker, 'judge')
    for (const found of [
      { verdict: { action: 'block', reason: { kind: 'illegal' }, remedy: 'none' }, blocked: [] },
      {
        verdict: { action: 'block', reason: { kind: 'category', category: 'self-harm' }, remedy: 'tell' },
        blocked: ['self-harm'],
      },
      {
        verdict: { action: 'block', reason: { kind: 'category', category: 'games' }, remedy: 'ask' },
        blocked: ['games', 'adult'],
      },
    ] as const) {
      judged.mockResolvedValueOnce({ ...found, isUnknown: false })
      expect(await ask(amys, GAME)).toMatchObject({ states: [{ state: 'never' }] })
    }
    expect(await network()).toEqual([])
  })

  it('has limits: so many open ones of a person, so many asks of an installation in a day', async () => {
    for (let i = 0; i < 20; i++) await ask(amys, `https://blocked.test/${i}`)
    expect((await ask(amys, 'https://blocked.test/more')).states[0]).toMatchObject({ state: 'many' })
    for (let i = 0; i < 40; i++) await ask(amys, 'https://blocked.test/1')
    expect((await ask(amys, 'https://blocked.test/1')).states[0]).toMatchObject({ state: 'many' })
    vi.setSystemTime(TEN + DAY + 1)
    await ask(amys, 'https://blocked.test/1')
    await school.signIn(NELL, ['network'])
    expect(await network()).toHaveLength(20)
  })
})

describe('in a lesson', () => {
  let lesson: string
  beforeEach(async () => {
    lesson = await school.lesson(maths, KHAN)
  })

  it('goes to its teacher by name, who adds the site for this pupil alone, until the lesson’s end', async () => {
    const bens = await school.device(BEN)
    const asked = await ask(amys, ART, { lesson })
    expect(asked.states).toMatchObject([{ state: 'open', with: 'teacher' }])
    expect(await network()).toEqual([])
    const requests = await inLesson(lesson)
    expect(requests).toMatchObject([{ onlyLesson: true, teacherMay: true, name: AMY }])
    await decide(requests, { ...SITE, opens: 'page', until: 'lesson' }, lesson)
    expect(await lessonsOf(amys)).toMatchObject([
      { sites: [{ host: 'maths.test' }, { host: 'art.test', path: '/monet' }] },
    ])
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
    expect(await unblocks(amys)).toEqual([])
    expect(await standing(amys)).toMatchObject([
      { state: 'approved', with: 'teacher', name: 'Ms Khan', until: TEN + 40 * MINUTE },
    ])
    const [approved] = await inLesson(lesson)
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}/approvals/${approved?.approval?.id}`)
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
  })

  it('is added for the class, and taken out again', async () => {
    const bens = await school.device(BEN)
    await ask(amys, ART, { lesson })
    await decide(await inLesson(lesson), { ...SITE, for: 'class', until: 'lesson' }, lesson)
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }, { host: 'art.test' }] }])
    const [approved] = await inLesson(lesson)
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}/approvals/${approved?.approval?.id}`)
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
  })

  it('a part of a page is let in as a part; a site that a lesson closes is closed no more for them', async () => {
    await ask(amys, 'https://quiz.test/embed', { lesson, frame: true })
    await decide(await inLesson(lesson), { ...SITE, until: 'lesson' }, lesson)
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'maths.test' }], frames: ['quiz.test'] }])
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    const except = await school.lesson(maths, KHAN, {
      mode: 'except',
      sites: [{ host: 'art.test' }, { host: 'quiz.test' }],
    })
    await ask(amys, ART, { lesson: except })
    await decide(await inLesson(except), { ...SITE, until: 'lesson' }, except)
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'quiz.test' }] }])
  })

  it('a lesson never opens what the policy closes: it is handed on with the teacher’s words', async () => {
    await ask(amys, GAME, { lesson })
    const requests = await inLesson(lesson)
    expect(requests).toMatchObject([{ teacherMay: false, onlyLesson: false }])
    expect((await decide(requests, SITE, lesson)).json()).toMatchObject({ error: 'policy' })
    expect(await unblocks(amys)).toEqual([])
    expect((await decide(requests, SITE)).statusCode).toBe(404)
    await decide(requests, { is: 'hand-on', reason: 'We need it for probability' }, lesson)
    expect((await decide(requests, { is: 'refuse', reason: 'No' }, lesson)).statusCode).toBe(404)
    const handed = await network()
    expect(handed).toMatchObject([{ handed: { by: 'Ms Khan', words: 'We need it for probability' } }])
    expect(await standing(amys)).toMatchObject([{ state: 'open', with: 'network' }])
    // Handed on, the teacher has agreed as far as the lesson goes.
    await decide(handed, SITE)
    expect(await unblocks(amys)).toHaveLength(1)
    expect(await lessonsOf(amys)).toMatchObject([
      { sites: [{ host: 'maths.test' }, { host: 'blocked.test' }] },
    ])
  })

  it('opens at once what the school lets teachers open, and closes it with the lesson', async () => {
    const url = 'https://www.coolmathgames.com/0-run'
    await ask(amys, url, { lesson })
    expect(await inLesson(lesson)).toMatchObject([{ teacherMay: false }])
    await publishPolicy({ teachersMayOpen: ['games'] })
    await ask(amys, url, { lesson })
    const requests = await inLesson(lesson)
    expect(requests).toMatchObject([{ teacherMay: true, closed: 'The school closes “Games”.' }])
    expect((await decide(requests, { ...SITE, until: { day: '2026-11-26' } }, lesson)).statusCode).toBe(422)
    expect((await decide(requests, { ...SITE, until: 'lesson' }, lesson)).json()).toEqual({ decided: 1 })
    expect(await unblocks(amys)).toMatchObject([
      { entry: { kind: 'host', host: 'www.coolmathgames.com' }, until: TEN + 40 * MINUTE },
    ])
    await school.ask(KHAN, 'POST', `/admin/lessons/${lesson}/until`, { minutes: 60 })
    expect(await unblocks(amys)).toMatchObject([{ until: TEN + 60 * MINUTE }])
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    expect(await unblocks(amys)).toEqual([])
  })

  it('waiting at its end, it goes on to the network manager, unless nothing else closes it', async () => {
    await ask(amys, GAME, { lesson })
    await ask(amys, ART, { lesson })
    expect(await network()).toEqual([])
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    expect(await network()).toMatchObject([{ url: GAME, lesson: '9B Maths' }])
    const states = await standing(amys)
    expect(states.map(({ state }) => state).sort()).toEqual(['ended', 'open'])
    // Made offline in the lesson and sent after it: the same.
    expect((await ask(amys, ART, { lesson })).states[0]).toMatchObject({ state: 'ended' })
  })
})

describe('a lesson that is another by the time it is decided', () => {
  let lesson: string
  beforeEach(async () => {
    lesson = await school.lesson(maths, KHAN)
  })
  /** What happens while the page is judged again. */
  function meanwhile(happens: () => Promise<unknown>): void {
    const { siteChecker } = school.server.context
    const judge = siteChecker.judge.bind(siteChecker)
    vi.spyOn(siteChecker, 'judge').mockImplementationOnce(async (job) => {
      await happens()
      return judge(job)
    })
  }
  const IN_LESSON: Decision = { ...SITE, until: 'lesson' }

  it('keeps both of two decisions at once', async () => {
    const bens = await school.device(BEN)
    await ask(amys, ART, { lesson })
    await ask(amys, 'https://quiz.test/', { lesson })
    const requests = await inLesson(lesson)
    const forClass = { ...IN_LESSON, for: 'class' as const }
    await Promise.all(requests.map((one) => decide([one], forClass, lesson)))
    const [held] = await lessonsOf(bens)
    expect(held?.sites.map(({ host }) => host).toSorted()).toEqual(['art.test', 'maths.test', 'quiz.test'])
  })

  it('keeps what its teacher changed, and its new end', async () => {
    await ask(amys, ART, { lesson })
    const { context } = school.server
    const requests = await inLesson(lesson)
    meanwhile(async () => {
      await setContent(context, lesson, { sites: [{ host: 'sums.test' }] }, Date.now())
      await setUntil(context.db, lesson, TEN + 55 * MINUTE, Date.now())
    })
    expect((await decide(requests, IN_LESSON, lesson)).json()).toEqual({ decided: 1 })
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'sums.test' }, { host: 'art.test' }] }])
    expect(await standing(amys)).toMatchObject([{ state: 'approved', until: TEN + 55 * MINUTE }])
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}/approvals/1`)
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'sums.test' }] }])
  })

  it('opens nothing in one that is over', async () => {
    await ask(amys, ART, { lesson })
    const requests = await inLesson(lesson)
    meanwhile(() => school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`))
    expect((await decide(requests, IN_LESSON, lesson)).statusCode).toBe(409)
    expect(await standing(amys)).toMatchObject([{ state: 'ended' }])
  })

  it('is not changed for its class by what is opened for another class', async () => {
    const bens = await school.device(BEN)
    const art = await school.classOf('9C Art', LEE, [AMY])
    await ask(amys, GAME, { lesson })
    await decide(await inLesson(lesson), { is: 'hand-on', reason: 'Please' }, lesson)
    await decide(await network(), { ...SITE, for: { class: art } })
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
    expect(await unblocks(bens)).toEqual([])
    expect(await unblocks(amys)).toHaveLength(1)
    expect(await lessonsOf(amys)).toMatchObject([
      { sites: [{ host: 'maths.test' }, { host: 'blocked.test' }] },
    ])
    const approved = (await network())[0]?.approval
    await school.ask(NELL, 'DELETE', `/admin/page-approvals/${approved?.id}`)
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
  })
})

describe('what came to nothing with its lesson', () => {
  const end = (lesson: string) => school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
  /** As many again as like. */
  async function copies(id: number, many: number, person?: number): Promise<void> {
    const { db } = school.server.context
    const { id: _, ...row } = await db
      .selectFrom('page_requests')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    for (let i = 0; i < many; i += 50)
      await db
        .insertInto('page_requests')
        .values(Array.from({ length: 50 }, () => ({ ...row, ...(person && { person }) })))
        .execute()
  }

  it('counts against nobody', async () => {
    const lesson = await school.lesson(maths, KHAN)
    for (let i = 0; i < 20; i++) await ask(amys, `https://art.test/${i}`, { lesson })
    expect((await ask(amys, GAME)).states[0]).toMatchObject({ state: 'many' })
    await end(lesson)
    vi.setSystemTime(TEN + MINUTE)
    expect((await ask(amys, GAME)).states[0]).toMatchObject({ state: 'open', with: 'network' })
  })

  it('does not stand before what the network manager has, nor do the many requests of one pupil', async () => {
    const bens = await school.device(BEN)
    const lesson = await school.lesson(maths, KHAN)
    await ask(amys, ART, { lesson })
    const [first] = await inLesson(lesson)
    await copies(first?.id ?? 0, 550)
    await end(lesson)
    await ask(amys, GAME)
    const [hers, ...none] = await network()
    expect({ url: hers?.url, none }).toEqual({ url: GAME, none: [] })
    await copies(hers?.id ?? 0, 550)
    await ask(bens, GAME)
    expect((await network()).filter(({ name }) => name === BEN)).toHaveLength(1)
  })

  it('the many requests of one pupil do not hide another’s from the teacher', async () => {
    const bens = await school.device(BEN)
    const lesson = await school.lesson(maths, KHAN)
    await ask(amys, ART, { lesson })
    await copies((await inLesson(lesson))[0]?.id ?? 0, 550)
    await ask(bens, ART, { lesson })
    expect((await inLesson(lesson)).filter(({ name }) => name === BEN)).toHaveLength(1)
  })

  it('can be asked for anew, handed on or not', async () => {
    const lesson = await school.lesson(maths, KHAN)
    await ask(amys, ART, { lesson })
    await decide(await inLesson(lesson), { is: 'hand-on', reason: 'Please' }, lesson)
    await end(lesson)
    const next = await school.lesson(maths, KHAN)
    const { states } = await ask(amys, ART, { lesson: next })
    expect(states.map(({ state }) => state).toSorted()).toEqual(['ended', 'open'])
    expect(await inLesson(next)).toMatchObject([{ url: ART, state: 'open', times: 1 }])
  })
})

describe('from where nobody may', () => {
  it('tells an installation of its own requests alone, and one that is withheld or signed out of none', async () => {
    const second = await school.device(AMY)
    await ask(amys, GAME)
    expect(await standing(second)).toEqual([])
    const { db } = school.server.context
    const state = (state: 'held' | 'confirmed') =>
      db.updateTable('installations').set({ state }).where('installation', '=', amys.id).execute()
    await state('held')
    expect(await ask(amys, 'https://blocked.test/2')).toEqual({ standing: 'withheld', states: [] })
    await state('confirmed')
    amys.claim = { ...amys.claim, person: { name: BEN, from: 'profile' } }
    // Somebody else sits there, and no heartbeat has said so yet.
    expect(await ask(amys, 'https://blocked.test/3')).toEqual({ standing: 'withheld', states: [] })
    await amys.heartbeat()
    expect(await ask(amys)).toEqual({ standing: 'withheld', states: [] })
    const { person: _, ...nobody } = amys.claim
    amys.claim = nobody
    await amys.heartbeat()
    expect(await ask(amys, GAME)).toEqual({ standing: 'nobody', states: [] })
    expect(await network()).toHaveLength(1)
  })

  it('another device’s name for its ask says nothing of it and changes nothing', async () => {
    const bens = await school.device(BEN)
    await ask(amys, GAME, { id: 'amys-own-name' })
    expect((await ask(bens, GAME, { id: 'amys-own-name' })).states).toMatchObject([{ state: 'open' }])
    expect((await network()).map(({ name, times }) => [name, times])).toEqual([
      [AMY, 1],
      [BEN, 1],
    ])
  })

  it('a teacher decides on their own lesson’s alone, and only for its class', async () => {
    const lesson = await school.lesson(maths, KHAN)
    await ask(amys, ART, { lesson })
    const requests = await inLesson(lesson)
    const art = await school.classOf('9C Art', LEE, [AMY])
    const lees = await school.lesson(art, LEE)
    expect((await decide(requests, SITE, lesson, LEE)).statusCode).toBe(404)
    expect((await decide(requests, { ...SITE, until: 'lesson' }, lees, LEE)).statusCode).toBe(404)
    await decide(requests, { ...SITE, until: 'lesson' }, lesson)
    const [approved] = await inLesson(lesson)
    const end = `/admin/lessons/${lees}/approvals/${approved?.approval?.id}`
    expect((await school.ask(LEE, 'DELETE', end)).statusCode).toBe(404)
    expect(await standing(amys)).toMatchObject([{ state: 'approved' }])
  })

  it('requests of different pages are not decided together, nor one twice at once', async () => {
    await ask(amys, GAME)
    await ask(amys, 'https://blocked.test/other')
    const requests = await network()
    expect((await decide(requests, SITE)).statusCode).toBe(422)
    const both = await Promise.all([decide(requests.slice(0, 1), SITE), decide(requests.slice(0, 1), SITE)])
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await unblocks(amys)).toHaveLength(1)
  })
})

it.each(['refuse', 'hand-on'] as const)('is not refused and handed on at once: %s first', async (first) => {
  const lesson = await school.lesson(maths, KHAN)
  await ask(amys, GAME, { lesson })
  const requests = await inLesson(lesson)
  const order = first === 'refuse' ? (['refuse', 'hand-on'] as const) : (['hand-on', 'refuse'] as const)
  const both = await Promise.all(order.map((is) => decide(requests, { is, reason: 'No' }, lesson)))
  expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
})

it('what is only warned about now a teacher opens no further than into hours when it is closed', async () => {
  const hours = { days: [1, 2, 3, 4, 5, 6, 7], from: 11 * 60, to: 12 * 60 }
  const { groups, defaultGroup } = samplePolicy()
  const group = {
    ...groups[defaultGroup]!,
    entries: [],
    categories: { games: 'warn' as const },
    timetable: [{ name: 'Study', hours, place: 'any' as const, categories: { games: 'block' as const } }],
  }
  await publishPolicy({ groups: { [defaultGroup]: group } })
  const lesson = await school.lesson(maths, KHAN)
  await ask(amys, 'https://www.coolmathgames.com/0-run', { lesson })
  const requests = await inLesson(lesson)
  expect((await decide(requests, SITE, lesson)).json()).toMatchObject({ error: 'policy' })
  expect((await decide(requests, { ...SITE, until: 'lesson' }, lesson)).json()).toEqual({ decided: 1 })
})

describe('on record', () => {
  it('seals addresses and words, and forgets them with their time, and the pupil with them', async () => {
    await ask(amys, GAME)
    await decide(await network(), SITE)
    const { db, people } = school.server.context
    const { content } = await db.selectFrom('page_requests').select('content').executeTakeFirstOrThrow()
    expect(Buffer.from(content).toString('latin1')).not.toMatch(/blocked|project/)
    await db
      .deleteFrom('installations')
      .where('id', '=', await idOf(amys))
      .execute()
    await db.deleteFrom('class_pupils').execute()
    await expire(db, people, TEN + 364 * DAY)
    expect(await people.find(db, AMY)).not.toBeNull()
    await expire(db, people, TEN + 366 * DAY + DAY)
    expect(await db.selectFrom('page_requests').select('id').execute()).toEqual([])
    expect(await db.selectFrom('page_approvals').select('id').execute()).toEqual([])
    expect(await people.find(db, AMY)).toBeNull()
  })
})
