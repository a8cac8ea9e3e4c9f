import { signInProblem } from './state.ts'

/** There is nothing to type here: whoever can run a command on the server is the administrator. */
export const SignIn = () => (
  <main class="console console--narrow">
    <h1>Sign in with a one-time link</h1>
    {signInProblem.value && <p class="note">{signInProblem.value}</p>}
    <p>On the school server, run this and open the link it prints:</p>
    <pre class="command">
      <code>npm run admin-link</code>
    </pre>
    <p class="soft">The link works once, for a quarter of an hour.</p>
  </main>
)
