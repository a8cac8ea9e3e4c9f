/** The page for parents: whether it is there, what groups are called on it, and whom to ask. */
import type { TargetedEvent } from 'preact'
import type { PublicPage, PublicPageSettings } from '../../lib/protocol/public-page.ts'
import { Arriving } from '../Arriving.tsx'
import { dateTime, plural } from '../format.ts'
import { attempt } from '../state.ts'
import { useAnew } from '../use-fresh.ts'
import { written } from '../written.ts'
import { publicPageApi } from './api.ts'
import { load, publicPage } from './state.ts'

/** A group of fewer people could say who they are. */
const FEW = 5

export function PublicPagePart() {
  // Not kept fresh by itself: somebody may be writing in it.
  useAnew(publicPage, load)
  return (
    <section aria-labelledby="parents">
      <h2 id="parents" tabIndex={-1}>
        Page for parents
      </h2>
      <p class="soft small">
        A page that anybody can read without signing in: what is closed and recorded by group, when, who sees
        it, for how long, how to ask, and what changed. It is made from the policy in force. No site of your
        own list, no reason and nobody’s name is on it.
      </p>
      <Arriving shown={publicPage.value} load={load}>
        {(of) => <Settings key={of.changed} of={of} />}
      </Arriving>
    </section>
  )
}

function Settings({ of }: { of: PublicPage }) {
  const names = new Map(of.groups.map(({ group, name }) => [group, name]))
  if (!of.hasPolicy) return <p class="empty">Nothing is published yet: there is nothing to tell parents.</p>
  return (
    <form class="panel" onSubmit={(event) => save(event, of)}>
      <div class="device__head">
        <h3>{of.on ? 'Anybody can read it' : 'It is switched off'}</h3>
        <span class={of.on ? 'badge badge--enforcing' : 'badge'}>{of.on ? 'On' : 'Off'}</span>
      </div>
      {of.address !== null && (
        <p>
          <a href="/parents" target="_blank" rel="noreferrer">
            {of.address}
          </a>
        </p>
      )}
      {of.changed !== null && <p class="soft small">Last set {dateTime(of.changed)}.</p>}
      <fieldset class="public-page__groups">
        <legend>What each group is called on the page</legend>
        <p class="soft small">
          A group left empty is not shown. Name no group by which somebody could tell who is in it.
        </p>
        <ul class="rows">
          {of.known.map(({ group, people }) => (
            <li key={group}>
              <label>
                <span>{group}</span>
                <input
                  name={`group:${group}`}
                  type="text"
                  maxLength={80}
                  autocomplete="off"
                  defaultValue={names.get(group) ?? ''}
                />
              </label>
              {people > 0 && people < FEW && (
                <p class="troubles small">
                  The policy puts {plural(people, 'person', 'people')} here by name. If nobody else is in it,
                  parents may guess who is meant.
                </p>
              )}
            </li>
          ))}
        </ul>
      </fieldset>
      <label class="field">
        <span>Whom parents ask, and how</span>
        <input
          name="contact"
          type="text"
          maxLength={300}
          autocomplete="off"
          defaultValue={of.contact}
          placeholder="The school office, 01234 567890"
        />
      </label>
      <div class="actions">
        <button type="submit" class="button button--main" name="on" value="yes">
          {of.on ? 'Save' : 'Save and switch on'}
        </button>
        <button type="submit" class="button" name="on" value="no">
          {of.on ? 'Switch off' : 'Save only'}
        </button>
        {of.changed !== null && (
          <a class="button button--quiet" href="/admin/public-page/preview" target="_blank" rel="noreferrer">
            See it as parents do
          </a>
        )}
      </div>
    </form>
  )
}

function save(event: TargetedEvent<HTMLFormElement, SubmitEvent>, of: PublicPage): void {
  event.preventDefault()
  const { submitter } = event
  const on = submitter instanceof HTMLButtonElement ? submitter.value === 'yes' : of.on
  const said = written(event.currentTarget)
  const settings: PublicPageSettings = {
    on,
    contact: said['contact'] ?? '',
    groups: of.known.flatMap(({ group }) => {
      const name = said[`group:${group}`] ?? ''
      return name === '' ? [] : [{ group, name }]
    }),
  }
  const words = on
    ? 'Parents can read the page.'
    : of.on
      ? 'The page is switched off.'
      : 'Kept. The page is off.'
  void attempt(async () => {
    publicPage.value = await publicPageApi.set(settings)
  }, words)
}
