/** What a trace of the browser says of our scripts on a page's main thread; pure. */

export interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
  /** Of these, those in which the thread had a processor. */
  readonly tdur?: number
  readonly args?: {
    readonly data?: { readonly url?: string; readonly fileName?: string }
    readonly name?: string
  }
}

/** Milliseconds of a processor by the name of the script, and what they made the browser lay out at once. */
export interface Cost {
  readonly scripts: Readonly<Record<string, number>>
  readonly layouts: number
}

const RUNS: ReadonlySet<string> = new Set(['EvaluateScript', 'FunctionCall', 'v8.callFunction', 'v8.run'])
const LAYOUTS: ReadonlySet<string> = new Set(['Layout', 'UpdateLayoutTree'])
/** The part in the page's own world has no name of ours in a page's errors, and so none in a trace. */
const NAMELESS = '<anonymous>'

const urlOf = ({ args }: TraceEvent): string => args?.data?.url ?? args?.data?.fileName ?? ''
const endOf = ({ ts, dur = 0 }: TraceEvent): number => ts + dur
const isWithin = (inner: TraceEvent, outer: TraceEvent): boolean =>
  inner.pid === outer.pid && inner.tid === outer.tid && inner.ts >= outer.ts && endOf(inner) <= endOf(outer)

/**
 * Time of our scripts on the main threads of pages. Steps of promises have no script's name in a trace: those of a task
 * in which nothing but our scripts ran are counted as theirs.
 */
export function costOf(events: readonly TraceEvent[], extension: string): Cost {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const whole = events
    .filter(({ ph, pid, tid }) => ph === 'X' && mains.has(`${pid} ${tid}`))
    .toSorted((a, b) => a.ts - b.ts)
  const runs = whole.filter(({ name }) => RUNS.has(name))
  const ours = outermost(runs.filter((event) => nameOf(event, extension) !== undefined))
  const others = runs.filter((event) => nameOf(event, extension) === undefined && urlOf(event) !== '')
  const steps = stepsOf(whole, ours, others)
  const scripts: Record<string, number> = {}
  // A busy machine takes the processor away in between: that is not what a script costs.
  const count = (name: string, { dur = 0, tdur = dur }: TraceEvent): void => {
    scripts[name] = (scripts[name] ?? 0) + tdur / 1000
  }
  for (const event of ours) count(nameOf(event, extension) ?? '', event)
  for (const { name, event } of steps(extension)) count(name, event)
  const layouts = whole.filter(
    (event) => LAYOUTS.has(event.name) && ours.some((run) => isWithin(event, run)),
  ).length
  return { scripts, layouts }
}

function nameOf(event: TraceEvent, extension: string): string | undefined {
  const url = urlOf(event)
  if (url === NAMELESS) return 'guard-acts.js'
  const own = `chrome-extension://${extension}/`
  return url.startsWith(own) ? url.slice(own.length) : undefined
}

/** Without what runs inside another of them. */
function outermost(sorted: readonly TraceEvent[]): TraceEvent[] {
  const kept: TraceEvent[] = []
  for (const event of sorted) if (!kept.some((one) => isWithin(event, one))) kept.push(event)
  return kept
}

function stepsOf(whole: readonly TraceEvent[], ours: readonly TraceEvent[], others: readonly TraceEvent[]) {
  return function* (extension: string): Generator<{ name: string; event: TraceEvent }> {
    const tasks = whole.filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask')
    const microtasks = whole.filter(({ name }) => name === 'RunMicrotasks')
    for (const event of microtasks) {
      const task = tasks.find((one) => isWithin(event, one))
      const first = task && ours.find((one) => isWithin(one, task))
      if (first === undefined || ours.some((one) => isWithin(event, one))) continue
      if (others.some((one) => task && isWithin(one, task))) continue
      yield { name: nameOf(first, extension) ?? '', event }
    }
  }
}
