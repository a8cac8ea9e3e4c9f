/** The server as in production on a school's folder, with a lead and a teacher signed in and devices of one class. */
import { join } from 'node:path'
import { importSealKey } from '../../../lib/protocol/seal.ts'
import type { LessonStart } from '../../../lib/protocol/lessons.ts'
import { openContext } from '../../../server/context.ts'
import { readEnvironment } from '../../../server/environment.ts'
import { type School, startSchool } from '../../rig/server.ts'
import { type Address, type Device, enrol } from '../ingest-devices.ts'
import type { Devices } from '../lesson-devices.ts'
import { Child } from '../lesson/calls.ts'
import { CLOCKED } from './clock.ts'
import { furnish, LEAD, TEACHER } from './furnish.ts'
import { pupilName } from './pupils.ts'
import { variablesOf } from './school.ts'
import { lookAt } from './timeline.ts'
import { sessionOf, Visitor } from './visitor.ts'

/** Of the class that has lessons. */
export const CLASS = 30
/** Devices that send rows all the while. */
const SENDING = 10

export interface Stage {
  readonly school: School
  readonly lead: Visitor
  readonly teacher: Visitor
  /** The teacher's class with everybody in it. */
  readonly classId: number
  readonly devices: Child<Devices>
  readonly address: Address
  readonly senders: readonly Device[]
  /** Looks at pupils whose year can be exported. */
  readonly looks: readonly string[]
  close(): Promise<void>
}

/** @param furnished how many pupils a school gets that has nothing yet */
export async function openStage(folder: string, furnished?: number): Promise<Stage> {
  const inside = await insideOf(folder, furnished)
  const school = await startSchool({
    folder,
    environment: { NODE_OPTIONS: CLOCKED, KERB_LOG_LEVEL: 'error' },
  })
  await school.openWindow(CLASS + SENDING)
  const devices = new Child<Devices>(join(import.meta.dirname, '../lesson-devices.ts'))
  const sealKey = school.keys.find((key) => key.startsWith('seal:'))?.slice('seal:'.length) ?? ''
  const port = Number(new URL(school.address).port)
  const names = Array.from({ length: CLASS }, (_, i) => pupilName(i + 1))
  await devices.call('enrolAll', { port, sealKey, token: school.token, names })
  await devices.call('join', { address: school.address })
  const imported = await importSealKey(sealKey)
  if (imported === null) throw new Error('the seal key does not import')
  const address: Address = { port, sealKey: imported }
  const senders: Device[] = []
  for (let i = 0; i < SENDING; i += 1) senders.push(await enrol(address, school.token))
  const teacher = new Visitor(school.address, inside.teacher)
  const { body } = await teacher.ask<LessonStart>('GET', '/admin/lessons/start')
  const [first] = body.classes.toSorted((a, b) => a.id - b.id)
  return {
    school,
    lead: new Visitor(school.address, inside.lead),
    teacher,
    classId: first?.id ?? 0,
    devices,
    address,
    senders,
    looks: inside.looks,
    close: async () => {
      await devices.end()
      await school.close()
    },
  }
}

/** Before the server starts. */
async function insideOf(folder: string, furnished: number | undefined) {
  const context = await openContext(readEnvironment(variablesOf(folder)))
  try {
    if (furnished !== undefined) await furnish(context, furnished)
    const { person, secret: lead } = await sessionOf(context, LEAD)
    const { secret: teacher } = await sessionOf(context, TEACHER)
    const looks = [await lookAt(context, person, CLASS - 1), await lookAt(context, person, CLASS)]
    return { lead, teacher, looks }
  } finally {
    await context.close()
  }
}
