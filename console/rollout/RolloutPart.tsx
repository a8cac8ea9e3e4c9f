/** Rolling Kerb out: this school's settings for each management, then one device that shows whether they work. */
import type { TargetedEvent } from 'preact'
import type { MakeRollout, Rollout } from '../../lib/protocol/rollout.ts'
import { Arriving } from '../Arriving.tsx'
import { dateTime } from '../format.ts'
import { useFresh } from '../use-fresh.ts'
import { written } from '../written.ts'
import { Files } from './Files.tsx'
import { FirstDeviceTicks } from './FirstDeviceTicks.tsx'
import { load, made, make, rollout } from './state.ts'
import { PROBLEMS } from './words.ts'

export function RolloutPart() {
  useFresh(rollout, load)
  return (
    <section aria-labelledby="rollout">
      <h2 id="rollout" tabIndex={-1}>
        Roll-out
      </h2>
      <p class="soft small">
        Settings for your browser management with this school’s own values. Try them on one device first: it
        is watched here until every tick is green.
      </p>
      <Arriving shown={rollout.value} load={load}>
        {(of) => <Shown of={of} />}
      </Arriving>
    </section>
  )
}

function Shown({ of }: { of: Rollout }) {
  const stops = of.problems.some((problem) => PROBLEMS[problem].stops)
  return (
    <>
      {of.problems.length > 0 && (
        <ul class="troubles">
          {of.problems.map((problem) => (
            <li key={problem}>{PROBLEMS[problem].text}</li>
          ))}
        </ul>
      )}
      {of.problems.some((problem) => problem === 'no-package' || problem === 'package-elsewhere') &&
        of.address && (
          <pre class="command">
            <code>npm run package -- --base-url {of.address}/extension/</code>
          </pre>
        )}
      <h3>1. This school’s values</h3>
      <Values of={of} />
      <h3>2. Make the settings</h3>
      <Make of={of} stops={stops} />
      {(made.value ?? of.watched) && (
        <>
          <h3>3. Put them into your management</h3>
          {made.value ? <Files of={of} made={made.value} /> : of.watched && <Made at={of.watched.made} />}
          <h3>4. Try one device</h3>
          <FirstDeviceTicks />
        </>
      )}
    </>
  )
}

/** Its files are not here any more. */
const Made = ({ at }: { at: number }) => (
  <p>
    The last settings were made {dateTime(at)}, and were to be downloaded then: their token is told only once.
    If you have them no more, make new ones above, and revoke that token under Devices.
  </p>
)

const Values = ({ of }: { of: Rollout }) => (
  <dl class="facts rollout__values">
    <div>
      <dt>School</dt>
      <dd>{of.school ?? 'no policy yet'}</dd>
    </div>
    <div>
      <dt>Server</dt>
      <dd>{of.address ?? 'not set'}</dd>
    </div>
    <div>
      <dt>Package</dt>
      <dd>{of.hosted ? `Kerb ${of.hosted.version}, ${of.hosted.id}` : 'none hosted here'}</dd>
    </div>
    {of.keys.map((key) => (
      <div key={key}>
        <dt>{key.startsWith('sign:') ? 'Signing key' : 'Seal key'}</dt>
        <dd>
          <code>{key}</code>
        </dd>
      </div>
    ))}
    {of.safeguardingKey && (
      <div>
        <dt>Safeguarding key</dt>
        <dd>
          <code>{of.safeguardingKey}</code> (compare it with the recovery sheet)
        </dd>
      </div>
    )}
  </dl>
)

function Make({ of, stops }: { of: Rollout; stops: boolean }) {
  return (
    <form class="panel rollout__make" onSubmit={submit}>
      <label>
        <span>Group</span>
        <select name="group">
          <option value="">The policy’s own rules decide</option>
          {of.groups.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        <span>Until the policy has arrived</span>
        <select name="ageGroup">
          {AGES.map(([age, words]) => (
            <option key={age} value={age}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Days for which the token lets devices ask</span>
        <input type="number" name="days" min={1} max={3660} defaultValue="365" required />
      </label>
      <label class="fleet__whole">
        <input type="checkbox" name="shared" />
        <span>Shared devices: profiles are thrown away at sign-out</span>
      </label>
      {!of.hosted && (
        <>
          <label>
            <span>The extension’s id</span>
            <input name="id" required pattern="[a-p]{32}" autocomplete="off" spellcheck={false} />
          </label>
          <label>
            <span>Address of its update manifest</span>
            <input name="updateUrl" type="url" required placeholder="https://…/update.xml" />
          </label>
        </>
      )}
      <div class="actions">
        <button type="submit" class="button button--main" disabled={stops}>
          Make the settings with a fresh token
        </button>
      </div>
    </form>
  )
}

const AGES: readonly (readonly [MakeRollout['ageGroup'], string])[] = [
  ['primary', 'as for primary pupils (strictest)'],
  ['secondary', 'as for secondary pupils'],
  ['sixth', 'as for the sixth form'],
  ['staff', 'as for staff'],
  ['guest', 'as for guests'],
]

function submit(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const { group, ageGroup, shared, days, id, updateUrl = '' } = written(event.currentTarget)
  void make({
    group: group || null,
    ageGroup: AGES.find(([one]) => one === ageGroup)?.[0] ?? 'primary',
    isShared: shared !== undefined,
    days: Number(days),
    ...(id && { package: { id, updateUrl } }),
  })
}
