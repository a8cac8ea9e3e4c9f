import { live } from './live.ts'
import { clockSeconds } from './words.ts'

/** Whether what is shown is so now. Always there, so that screen readers hear it change. */
export const Connection = () => (
  <div role="status" class="connection">
    {live.value.link === 'broken' && (
      <p class="note">
        <strong>
          {live.value.asOf === null
            ? 'The server cannot be reached.'
            : `This is how it was at ${clockSeconds(live.value.asOf)}.`}
        </strong>{' '}
        The connection to the server is broken; this page tries again by itself. The lesson goes on without
        it, and ends on its own.
      </p>
    )}
  </div>
)
