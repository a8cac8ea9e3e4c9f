/** Self-checks: that the filter works, tried by browsers themselves and on record, group by group. */
import type { SelfCheck, SelfChecks } from '../../lib/protocol/self-check.ts'
import { Arriving } from '../Arriving.tsx'
import { ago, dateTime } from '../format.ts'
import { focusSoon } from '../lessons/focus.ts'
import { Pager } from '../Pager.tsx'
import { attempt, has } from '../state.ts'
import { useFresh } from '../use-fresh.ts'
import { Addresses } from './Addresses.tsx'
import { selfCheckApi } from './api.ts'
import { Groups } from './Groups.tsx'
import { checks, load, look, view } from './state.ts'
import { aboutWords, checkWords, groupName, noteWords, PLACE_NAMES } from './words.ts'

export function SelfChecksPart() {
  useFresh(checks, load)
  return (
    <section aria-labelledby="checks">
      <h2 id="checks" tabIndex={-1}>
        Self-checks
      </h2>
      <p class="soft small">
        A device of the group really tries addresses of each kind, and the result is filed here. By schedule
        the school asks one that nobody is using; by hand, signed in as somebody of the group, open Kerb’s
        settings page and press “Check now”. Check each group, in school and away, at least once a term. Kerb
        holds no list of illegal pages to try; add an outside test page for those.
      </p>
      <Arriving shown={checks.value} load={load}>
        {(list) => <Checks list={list} />}
      </Arriving>
    </section>
  )
}

function Checks({ list }: { list: SelfChecks }) {
  return (
    <>
      <Groups list={list} />
      {(has('network') || has('dsl')) && <Addresses addresses={list.addresses} />}
      <div class="filters">
        <fieldset class="choices">
          <legend class="visually-hidden">Show self-checks</legend>
          {(['all', 'failed'] as const).map((show) => (
            <label key={show}>
              <input
                type="radio"
                name="checks-show"
                checked={view.value.show === show}
                onChange={() => void attempt(() => look({ show }))}
              />
              <span>{show === 'all' ? 'All' : 'Failed'}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {list.checks.length === 0 ? (
        <p class="empty">
          {view.value.show === 'failed' ? 'No check has failed.' : 'Nothing was checked yet.'}
        </p>
      ) : (
        <ul class="cards">
          {list.checks.map((check) => (
            <Check key={check.id} check={check} now={list.at} />
          ))}
        </ul>
      )}
      <Pager
        label="Pages of self-checks"
        page={view.value.page}
        pages={Math.ceil(list.total / list.pageSize)}
        turn={(page) => void attempt(() => look({ page }))}
      />
    </>
  )
}

const Check = ({ check, now }: { check: SelfCheck; now: number }) => (
  <li class="device">
    <div class="device__head">
      <h3 id={`check-${check.id}`} tabIndex={-1}>
        {groupName(check)}
      </h3>
      <span class={check.failed > 0 ? 'badge badge--waiting' : 'badge badge--enforcing'}>
        {checkWords(check)}
      </span>
    </div>
    <p class="soft small">
      {dateTime(check.received)} ({ago(check.received, now)}), {PLACE_NAMES[check.place]}, device{' '}
      {check.device ?? 'forgotten'}, {check.browser}, Kerb {check.extension}, policy{' '}
      {check.policy ?? 'of its own'}
      {check.how === 'plan' && ', by schedule'}
    </p>
    {check.group === '' && <Claim check={check} />}
    {check.notes.length > 0 && (
      <details open={check.failed > 0}>
        <summary>
          What did not simply hold
          <span class="visually-hidden"> in this check: {groupName(check)}</span>
        </summary>
        <ul class="check-notes">
          {check.notes.map((note) => (
            <li key={note.address} class={note.result === 'failed' ? 'troubles' : undefined}>
              {noteWords(note)} <span class="soft small">({aboutWords(note.category)})</span>
            </li>
          ))}
        </ul>
      </details>
    )}
  </li>
)

/** A check of a group that only the device says. */
const Claim = ({ check: { id, claimed, countable, device } }: { check: SelfCheck }) => (
  <div class="check-claim">
    <p class="small">
      It counts for no group: only the device says that it is of this one, and the policy has whoever uses it
      elsewhere. Count it if you know the device.
    </p>
    {countable && (has('network') || has('dsl')) && (
      <button
        type="button"
        class="button"
        onClick={() =>
          void attempt(async () => {
            checks.value = await selfCheckApi.count(id)
            view.value = { show: 'all', page: 0 }
            focusSoon(`check-${id}`)
          }, 'It counts now, and the audit has your name with it.')
        }
      >
        Count it for {claimed}
        <span class="visually-hidden">: device {device ?? 'forgotten'}</span>
      </button>
    )}
  </div>
)
