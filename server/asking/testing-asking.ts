/** A school whose pupils ask for pages and files: what devices send, and what staff see and decide. */
import { afterEach, beforeEach, vi } from 'vitest'
import type { GroupPolicy, PolicyDocument, Unblock } from '../../lib/policy/document.ts'
import type { Lesson } from '../../lib/policy/lesson.ts'
import { fromBase64url, fromUtf8 } from '../../lib/protocol/bytes.ts'
import type { Decision, PageRequest, PageState, PageStates } from '../../lib/protocol/page-requests.ts'
import type { Envelope } from '../../lib/protocol/wire.ts'
import { publish } from '../documents/documents.ts'
import { AMY, BEN, KHAN, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { setName } from '../staff/members.ts'
import { samplePolicy, type TestDevice } from '../testing.ts'

export const NELL = 'nell@school.example'
export const LEE = 'lee@school.example'
export const DAY = 86_400_000
export const GAME = 'https://blocked.test/play?level=2'
export const ART = 'https://art.test/monet'

let named = 0
export const ask = async (device: TestDevice, url?: string, more: object = {}): Promise<PageStates> => {
  named += 1
  const one = { id: `ask-number-${named}`, url, why: 'For my project', frame: false, ...more }
  const person = device.claim.person?.name ?? ''
  const sent = await device.send('POST', '/v1/requests', { person, asks: url === undefined ? [] : [one] })
  if (sent.status !== 200) throw new Error(`the server answered ${sent.status}: ${JSON.stringify(sent.body)}`)
  return sent.body as PageStates
}
export const standing = async (device: TestDevice): Promise<PageState[]> => (await ask(device)).states

export const SITE = {
  is: 'approve',
  opens: 'site',
  for: 'pupil',
  until: 'today',
  reason: 'For your project',
} as const satisfies Decision
/** What a device's signed policy opens for its reader. */
export async function unblocks(device: TestDevice): Promise<Unblock[]> {
  const { payload } = (await device.send('GET', '/v1/policy')).body as Envelope
  const document = JSON.parse(fromUtf8(fromBase64url(payload)!) ?? '') as PolicyDocument
  return document.unblocks
}
export const tagOf = async (device: TestDevice): Promise<string> =>
  ((await device.heartbeat()).body as { policyTag: string }).policyTag
export const lessonsOf = async (device: TestDevice): Promise<Lesson[]> =>
  ((await device.heartbeat()).body as { lessons: Lesson[] }).lessons

/**
 * Registers a school for each test of a file, at ten on a Tuesday by the test's clock. Everything is open but one site,
 * an entertainment category and what a lesson closes.
 */
export function askingStage() {
  let school: TestSchool
  let maths: number
  let amys: TestDevice

  const publishPolicy = async (more: Partial<PolicyDocument> = {}, rules: Partial<GroupPolicy> = {}) => {
    const { groups, defaultGroup, ...sample } = samplePolicy()
    const group = {
      ...groups[defaultGroup]!,
      entries: [{ kind: 'suffix' as const, host: 'blocked.test', action: 'block' as const, note: 'Games' }],
      categories: { games: 'block' as const },
      unknownHosts: 'allow' as const,
      timetable: [],
      ...rules,
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

  const requestsAt = async (who: string, url: string): Promise<PageRequest[]> =>
    (await school.ask(who, 'GET', url)).json<{ requests: PageRequest[] }>().requests
  const network = () => requestsAt(NELL, '/admin/page-requests')
  const inLesson = (lesson: string) => requestsAt(KHAN, `/admin/lessons/${lesson}/requests`)
  const decide = (
    requests: readonly PageRequest[],
    decision: Decision,
    lesson?: string,
    who = lesson === undefined ? NELL : KHAN,
  ) =>
    school.ask(
      who,
      'POST',
      lesson === undefined ? '/admin/page-requests' : `/admin/lessons/${lesson}/requests`,
      { requests: requests.map(({ id }) => id), decision },
    )

  return {
    get school() {
      return school
    },
    /** Ms Khan’s class, with Amy and Ben. */
    get maths() {
      return maths
    },
    get amys() {
      return amys
    },
    publishPolicy,
    network,
    inLesson,
    decide,
  }
}
