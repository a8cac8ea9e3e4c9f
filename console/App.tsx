import { Mark } from '../lib/ui/parts/Mark.tsx'
import { api } from './api.ts'
import { Enrolment } from './Enrolment.tsx'
import { FleetHealth } from './FleetHealth.tsx'
import { Installations } from './Installations.tsx'
import { PolicyHistory } from './PolicyHistory.tsx'
import { SignIn } from './SignIn.tsx'
import { attempt, notice, signedIn, signInProblem } from './state.ts'

export function App() {
  const session = signedIn.value
  return (
    <>
      <header class="bar">
        <p class="brand">
          <Mark />
          <span>
            <strong>Kerb</strong> {session.state === 'in' && session.school}
          </span>
        </p>
        {session.state === 'in' && (
          <button type="button" class="button button--quiet" onClick={signOut}>
            Sign out
          </button>
        )}
      </header>
      <Notice />
      {session.state === 'in' && <Console />}
      {session.state === 'out' && <SignIn />}
    </>
  )
}

const Console = () => (
  <main class="console">
    <h1>Fleet health</h1>
    <FleetHealth />
    <Installations />
    <Enrolment />
    <PolicyHistory />
    <p class="soft small">
      Counts and devices only. Nobody’s browsing can be read here: that waits for staff sign-in, roles and the
      viewing log.
    </p>
  </main>
)

/** One live region for the whole page; it is always there, so that screen readers watch it. */
function Notice() {
  const said = notice.value
  return (
    <div class="notice" role="status">
      {said && (
        <p class={said.wrong ? 'notice__text notice__text--wrong' : 'notice__text'}>
          <span>{said.text}</span>
          <button type="button" class="plain" aria-label="Dismiss" onClick={() => (notice.value = null)}>
            ✕
          </button>
        </p>
      )}
    </div>
  )
}

const signOut = () => {
  void attempt(async () => {
    await api.signOut()
    signedIn.value = { state: 'out' }
    signInProblem.value = 'You are signed out.'
  })
}
