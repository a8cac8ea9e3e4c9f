/**
 * `npm run bench:lesson`: how soon a lesson is enforced. The server as in production, real managed browsers with ten
 * tabs each (six forbidden), and simulated devices with real keys on real WebSockets in a process of their own, all in
 * one class. Counted from the server's receipt of the click on Start (the lesson's `from`) until the teacher's console,
 * a real page, shows the device as enforcing. Just before each lesson the same bytes go to as many bare sockets.
 * KERB_BENCH_ROUNDS, KERB_BENCH_SIMULATED and KERB_BENCH_REAL make a quick try; that is no measurement and says so.
 */
import { loadavg } from 'node:os'
import buildConsole from '../rig/global-setup.ts'
import { startWeb } from '../rig/web.ts'
import type { Bare } from './lesson-bare.ts'
import type { Devices } from './lesson-devices.ts'
import { Board } from './lesson/board.ts'
import { RealPupil } from './lesson/browsers.ts'
import { Child } from './lesson/calls.ts'
import { figures, type Measured, overBars, type Round } from './lesson/report.ts'
import { lessonRound, restartRound, type Stage } from './lesson/rounds.ts'
import { type BenchSchool, openBenchSchool } from './lesson/school.ts'
import { REAL, realName, ROUNDS, SIMULATED, simulatedName, USUAL } from './lesson/settings.ts'

const say = (what: string): void => console.log(`${what} (load ${loadavg()[0]?.toFixed(1)})`)
const script = (name: string): string => new URL(name, import.meta.url).pathname
const names = (count: number, name: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => name(i))

/** What is to be ended, the last first. */
const open: (() => Promise<unknown>)[] = []
const ending = <T>(one: T, end: (one: T) => Promise<unknown>): T => {
  open.push(() => end(one))
  return one
}

/** The simulated devices, enrolled but not connected. */
async function enrolAll({ server }: BenchSchool): Promise<Child<Devices>> {
  const devices = ending(new Child<Devices>(script('lesson-devices.ts')), (one) => one.end())
  const sealKey = server.keys.find((key) => key.startsWith('seal:'))!.slice('seal:'.length)
  const port = Number(new URL(server.address).port)
  await devices.call('enrolAll', {
    port,
    sealKey,
    token: server.token,
    names: names(SIMULATED, simulatedName),
  })
  say(`${SIMULATED} simulated devices are enrolled`)
  return devices
}

/** On a server that was just started: without a connection, and with all of them in a lesson. */
async function weigh(school: BenchSchool, devices: Child<Devices>): Promise<Measured['memory']> {
  await school.server.stop()
  await school.server.start()
  const none = await school.memory()
  await devices.call('join', { address: school.server.address })
  const lesson = await school.start()
  await devices.call('hold', { key: `${lesson}@1`, since: 0 })
  const all = await school.memory()
  await school.end(lesson)
  await devices.call('hold', { key: '', since: 0 })
  say(`the server keeps ${Math.round(none / 1024)} kB without and ${Math.round(all / 1024)} kB with them`)
  return { none, all, devices: SIMULATED }
}

async function seatAll(school: BenchSchool): Promise<RealPupil[]> {
  const web = ending(await startWeb(), (one) => one.close())
  const real: RealPupil[] = []
  // One after the other: they share this machine.
  for (const [i, name] of names(REAL, realName).entries()) {
    const pupil = await RealPupil.seat(school, web, { name, confirmed: SIMULATED + i + 1 })
    real.push(ending(pupil, (one) => one.close()))
  }
  say(`${REAL} real browsers are there, with ten tabs each`)
  return real
}

async function run(): Promise<Measured> {
  // Before the server starts: that looks then which files there are.
  await buildConsole()
  const pupils = [...names(SIMULATED, simulatedName), ...names(REAL, realName)]
  const school = ending(await openBenchSchool(pupils), (one) => one.close())
  const devices = await enrolAll(school)
  const memory = await weigh(school, devices)
  const board = ending(await Board.open(school.server.address, school.secret), (one) => one.close())
  const real = await seatAll(school)
  const bare = ending(new Child<Bare>(script('lesson-bare.ts')), (one) => one.end())
  await devices.call('joinBare', { address: await bare.call('address', undefined) })
  const stage: Stage = { school, devices, bare, board, real, simulated: SIMULATED }
  const rounds: Round[] = []
  for (let i = 0; i <= ROUNDS; i++) {
    const round = await lessonRound(stage)
    say(`lesson ${i}: ${Math.round(Math.max(...round.realShown))} ms real, ${round.all} ms all`)
    // The first warms everything up.
    if (i > 0) rounds.push(round)
  }
  const restarts = [await restartRound(stage)]
  say(`back ${restarts[0]!.sinceKill} s after the server died`)
  return { rounds, memory, restarts }
}

try {
  const measured = figures(await run())
  const isSmall = ROUNDS < USUAL.rounds || SIMULATED < USUAL.simulated || REAL < USUAL.real
  if (isSmall) console.log('a quick try, no measurement')
  const over = isSmall ? [] : overBars(measured)
  for (const line of over) console.error(line)
  if (over.length > 0) process.exitCode = 1
  console.log(JSON.stringify(measured))
} finally {
  for (const end of open.toReversed()) await end()
}
