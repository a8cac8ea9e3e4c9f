/** The member's desk: everything as it was looked at last, and how to do something and look again. */
import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Team, TeamView } from '../../concern/team.ts'
import { WireError } from '../../protocol/wire-error.ts'

export interface Desk {
  readonly team: Team
  readonly view: TeamView
  /** Why the last thing that was done came to nothing. */
  readonly problem: WireError | undefined
  readonly look: () => Promise<void>
  /** Does one thing and looks again. False when the server did not do it: the page says why. */
  readonly act: (work: () => Promise<void>) => Promise<boolean>
}

const Context = createContext<Desk | undefined>(undefined)
export const DeskProvider = Context.Provider

export function useDesk(): Desk {
  const desk = useContext(Context)
  if (!desk) throw new Error('This piece must be drawn inside a DeskProvider.')
  return desk
}

export type Looked =
  | { readonly kind: 'asking' | 'unanswered' }
  | { readonly kind: 'ready'; readonly desk: Desk }

const EACH_MS = 60_000

/** Looks at once, each minute while the page is in sight, and when it comes back into sight. */
export function useTeam(team: Team): Looked {
  const [view, setView] = useState<TeamView | 'unanswered'>()
  const [problem, setProblem] = useState<WireError>()
  const turn = useRef(0)
  const look = useCallback(async () => {
    const mine = ++turn.current
    // The worker not answering is all that makes looking fail; what the server did not do is in the view.
    const seen = await team.look().catch(() => 'unanswered' as const)
    // An answer that was overtaken says nothing about now.
    if (mine === turn.current) setView((last) => (seen === 'unanswered' ? (last ?? seen) : seen))
  }, [team])
  const act = useCallback(
    async (work: () => Promise<void>) => {
      setProblem(undefined)
      try {
        await work()
        await look()
        return true
      } catch (error) {
        if (!(error instanceof WireError)) throw error
        setProblem(error)
        await look()
        return false
      }
    },
    [look],
  )
  useEffect(() => {
    const seen = () => document.visibilityState === 'visible' && void look()
    void look()
    const timer = setInterval(seen, EACH_MS)
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [look])
  return useMemo(() => {
    if (view === undefined) return { kind: 'asking' }
    if (view === 'unanswered') return { kind: 'unanswered' }
    return { kind: 'ready', desk: { team, view, problem, look, act } }
  }, [team, view, problem, look, act])
}
