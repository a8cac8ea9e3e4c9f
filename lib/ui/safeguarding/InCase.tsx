/** The case that a concern is in: put into one, begun with a title, or taken out. */
import type { TargetedEvent } from 'preact'
import { useState } from 'preact/hooks'
import { type Case, MAX_CASE_TITLE } from '../../concern/cases.ts'
import type { OpenedConcern } from '../../concern/inbox.ts'
import type { OwnKey } from '../../concern/member-key.ts'
import { useWords } from '../i18n/context.ts'
import { useDesk } from './desk.ts'
import { putInCase, takeOut, useCases } from './use-cases.ts'
import type { Change } from './use-concern.ts'

interface Props {
  readonly own: OwnKey
  readonly opened: OpenedConcern
  readonly change: Change
}

export function InCase({ own, opened: { waiting, content }, change }: Props) {
  const { t } = useWords()
  const desk = useDesk()
  const cases = useCases(own)
  if (!content || !cases) return null
  const concern = { waiting, content }
  const has = cases.find(({ concerns }) => concerns.some(({ id }) => id === waiting.id))
  return (
    <section class="panel" aria-labelledby="case">
      <h2 id="case">{t('safeguarding.case.title')}</h2>
      <p class="small soft">{t('safeguarding.case.lead')}</p>
      {has ? (
        <>
          <p>
            <strong>
              <bdi>{has.title}</bdi>
            </strong>
          </p>
          <div class="actions">
            <button
              type="button"
              class="button"
              onClick={() => void change((client) => takeOut(client, own, concern, has, desk))}
            >
              {t('safeguarding.case.takeOut')}
            </button>
          </div>
        </>
      ) : (
        <Choose
          cases={cases}
          put={(into) => change((client) => putInCase(client, own, concern, into, desk))}
        />
      )}
    </section>
  )
}

function Choose({
  cases,
  put,
}: {
  cases: readonly Case[]
  put: (into: Case | { readonly title: string }) => Promise<boolean>
}) {
  const { t } = useWords()
  const [title, setTitle] = useState('')
  const [into, setInto] = useState('')
  const [isBusy, setBusy] = useState(false)
  const chosen = cases.find(({ id }) => id === into)
  const send = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    setBusy(true)
    await put(chosen ?? { title: title.trim() })
    setBusy(false)
  }
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      {cases.length > 0 && (
        <label>
          <span>{t('safeguarding.case.into')}</span>
          <select name="case" value={into} onChange={({ currentTarget }) => setInto(currentTarget.value)}>
            <option value="">{t('safeguarding.case.new')}</option>
            {cases.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
      )}
      {!chosen && (
        <label>
          <span>{t('safeguarding.case.called')}</span>
          <input
            name="case-title"
            maxLength={MAX_CASE_TITLE}
            dir="auto"
            value={title}
            autocomplete="off"
            onInput={({ currentTarget }) => setTitle(currentTarget.value)}
          />
        </label>
      )}
      <div class="actions">
        <button type="submit" class="button" disabled={isBusy || (!chosen && title.trim() === '')}>
          {t(chosen ? 'safeguarding.case.add' : 'safeguarding.case.begin')}
        </button>
      </div>
    </form>
  )
}
