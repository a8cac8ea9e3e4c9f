import type { Fleet, FleetDevice } from '../../lib/protocol/fleet.ts'
import { api } from '../api.ts'
import {
  ago,
  cutOffWords,
  earlierWords,
  endingWords,
  plural,
  reasonWords,
  shortCode,
  version,
} from '../format.ts'
import { STANDING_NAMES, standingWords } from './standing-words.ts'
import { attempt, refresh } from '../state.ts'
import { Time } from '../Time.tsx'

const STATES = { waiting: 'Waiting', confirmed: 'Confirmed', held: 'Held', refused: 'Refused' } as const

export function InstallationCard({
  one,
  now,
  policy,
  kerb,
}: {
  one: FleetDevice
  now: number
  policy: Fleet['policy']
  kerb: string
}) {
  const name = one.directoryId ?? one.assetId ?? `Code ${shortCode(one.installation)}`
  return (
    <li class="device">
      <div class="device__head">
        <h3>{name}</h3>
        <span class={`badge badge--${one.state}`}>{STATES[one.state]}</span>
        {one.standing && (
          <span class={`badge badge--${one.standing.is}`}>{STANDING_NAMES[one.standing.is]}</span>
        )}
        {one.outdated.length > 0 && <span class="badge badge--held">Outdated</span>}
        {one.expected && <span class="badge">Expected device</span>}
        {one.ephemeral && <span class="badge">Shared: profiles are thrown away</span>}
      </div>
      <p class="small">
        {STATES[one.state]} since <Time at={one.since} now={now} />: {reasonWords(one.reason)}.
        {one.contestedWith && ` The other one is ${shortCode(one.contestedWith)}.`}
      </p>
      <dl class="facts">
        <Fact name="Code">
          <code>{shortCode(one.installation)}</code>
        </Fact>
        <Fact name="Last seen">
          <Time at={one.lastSeen} now={now} />
        </Fact>
        <Fact name="Policy">
          {version(one.policy)}
          {one.policy && policy && version(one.policy) !== version(policy) && ' (not the one in force)'}
          {!one.enforcing && ', not enforcing'}
        </Fact>
        <Fact name="Kerb">
          {one.extension}
          {one.outdated.includes('kerb') && ` (older than ${kerb})`}
        </Fact>
        <Fact name="Browser">
          {one.browser}, {one.platform}
          {one.outdated.includes('browser') && ' (far behind the others)'}
        </Fact>
        <Fact name="Rows">
          {rows(one)}
          {one.lastRow !== null && (
            <>
              , the last from <Time at={one.lastRow} now={now} />
            </>
          )}
        </Fact>
      </dl>
      {one.ending && one.ending !== 'cut-off' && <p class="small">{endingWords(one.ending)}.</p>}
      {one.earlier && <p class="small">Earlier profiles on this device: {earlierWords(one.earlier)}.</p>}
      <Troubles one={one} now={now} />
      <Decisions one={one} name={name} />
    </li>
  )
}

function rows({ acknowledged, written }: FleetDevice): string {
  if (written === 0) return 'none yet'
  return acknowledged === written ? `all ${written} here` : `${acknowledged} of ${written} here`
}

const Fact = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function Troubles({ one, now }: { one: FleetDevice; now: number }) {
  const passed = one.gaps.filter((gap) => gap.passed)
  const list = [
    ...(one.standing ? standingWords(one.standing) : []),
    ...(one.ending === 'cut-off' ? [cutOffWords(one)] : []),
    ...(one.replacedBy
      ? [
          `Ended ${one.written > one.acknowledged ? 'unfinished' : 'tidily'}: ${shortCode(one.replacedBy)} followed on the same device`,
        ]
      : []),
    ...passed
      .slice(0, 5)
      .map(({ from, to }) =>
        from === to ? `Number ${from} is missing` : `Numbers ${from} to ${to} are missing`,
      ),
    ...(passed.length > 5 ? [plural(passed.length - 5, 'more gap')] : []),
    ...(one.ending === null && one.behindSince !== null && now - one.behindSince > 3_600_000
      ? [`${plural(one.written - one.acknowledged, 'row')} outstanding since ${ago(one.behindSince, now)}`]
      : []),
    ...(one.forks > 0
      ? [
          `${plural(one.forks, 'row')} came under numbers that hold other rows: refuse it and enrol the device anew`,
        ]
      : []),
    ...(one.ahead ? ['It holds a newer policy or newer lists than this server has'] : []),
    ...(one.personChanged
      ? ['It says that somebody else uses it now; nothing about them is sent until it is confirmed again']
      : []),
    ...(one.unreadable > 0 ? [`${plural(one.unreadable, 'row')} could not be opened`] : []),
    ...one.problems.map((code) => `The device says: ${code}`),
  ]
  if (list.length === 0) return null
  return (
    <ul class="troubles small">
      {list.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}

function Decisions({ one, name }: { one: FleetDevice; name: string }) {
  const decide = (state: 'confirmed' | 'refused' | 'waiting', done: string) => () =>
    void attempt(async () => {
      await api.decide(one.installation, state)
      await refresh()
    }, `${name}: ${done}`)
  return (
    <div class="actions">
      {(one.state !== 'confirmed' || one.personChanged) && (
        <Decision
          words="Confirm"
          label={`Confirm ${name}`}
          kind="main"
          decide={decide('confirmed', 'confirmed. Its rows count from now on.')}
        />
      )}
      {one.state !== 'refused' && one.state !== 'confirmed' && (
        <Decision
          words="Refuse"
          label={`Refuse ${name}`}
          decide={decide('refused', 'refused. It may not send rows any more.')}
        />
      )}
      {(one.state === 'confirmed' || one.state === 'refused') && (
        <Decision
          words="Send back to wait"
          label={`Send ${name} back to wait`}
          kind="quiet"
          decide={decide('waiting', 'sent back to wait. It counts in nothing until somebody confirms it.')}
        />
      )}
    </div>
  )
}

interface DecisionProps {
  readonly words: string
  readonly label: string
  readonly kind?: 'main' | 'quiet'
  readonly decide: () => void
}
const Decision = ({ words, label, kind, decide }: DecisionProps) => (
  <button
    type="button"
    class={kind === undefined ? 'button' : `button button--${kind}`}
    aria-label={label}
    onClick={decide}
  >
    {words}
  </button>
)
