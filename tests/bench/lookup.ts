/**
 * `npm run bench:lookup`: the index of names beside `Map`, @ghostery/adblocker and the tries of uBlock Origin, on the same
 * names and the same questions, each in a process of its own. Memory is what the kernel says of the process (VmRSS after
 * collecting garbage), loaded less empty; time is the processor's, and the rounds of questions go from one to the next, so
 * that whatever else the machine does falls on all of them. The last line is JSON. KERB_BENCH_NAMES (numbers, comma) and
 * KERB_BENCH_CONTENDERS (map is always one of them: it knows what is right) make a quick try of it. KERB_BENCH_FOLDER keeps
 * what each loads for the next run, and with KERB_BENCH_MAKE=1 that alone is made: minutes that need no quiet machine.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, temporaryFolder } from '../rig/paths.ts'
import { CONTENDERS } from './lookup-contenders.ts'
import { namesOf, questions } from './lookup-names.ts'
import { median } from './statistics.ts'

const QUESTIONS = 200_000
const ROUNDS = 5
const SIZES = process.env['KERB_BENCH_NAMES']?.split(',').map(Number) ?? [0, 6_000_000]
const ALL = process.env['KERB_BENCH_CONTENDERS']?.split(',') ?? Object.keys(CONTENDERS)
const RIVALS = ALL.filter((name) => name !== 'ours')
const KEPT = process.env['KERB_BENCH_FOLDER']
const IS_MAKING = process.env['KERB_BENCH_MAKE'] === '1'

interface Result {
  readonly bytesPerName: number
  readonly ns: number
  readonly loadMs: number
  /** Questions that were answered otherwise than a plain map would. */
  readonly wrong: number
}

function child(mode: string, contender: string, folder: string): ChildProcess {
  return fork(join(ROOT, 'tests/bench/lookup-child.ts'), [mode, contender, folder], {
    execArgv: ['--expose-gc', '--max-old-space-size=12000'],
    serialization: 'advanced',
  })
}

/** What a process says next. Rejects when it ends instead. */
function said<T>(from: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`A contender ended with ${code}`))
    from.once('exit', ended)
    from.once('message', (message) => {
      from.off('exit', ended)
      resolve(message as T)
    })
  })
}

function ask<T>(of: ChildProcess, order: string): Promise<T> {
  const answer = said<T>(of)
  of.send(order)
  return answer
}

/** Bytes that the kernel counts for a process. */
function resident({ pid }: ChildProcess): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}

/** What a process holds when its collector has nothing more to give back. */
async function settled(process: ChildProcess): Promise<number> {
  for (let last = Infinity, same = 0; ;) {
    await ask(process, 'settle')
    const bytes = resident(process)
    same = bytes > last * 0.995 ? same + 1 : 0
    if (same >= 3) return bytes
    last = bytes
    // The kernel counts what the collector gives back from threads of its own, which may be waiting for their turn.
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

interface Given {
  readonly count: number
  readonly real: number
}

/** Writes the names and the questions, unless they are here; returns how many names there are, and are real. */
function prepare(folder: string, size: number): Given {
  const known = join(folder, 'given.json')
  if (existsSync(known)) return JSON.parse(readFileSync(known, 'utf8')) as Given
  const { names, real } = namesOf(size)
  const file = openSync(join(folder, 'names'), 'w')
  let text = ''
  for (const [name, set] of names) {
    text += `${name} ${set}\n`
    if (text.length > 1 << 20) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
  writeFileSync(join(folder, 'questions'), `${questions(names, QUESTIONS, 3).join('\n')}\n`)
  const given = { count: names.size, real }
  writeFileSync(known, JSON.stringify(given))
  return given
}

/** Each contender's saved form, made by a process that then ends. */
async function save(contender: string, folder: string): Promise<void> {
  const done = join(folder, `${contender}.done`)
  if (!CONTENDERS[contender]?.save || existsSync(done)) return
  const { ms, peak } = await said<{ ms: number; peak: number }>(child('save', contender, folder))
  const size = contender === 'ours' ? `, ${statSync(join(folder, 'ours.saved')).size} bytes` : ''
  console.log(
    `  ${contender}: made in ${(ms / 1000).toFixed(1)} s, at most ${(peak / 1e6).toFixed(0)} MB${size}`,
  )
  writeFileSync(done, '')
}

async function compare(folder: string, count: number): Promise<Map<string, Result>> {
  const running = new Map<string, { process: ChildProcess; bytes: number; ms: number; ns: number[] }>()
  for (const contender of ALL) {
    await save(contender, folder)
    const process = child('answer', contender, folder)
    const empty = await settled(process)
    const { ms } = await ask<{ ms: number }>(process, 'load')
    running.set(contender, { process, bytes: (await settled(process)) - empty, ms, ns: [] })
  }
  const right = (await ask<{ answers: number[] }>(running.get('map')!.process, 'answers')).answers
  const results = new Map<string, Result>()
  for (let i = 0; i < ROUNDS; i++)
    for (const one of running.values()) one.ns.push((await ask<{ ns: number }>(one.process, 'round')).ns)
  for (const [contender, { process, bytes, ms, ns }] of running) {
    const { answers } = await ask<{ answers: number[] }>(process, 'answers')
    process.disconnect()
    const wrong = answers.filter((answer, i) => answer !== right[i]).length
    results.set(contender, { bytesPerName: bytes / count, ns: median(ns), loadMs: ms, wrong })
  }
  return results
}

function show(results: Map<string, Result>): object {
  for (const [contender, { bytesPerName, ns, loadMs, wrong }] of results)
    console.log(
      `  ${contender}: ${bytesPerName.toFixed(2)} bytes a name, ${ns.toFixed(0)} ns a look-up, loaded in ` +
        `${loadMs.toFixed(0)} ms, ${wrong} of ${QUESTIONS} answered otherwise than by the map`,
    )
  const ours = results.get('ours')!
  const best = (what: 'bytesPerName' | 'ns'): number =>
    Math.min(...RIVALS.map((rival) => results.get(rival)![what]))
  return {
    bytes_per_name: Number(ours.bytesPerName.toFixed(2)),
    ns_per_lookup: Math.round(ours.ns),
    load_ms: Number(ours.loadMs.toFixed(1)),
    vs_best_memory: Number((ours.bytesPerName / best('bytesPerName')).toFixed(3)),
    vs_best_time: Number((ours.ns / best('ns')).toFixed(3)),
  }
}

let summary: object = {}
for (const size of SIZES) {
  const folder = KEPT === undefined ? temporaryFolder('lookup') : join(KEPT, String(size))
  mkdirSync(folder, { recursive: true })
  try {
    const { count, real } = prepare(folder, size)
    console.log(
      `${count} names, ${real} of them real, the others made after ${real > 0 ? 'those' : 'random ones'}`,
    )
    if (IS_MAKING) {
      for (const contender of ALL) await save(contender, folder)
      continue
    }
    summary = { names: count, real_names: real, ...show(await compare(folder, count)) }
    console.log(JSON.stringify(summary))
  } finally {
    if (KEPT === undefined) rmSync(folder, { recursive: true })
  }
}
