/** The two things that `npm run bench:lesson` does again and again: lessons, and restarts of the server in one. */
import type { Bare } from '../lesson-bare.ts'
import type { Devices } from '../lesson-devices.ts'
import type { Board } from './board.ts'
import type { RealPupil } from './browsers.ts'
import type { Child } from './calls.ts'
import { keyOf } from './device.ts'
import type { Measured, Round } from './report.ts'
import type { BenchSchool } from './school.ts'
import { PERMITTED, realName, simulatedName } from './settings.ts'

export interface Stage {
  readonly school: BenchSchool
  readonly devices: Child<Devices>
  readonly bare: Child<Bare>
  readonly board: Board
  readonly real: readonly RealPupil[]
  readonly simulated: number
}

/** One lesson, started on the console, until all enforce it; then it is ended, and all tabs are back. */
export async function lessonRound(stage: Stage): Promise<Round> {
  const { school, devices, board, real, simulated } = stage
  const before = Date.now()
  await board.toStart()
  const bare = await stage.bare.call('broadcast', bareLesson())
  const { lesson, clicked, allAt, heard, shown } = await board.start(simulated + real.length)
  await Promise.all(real.map((pupil) => pupil.comesIn()))
  const { told, said } = await devices.call('hold', { key: keyOf([lesson]), since: before })
  await school.end(lesson.id)
  await devices.call('hold', { key: '', since: lesson.from })
  await Promise.all(real.map((pupil) => pupil.comesBack()))
  const after = (times: readonly (number | undefined)[]): number[] =>
    times.map((at) => {
      if (at === undefined) throw new Error('the console never showed some device as enforcing')
      return at - lesson.from
    })
  const names = Array.from({ length: simulated }, (_, i) => simulatedName(i))
  return {
    realShown: after(real.map((_, i) => shown.get(realName(i)))),
    simShown: after(names.map((name) => shown.get(name))),
    simHeard: after(names.map((name) => heard.get(name))),
    simTold: after(told),
    simSaid: after(said),
    all: allAt - lesson.from,
    clickToReceipt: lesson.from - clicked,
    bare,
  }
}

/** As many bytes as the server sends for such a lesson. */
const bareLesson = (): string =>
  JSON.stringify({
    type: 'lessons',
    at: Date.now(),
    lessons: [
      {
        id: 'bare-as-long-id',
        revision: 1,
        from: Date.now(),
        until: Date.now(),
        name: '9B Maths',
        teacher: '',
        mode: 'only',
        sites: PERMITTED.map((host) => ({ host })),
        frames: [],
      },
    ],
  })

type Restart = Measured['restarts'][number]

/** The server dies in a lesson and comes back: until each simulated device has said again that it enforces it. */
export async function restartRound(stage: Stage): Promise<Restart> {
  const { school, devices, real, simulated } = stage
  const lesson = await school.start()
  await school.enforced(simulated + real.length)
  const killed = Date.now()
  await school.server.kill()
  await school.server.start()
  const up = Date.now()
  const { said } = await devices.call('hold', { key: `${lesson}@1`, since: killed })
  await school.enforced(simulated + real.length)
  await needOnly(stage, killed, [`${lesson}@1`])
  await changedWhileAway(stage, lesson)
  const back = Math.max(...said)
  return { sinceKill: (back - killed) / 1000, sinceUp: (back - up) / 1000 }
}

/** Once more, and the lesson is changed before anybody can be back: nobody may miss that. */
async function changedWhileAway(
  { school, devices, real, simulated, ...rest }: Stage,
  lesson: string,
): Promise<void> {
  const killed = Date.now()
  await school.server.kill()
  await school.server.start()
  await school.change(lesson, PERMITTED.slice(0, -1))
  await devices.call('hold', { key: `${lesson}@2`, since: killed })
  await school.enforced(simulated + real.length)
  await needOnly({ school, devices, real, simulated, ...rest }, killed, [`${lesson}@1`, `${lesson}@2`])
  await school.end(lesson)
  await devices.call('hold', { key: '', since: killed })
  await Promise.all(real.map((pupil) => pupil.comesBack()))
}

/** Since then every device was told of this lesson at once, and of nothing else: none was left without it for a moment. */
async function needOnly({ devices }: Stage, since: number, keys: readonly string[]): Promise<void> {
  const all = await devices.call('heardSince', since)
  const wrong = all.filter((heard) => heard.length === 0 || !heard.every((key) => keys.includes(key)))
  if (wrong.length > 0)
    throw new Error(`${wrong.length} devices were told of something else: ${JSON.stringify(wrong[0])}`)
}
