import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Ways } from '../lib/protocol/staff-members.ts'
import { ApiError } from './api.ts'
import { usePasskey } from './authenticator.ts'
import { staffApi } from './staff-api.ts'
import { enter, signInProblem } from './state.ts'
import { Title } from './Title.tsx'

const ways = signal<Ways | null>(null)

/** What is set up at this school is offered; the one-time link always works, for whoever has the server. */
export function SignIn() {
  useEffect(() => void find(), [])
  const { provider = null, passkeys = false } = ways.value ?? {}
  return (
    <main class="console console--narrow">
      <Title>Sign in</Title>
      <div role="status">{signInProblem.value && <p class="note">{signInProblem.value}</p>}</div>
      {(provider || passkeys) && (
        <div class="ways">
          {provider && (
            <a class="button button--main" href={startAddress(location.hash)}>
              Sign in with {provider.name}
            </a>
          )}
          {passkeys && (
            <button
              type="button"
              class={provider ? 'button' : 'button button--main'}
              onClick={() => void withPasskey()}
            >
              Sign in with a passkey
            </button>
          )}
        </div>
      )}
      {provider || passkeys ? (
        <details class="by-link">
          <summary>For the network manager: a link from the server</summary>
          <ByLink />
        </details>
      ) : (
        <section aria-labelledby="by-link">
          <h2 id="by-link">With a one-time link</h2>
          <ByLink />
        </section>
      )}
    </main>
  )
}

/** Whoever came by a link is led on to it. As the server takes it: else the first page. */
function startAddress(hash: string): string {
  const isTaken = /^#[\w\-./~?#=&%]{1,190}$/.test(hash)
  return isTaken ? `/signin/start?${new URLSearchParams({ returnTo: `/${hash}` })}` : '/signin/start'
}

const ByLink = () => (
  <>
    <p>On the school server, run this and open the link it prints:</p>
    <pre class="command">
      <code>npm run admin-link</code>
    </pre>
    <p class="soft">The link works once, for a quarter of an hour. It has the network manager’s rights.</p>
  </>
)

async function find(): Promise<void> {
  try {
    ways.value = await staffApi.ways()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // The page still says how to sign in by link.
    signInProblem.value ||= error.message
  }
}

async function withPasskey(): Promise<void> {
  try {
    const { options } = await staffApi.passkeyChallenge()
    await enter(await staffApi.passkeySignIn(await usePasskey(options)))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    signInProblem.value = error.message
  }
}
