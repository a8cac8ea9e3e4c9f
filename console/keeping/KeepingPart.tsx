/** How long what is recorded is kept, by kind: what holds, what begins later, and every change of it. */
import { useEffect } from 'preact/hooks'
import { USUAL_DAYS } from '../../lib/policy/keeping.ts'
import type { KeepingChange, KeepingState } from '../../lib/protocol/keeping-staff.ts'
import { Arriving } from '../Arriving.tsx'
import { plural } from '../format.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt } from '../state.ts'
import { Sure } from '../Sure.tsx'
import { useAnew } from '../use-fresh.ts'
import { keepingApi } from './api.ts'
import { Changes } from './Changes.tsx'
import { SetTime } from './SetTime.tsx'
import { changing, keeping, load, maySet, mayTakeBack } from './state.ts'
import { FIXED, KINDS, waitingWords } from './words.ts'

export function KeepingPart() {
  useAnew(keeping, load)
  useEffect(() => () => void (changing.value = null), [])
  return (
    <section aria-labelledby="keeping">
      <h2 id="keeping" tabIndex={-1}>
        How long it is kept
      </h2>
      <p class="soft small">
        What browsers record is kept for twelve months at most, unless a hold keeps it. Shorter is always
        possible, down to a week: devices have what they sent for so long. What is old enough is deleted each
        night. Pupils, parents and the yearly review are told what stands here.
      </p>
      <Arriving shown={keeping.value} load={load}>
        {(of) => <Shown of={of} />}
      </Arriving>
    </section>
  )
}

const Shown = ({ of: { kinds, changes } }: { of: KeepingState }) => (
  <>
    <ul class="panel keeping">
      {kinds.map((one) => (
        <Kind key={one.kind} {...one} />
      ))}
    </ul>
    <details class="policy__more panel">
      <summary>What is not set here</summary>
      <ul class="keeping__fixed small">
        {FIXED.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </details>
    <Changes changes={changes} />
  </>
)

function Kind({ kind, days, told, waiting }: KeepingState['kinds'][number]) {
  const { name, what } = KINDS[kind]
  const isOpen = changing.value?.kind === kind
  return (
    <li class="keeping__kind">
      <div class="keeping__what">
        <h3 id={`keeping-${kind}`} tabIndex={-1}>
          {name}
        </h3>
        <p class="soft small">{what}</p>
      </div>
      <p class="keeping__days">
        <strong>{plural(days, 'day')}</strong>
        <span class="soft small">
          {days === USUAL_DAYS[kind] ? 'the usual time' : `usual: ${plural(USUAL_DAYS[kind], 'day')}`}
        </span>
      </p>
      {waiting !== null && <Waiting change={waiting} name={name} />}
      {waiting === null && told > days && (
        <p class="troubles">
          What is older is being deleted. Until that is done pupils and parents are told {plural(told, 'day')}
          .
        </p>
      )}
      {isOpen && <SetTime kind={kind} days={days} name={name} />}
      {!isOpen && waiting === null && maySet() && (
        <div class="actions keeping__change">
          <button
            type="button"
            class="button"
            aria-label={`Change: ${name}`}
            onClick={() => {
              changing.value = { kind, plan: null }
              focusSoon(`keeping-days-${kind}`)
            }}
          >
            Change…
          </button>
        </div>
      )}
    </li>
  )
}

const Waiting = ({ change, name }: { change: KeepingChange; name: string }) => (
  <div class="troubles keeping__waits">
    <p>
      <strong>It changes:</strong> {waitingWords(change)}
    </p>
    <p class="small">
      Set by <bdi>{change.by || 'somebody no longer on record'}</bdi>
      {change.words !== null && (
        <>
          : <q>{change.words}</q>
        </>
      )}
    </p>
    {mayTakeBack() && (
      <Sure
        ask="Take it back…"
        yes="Take it back"
        no="Leave it"
        about={name}
        act={() =>
          attempt(async () => {
            keeping.value = await keepingApi.takeBack(change.id)
            focusSoon(`keeping-${change.kind}`)
          }, 'It is taken back: nothing is deleted by it.')
        }
      />
    )}
  </div>
)
