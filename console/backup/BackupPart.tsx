/** Backups: whether there is one that could be restored, and what to do when there is not. For the network manager. */
import type { Backups } from '../../lib/protocol/backup.ts'
import { here } from '../answer.ts'
import { Arriving } from '../Arriving.tsx'
import { ago, dateTime, plural } from '../format.ts'
import { LongWork } from '../LongWork.tsx'
import { useFresh } from '../use-fresh.ts'
import { backupApi } from './api.ts'
import { act, backups, load } from './state.ts'
import { ASKED, bytesWords, nextWords, phaseWords, PROBLEMS, URGENT } from './words.ts'

export function BackupPart() {
  useFresh(backups, load)
  const problems = here(backups.value)?.problems ?? []
  return (
    <section aria-labelledby="backups">
      <div class="heading">
        <h2 id="backups" tabIndex={-1}>
          Backups
        </h2>
        {problems.some(({ code }) => URGENT.has(code)) && <p class="found__waiting">Needs you</p>}
      </div>
      <p class="soft small">
        The database and the lists, sealed with a key that is not in them. How to put one back:{' '}
        <code>npm run backup -- restore</code>, on the server.
      </p>
      <Arriving shown={backups.value} load={load}>
        {(of) => <Shown of={of} />}
      </Arriving>
    </section>
  )
}

const Shown = ({ of }: { of: Backups }) => (
  <>
    <Problems of={of} />
    <dl class="facts">
      <div>
        <dt>Last backup</dt>
        <dd>{of.lastMade === null ? 'none yet' : `${ago(of.lastMade, of.at)} (${dateTime(of.lastMade)})`}</dd>
      </div>
      <div>
        <dt>Next</dt>
        <dd>{nextWords(of)}</dd>
      </div>
      <div>
        <dt>Kept</dt>
        <dd>
          the newest of {plural(of.kept, 'day')}, in <code>{of.folder}</code>. None is older than that,
          because it holds what has been deleted since; the last one goes three days after you were told here,
          at the soonest.
        </dd>
      </div>
    </dl>
    {of.running ? <Running running={of.running} /> : <Now />}
    {of.files.length > 0 && <Files of={of} />}
    {of.runs.length > 0 && <Runs of={of} />}
  </>
)

function Problems({ of }: { of: Backups }) {
  if (of.problems.length === 0)
    return <p>All is well: there is a backup of the last day, and its keys are kept apart.</p>
  return (
    <ul class="troubles">
      {of.problems.map(({ code, detail }) => (
        <li key={code}>
          {PROBLEMS[code](of, detail)}
          {code === 'keys' && <KeysKept />}
        </li>
      ))}
    </ul>
  )
}

/** A promise that only a person can make. */
const KeysKept = () => (
  <p>
    Copy the folder of the keys (KERB_KEYS) to where neither this server nor its backups are, then say so.{' '}
    <button
      type="button"
      class="button"
      onClick={() => void act(backupApi.keysKept, 'Noted. You are asked again when a key is added.')}
    >
      A copy of the keys is kept apart
    </button>
  </p>
)

const Now = () => (
  <p>
    <button type="button" class="button button--main" onClick={() => void act(backupApi.now)}>
      Back up now
    </button>
  </p>
)

const Running = ({ running }: { running: NonNullable<Backups['running']> }) => (
  <LongWork
    words={phaseWords(running)}
    done={running.done}
    cancel={{ words: 'Cancel', act: () => void act(backupApi.cancel, 'Cancelled.') }}
    note="Lessons and devices go on meanwhile."
  />
)

const Files = ({ of }: { of: Backups }) => (
  <details>
    <summary>{plural(of.files.length, 'backup')} in the folder</summary>
    <div class="table-box">
      <table aria-label="Backups in the folder">
        <thead>
          <tr>
            <th scope="col">Made</th>
            <th scope="col">Size</th>
            <th scope="col">File</th>
          </tr>
        </thead>
        <tbody>
          {of.files.map(({ name, made, bytes }) => (
            <tr key={name}>
              <td>{dateTime(made)}</td>
              <td>{bytesWords(bytes)}</td>
              <td>
                <code>{name}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
)

const Runs = ({ of }: { of: Backups }) => (
  <details>
    <summary>The last attempts</summary>
    <ul class="plain-list small">
      {of.runs.map(({ began, seconds, asked, problem, bytes }) => (
        <li key={began}>
          {dateTime(began)}, {ASKED[asked]}:{' '}
          {problem ?? `made in ${plural(seconds, 'second')}, ${bytesWords(bytes)}`}
        </li>
      ))}
    </ul>
  </details>
)
