/** One place that the guard found something at: what, by what, and what holds about it. */
import type { FoundAt } from '../../lib/protocol/found.ts'
import { plural } from '../format.ts'
import { Time } from '../Time.tsx'
import { Decide } from './Decide.tsx'
import { Signs } from './Told.tsx'
import { KIND_NAMES, placeName, standingWords, stateName, sureWords } from './words.ts'

const BADGES: Readonly<Record<FoundAt['state'], string>> = {
  person: 'badge badge--held',
  school: 'badge badge--confirmed',
  device: 'badge',
  cleared: 'badge badge--refused',
}

export function Place({ one, now }: { one: FoundAt; now: number }) {
  return (
    <li class="device">
      <div class="device__head">
        <h3 class="found__host" dir="ltr">
          {placeName(one)}
        </h3>
        <span class="badge">{KIND_NAMES[one.kind]}</span>
        <span class={BADGES[one.state]}>{stateName(one)}</span>
      </div>
      <p>{standingWords(one, now)}</p>
      {one.decision?.reason && one.state !== 'device' && (
        <p class="small" dir="auto">
          “{one.decision.reason}”
        </p>
      )}
      <dl class="facts">
        <div>
          <dt>How sure</dt>
          <dd>{sureWords(one)}</dd>
        </div>
        <div>
          <dt>Found on</dt>
          <dd>{plural(one.devices, 'device')}</dd>
        </div>
        <div>
          <dt>First found</dt>
          <dd>
            <Time at={one.first} now={now} />
          </dd>
        </div>
        <div>
          <dt>Last found</dt>
          <dd>
            <Time at={one.last} now={now} />
          </dd>
        </div>
      </dl>
      <details class="found__why" open={one.state === 'person'}>
        <summary>
          What it was told by<span class="visually-hidden">: {placeName(one)}</span>
        </summary>
        <Signs evidence={one.evidence} />
      </details>
      <Decide one={one} />
    </li>
  )
}
