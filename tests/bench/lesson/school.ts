/** The school of `npm run bench:lesson`: one class with everybody in it, its teacher, and the server as in production. */
import { join } from 'node:path'
import { changeMembers, makeClass } from '../../../server/classes/hand.ts'
import { type Context, openContext } from '../../../server/context.ts'
import { readEnvironment } from '../../../server/environment.ts'
import { setRoles } from '../../../server/staff/roles.ts'
import { startSession } from '../../../server/staff/sessions.ts'
import { type RunningLesson, runningLessonsSchema } from '../../../lib/protocol/lessons.ts'
import { publishOpen } from '../../browser/lessons/stage.ts'
import { freePort } from '../../rig/listen.ts'
import { type School, startSchool } from '../../rig/server.ts'
import { until } from '../../rig/until.ts'
import { residentMemory } from './memory.ts'
import { PERMITTED, WITHIN } from './settings.ts'

const KHAN = 'khan@hill.test'
/** Of one paste. */
const AT_ONCE = 500

export interface BenchSchool {
  readonly server: School
  /** The policy's group. */
  readonly group: string
  /** The value of the teacher's cookie. */
  readonly secret: string
  /** What the server keeps resident now. Bytes. */
  memory(): Promise<number>
  /** Starts a lesson without the console. Returns its id. */
  start(): Promise<string>
  change(lesson: string, sites: readonly string[]): Promise<void>
  end(lesson: string): Promise<void>
  /** Waits until the server has heard that everybody's devices enforce what runs. */
  enforced(pupils: number): Promise<void>
  close(): Promise<void>
}

export async function openBenchSchool(pupils: readonly string[]): Promise<BenchSchool> {
  const inspectPort = await freePort()
  const NODE_OPTIONS = `${process.env['NODE_OPTIONS'] ?? ''} --inspect-port=127.0.0.1:${inspectPort}`
  const server = await startSchool({ environment: { NODE_OPTIONS } })
  await server.openWindow(pupils.length)
  const group = await publishOpen(server)
  const { secret, maths } = await inside(server, (context) => makeMaths(context, pupils))
  const ask = askAs(server.address, secret)
  return {
    server,
    group,
    secret,
    memory: () => residentMemory(server.pid, inspectPort),
    async start() {
      const body = { class: maths, mode: 'only', sites: hosts(PERMITTED), frames: [], minutes: 60 }
      return ((await ask('POST', '', body)) as RunningLesson).id
    },
    change: async (lesson, sites) => void (await ask('POST', `/${lesson}/sites`, { sites: hosts(sites) })),
    end: async (lesson) => void (await ask('DELETE', `/${lesson}`)),
    async enforced(all) {
      const isSo = async (): Promise<boolean> => {
        const { lessons } = runningLessonsSchema.parse(await ask('GET', ''))
        return lessons.length > 0 && lessons.every(({ enforcing }) => enforcing === all)
      }
      await until(isSo, { what: 'everybody to enforce the lesson', within: WITHIN, every: 500 })
    },
    close: () => server.close(),
  }
}

const hosts = (names: readonly string[]) => names.map((host) => ({ host }))

/** Works in the school's database beside the running server. */
async function inside<T>({ folder }: School, work: (context: Context) => Promise<T>): Promise<T> {
  const context = await openContext(
    readEnvironment({ KERB_DATA: join(folder, 'data'), KERB_KEYS: join(folder, 'keys') }),
  )
  try {
    return await work(context)
  } finally {
    await context.close()
  }
}

/** A class with all of them, and its teacher, signed in. */
async function makeMaths(context: Context, pupils: readonly string[]) {
  const by = { actor: 'bench', now: Date.now() }
  const maths = await makeClass(context.db, '9B Maths', by)
  for (let i = 0; i < pupils.length; i += AT_ONCE) {
    const addresses = pupils.slice(i, i + AT_ONCE).join('\n')
    await changeMembers(context, maths, { role: 'pupils', action: 'add', addresses }, by)
  }
  await changeMembers(context, maths, { role: 'teachers', action: 'add', addresses: KHAN }, by)
  const person = await context.people.numberOf(context.db, KHAN)
  await setRoles(context.db, person, 'administrator', ['teacher'], by.now)
  const { secret } = await startSession(context.db, { person, how: 'provider' }, by.now)
  return { maths, secret }
}

/** The routes under /admin/lessons, as the console asks them. */
const askAs =
  (address: string, secret: string) =>
  async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${address}/admin/lessons${path}`, {
      method,
      headers: {
        cookie: `kerb=${secret}`,
        origin: address,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
