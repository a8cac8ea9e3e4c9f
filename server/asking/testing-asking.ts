/** A school whose pupils ask for pages and files: what devices send, and what staff see and decide. */
import { vi } from 'vitest'
import type { PolicyDocument, Unblock } from '../../lib/policy/document.ts'
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

/** Everything is open but one site, an entertainment category and what a lesson closes. */
export async function publishPolicy(school: TestSchool, more: Partial<PolicyDocument> = {}): Promise<void> {
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

export interface Asking {
  readonly school: TestSchool
  /** Ms Khan’s class, with Amy and Ben. */
  readonly maths: number
  readonly amys: TestDevice
}

/** At ten on a Tuesday, by the test’s clock. */
export async function openAsking(): Promise<Asking> {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  const school = await TestSchool.open()
  const maths = await school.classOf('9B Maths', KHAN, [AMY, BEN])
  const { context } = school.server
  for (const [who, role, name] of [
    [KHAN, 'teacher', 'Ms Khan'],
    [LEE, 'teacher', 'Mr Lee'],
    [NELL, 'network', 'Nell'],
  ] as const)
    await setName(context, context.db, await school.signIn(who, [role]), name)
  await publishPolicy(school)
  return { school, maths, amys: await school.device(AMY) }
}

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

export const network = async (school: TestSchool): Promise<PageRequest[]> =>
  (await school.ask(NELL, 'GET', '/admin/page-requests')).json<{ requests: PageRequest[] }>().requests
export const inLesson = async (school: TestSchool, lesson: string, who = KHAN): Promise<PageRequest[]> =>
  (await school.ask(who, 'GET', `/admin/lessons/${lesson}/requests`)).json<{ requests: PageRequest[] }>()
    .requests

export const SITE = {
  is: 'approve',
  opens: 'site',
  for: 'pupil',
  until: 'today',
  reason: 'For your project',
} as const satisfies Decision
export const decide = (
  school: TestSchool,
  requests: readonly PageRequest[],
  decision: Decision,
  lesson?: string,
  who?: string,
) =>
  school.ask(
    who ?? (lesson === undefined ? NELL : KHAN),
    'POST',
    lesson === undefined ? '/admin/page-requests' : `/admin/lessons/${lesson}/requests`,
    { requests: requests.map(({ id }) => id), decision },
  )

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
