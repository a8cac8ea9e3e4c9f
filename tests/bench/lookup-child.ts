/** One contender of `bench:lookup` in a process of its own: `save` makes what it loads, `answer` loads it and answers. */
import { readFileSync } from 'node:fs'
import { CONTENDERS, type Look, type Names } from './lookup-contenders.ts'
import { CATEGORIES } from './lookup-names.ts'

const [mode = '', contender = '', folder = ''] = process.argv.slice(2)
const chosen = CONTENDERS[contender]
if (!chosen) throw new Error(`There is no contender ${contender}`)
const collect = (globalThis as { gc?: () => void }).gc
if (!collect) throw new Error('This process wants --expose-gc')
const saved = `${folder}/${contender}.saved`

/** Names as the file has them, `name set` in a line, each name a string that nothing else hangs on. */
const names: Names = (each) => {
  const file = readFileSync(`${folder}/names`)
  for (let from = 0; from < file.length;) {
    const space = file.indexOf(32, from)
    const end = file.indexOf(10, space)
    each(file.toString('latin1', from, space), Number(file.toString('latin1', space + 1, end)))
    from = end + 1
  }
}

/** The questions as fresh strings: what a string remembers of itself must not help the next round. */
const questions = (): string[] => {
  const file = readFileSync(`${folder}/questions`)
  const all: string[] = []
  for (let from = 0; from < file.length;) {
    const end = file.indexOf(10, from)
    all.push(file.toString('latin1', from, end))
    from = end + 1
  }
  return all
}

/** Collects what can be, until the collector has given back what it had taken, which it does in tasks of its own. */
async function settle(): Promise<void> {
  for (let i = 0; i < 4; i++) {
    collect!()
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Nanoseconds of processor time a question: whatever else the machine does is left out. */
function round(look: Look): number {
  const hosts = questions()
  let found = 0
  const before = process.cpuUsage()
  for (const host of hosts) found += look(host).size
  const { user, system } = process.cpuUsage(before)
  if (found === 0) throw new Error('Nothing was found')
  return ((user + system) / hosts.length) * 1e3
}

/** What every question was answered, as bits of `CATEGORIES`. */
function answers(look: Look): number[] {
  const bits = new Map(CATEGORIES.map((category, bit) => [category, 1 << bit]))
  return questions().map((host) => [...look(host)].reduce((all, one) => all | bits.get(one)!, 0))
}

const say = (said: object): unknown => process.send?.(said)

if (mode === 'save') {
  const before = performance.now()
  chosen.save?.(names, saved)
  say({ ms: performance.now() - before, peak: process.resourceUsage().maxRSS * 1024 })
} else {
  let look: Look | undefined
  const does: Record<string, () => Promise<object> | object> = {
    settle: () => settle().then(() => ({})),
    load() {
      const before = performance.now()
      look = chosen.load(names, saved)
      return { ms: performance.now() - before }
    },
    round: () => ({ ns: round(look!) }),
    answers: () => ({ answers: answers(look!) }),
  }
  process.on('message', (order: string) => void Promise.resolve(does[order]!()).then(say))
}
