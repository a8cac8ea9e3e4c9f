/** A concern is handed on by hand to those who were to read it later. It cannot be taken back, so it is not in sight at once. */
import type { TargetedEvent } from 'preact'
import { useState } from 'preact/hooks'
import { MAX_WORDS } from '../../concern/content.ts'
import { laterNames } from '../../concern/hands.ts'
import type { OpenedConcern } from '../../concern/inbox.ts'
import type { OwnKey } from '../../concern/member-key.ts'
import { sealNote } from '../../concern/notes.ts'
import { useWords } from '../i18n/context.ts'
import { useDesk } from './desk.ts'
import type { Change } from './use-concern.ts'

export function Onward({ own, opened, change }: { own: OwnKey; opened: OpenedConcern; change: Change }) {
  const { t } = useWords()
  const { team, view } = useDesk()
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const { waiting, content } = opened
  const { keys } = view.ledger
  const names = content ? laterNames({ waiting, content }, keys) : []
  if (!content || names.length === 0) return null
  const send = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    setBusy(true)
    const writing = { words: reason.trim(), about: [], onward: true, at: team.now() }
    const note = () => sealNote(own, { waiting, content }, keys, writing, opened.notes)
    await change(async (client) => client.onward(waiting.id, await note()))
    setBusy(false)
  }
  return (
    <section class="panel" aria-labelledby="onward">
      <h2 id="onward">{t('safeguarding.onward.title')}</h2>
      <details class="more">
        <summary>{t('safeguarding.onward.give')}</summary>
        <form class="form" onSubmit={(event) => void send(event)}>
          <p>{t('safeguarding.onward.lead', { names: names.join(', ') })}</p>
          <label>
            <span>{t('safeguarding.onward.reason')}</span>
            <textarea
              name="onward"
              required
              rows={3}
              maxLength={MAX_WORDS}
              dir="auto"
              value={reason}
              aria-describedby="onward-hint"
              onInput={({ currentTarget }) => setReason(currentTarget.value)}
            />
          </label>
          <p id="onward-hint" class="small soft">
            {t('safeguarding.onward.hint')}
          </p>
          <div class="actions">
            <button type="submit" class="button" disabled={isBusy || reason.trim() === ''}>
              {t('safeguarding.onward.give')}
            </button>
          </div>
        </form>
      </details>
    </section>
  )
}
