/** The state behind a blocked page: asks the worker, goes on when the address is open, continues a warning. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Explanation } from '../../messages/protocol.ts'
import type { Ask } from '../../messages/send.ts'
import type { CoverPort } from '../cover/use-covered.ts'
import type { News } from '../use-answer.ts'
import type { KeptWords } from '../asking/use-kept.ts'

export interface BlockedParts {
  /** The stopped address, already known to be http or https; undefined when there is none. */
  readonly address: string | undefined
  readonly ask: Ask
  /** Hears when something that was asked for stands otherwise than before. */
  readonly askingNews: News
  /** Where a question that is half written outlives the page. */
  readonly kept?: KeptWords
  /** Hears when the school's rules for this person stand otherwise than before. */
  readonly news?: News
  /** Whether what is one person's own may be seen; always where it is left out. */
  readonly cover?: CoverPort
  /** Loads the page anew. */
  readonly again?: () => void
  /** `inLesson`: a lesson runs that lists what is open in it. */
  readonly goBack: (inLesson: boolean) => void
  /** Leaves for the address, in place of this page in the history. */
  readonly goTo: (address: string) => void
  /** Opens the report's page. */
  readonly tell: () => void
  /**
   * True when this tab went on to the address by itself a moment ago and is back: the worker and the browser's
   * rules disagree for now, and going on again would never end.
   */
  readonly cameBack: (address: string) => boolean
}

export type BlockedState =
  | { readonly kind: 'asking' | 'generic' | 'unanswered' | 'open' }
  | { readonly kind: 'stopped'; readonly explanation: Explanation }

/** Longest wait a timer can hold; a later end is met by asking again when the page is looked at. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export function useStopped({ address, ask, goTo, cameBack, news }: BlockedParts) {
  const [state, setState] = useState<BlockedState>({ kind: address === undefined ? 'generic' : 'asking' })
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState(false)
  const [online, setOnline] = useState(navigator.onLine)
  const latest = useRef(0)

  /** `byWorker`: the worker sees to open tabs itself then, and two who go on would fetch the page twice. */
  const enquire = useCallback(
    async (byWorker = false) => {
      if (address === undefined) return
      latest.current += 1
      const turn = latest.current
      const next = await answer(ask, address)
      // An older answer that arrives late says nothing about now.
      if (turn !== latest.current) return
      if (next.kind !== 'open' || cameBack(address)) setState(next)
      else if (!byWorker) goTo(address)
    },
    [address, ask, goTo, cameBack],
  )

  const retry = useCallback(() => {
    setRefused(false)
    setBusy(true)
    void enquire().finally(() => setBusy(false))
  }, [enquire])

  const goOn = useCallback(() => {
    if (address === undefined) return
    setBusy(true)
    void mayContinue(ask, address).then((allowed) => {
      setBusy(false)
      setRefused(!allowed)
      return allowed ? goTo(address) : enquire()
    })
  }, [address, ask, goTo, enquire])

  useEffect(() => void enquire(), [enquire])
  useEffect(() => news?.(() => void enquire(true)), [news, enquire])
  useWhenLookedAt(() => void enquire(), setOnline)
  useAt(state.kind === 'stopped' ? state.explanation : undefined, () => void enquire())

  const open = useCallback(() => address !== undefined && goTo(address), [address, goTo])
  return { state, busy, refused, online, retry, goOn, open }
}

async function answer(ask: Ask, url: string): Promise<BlockedState> {
  try {
    const explanation = await ask('explain', { url })
    return explanation.stillBlocked ? { kind: 'stopped', explanation } : { kind: 'open' }
  } catch {
    // Whatever went wrong, the address stays closed and the page says that it could not be checked.
    return { kind: 'unanswered' }
  }
}

async function mayContinue(ask: Ask, url: string): Promise<boolean> {
  try {
    return (await ask('continue', { url })).ok
  } catch {
    // No answer is no permission.
    return false
  }
}

/** Asks again when the page is looked at again, comes out of the back-forward cache, or the network returns. */
function useWhenLookedAt(enquire: () => void, setOnline: (online: boolean) => void): void {
  const run = useRef(enquire)
  run.current = enquire
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const seen = () => document.visibilityState === 'visible' && run.current()
    const network = () => {
      setOnline(navigator.onLine)
      if (navigator.onLine) run.current()
    }
    document.addEventListener('visibilitychange', seen, { signal })
    addEventListener('pageshow', (event) => event.persisted && run.current(), { signal })
    addEventListener('online', network, { signal })
    addEventListener('offline', network, { signal })
    return () => stop.abort()
  }, [setOnline])
}

/** Asks again when the verdict may change by itself. */
function useAt(explanation: Explanation | undefined, enquire: () => void): void {
  const run = useRef(enquire)
  run.current = enquire
  const { until, now } = explanation ?? {}
  useEffect(() => {
    if (until === undefined || now === undefined) return undefined
    const wait = Math.max(1_000, until - now + 500)
    if (wait > LONGEST_TIMER_MS) return undefined
    const timer = setTimeout(() => run.current(), wait)
    return () => clearTimeout(timer)
  }, [until, now])
}
