import { useEffect } from 'preact/hooks'
import { OwnClasses } from '../agreement/OwnClasses.tsx'
import { Account } from '../Account.tsx'
import { attempt } from '../state.ts'
import { Title } from '../Title.tsx'
import { RunningNow } from './RunningNow.tsx'
import { Setup } from './Setup.tsx'
import { clear } from './setup.ts'
import { refreshBeginning, refreshRunning, running } from './state.ts'
import { TakeOver } from './TakeOver.tsx'
import { useTick } from './use-tick.ts'

const REFRESH = 15_000

const refresh = () => void attempt(refreshRunning)

/** The first page of a teacher: what runs, and the start of a lesson in two clicks. */
export function LessonsPage() {
  useEffect(() => {
    // What somebody else put together who was signed in here before is not theirs.
    clear()
    running.value = null
    void attempt(async () => {
      await Promise.all([refreshBeginning(), refreshRunning()])
    })
  }, [])
  useTick(REFRESH, refresh)
  return (
    <main class="console lessons">
      <Title>Lessons</Title>
      <RunningNow />
      <Setup />
      <TakeOver />
      <OwnClasses />
      <Account />
    </main>
  )
}
