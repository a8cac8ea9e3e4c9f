/** A note that is being written. A draft is in this piece's memory alone. */
import type { TargetedEvent } from 'preact'
import { useState } from 'preact/hooks'
import { MAX_WORDS } from '../../concern/content.ts'
import type { OpenedConcern } from '../../concern/inbox.ts'
import type { OwnKey } from '../../concern/member-key.ts'
import { MAX_REFERENCE, MOST_REFERENCES, sealNote } from '../../concern/notes.ts'
import { type Outcome, OUTCOMES } from '../../concern/outcomes.ts'
import { referencesIn } from '../../concern/references.ts'
import { useWords } from '../i18n/context.ts'
import { useDesk } from './desk.ts'
import type { Change } from './use-concern.ts'

const EMPTY = { words: '', outcome: '', about: '' }

export function WriteNote({ own, opened, change }: { own: OwnKey; opened: OpenedConcern; change: Change }) {
  const { t } = useWords()
  const { team, view } = useDesk()
  const [draft, setDraft] = useState(EMPTY)
  const [state, setState] = useState<'writing' | 'sending' | 'kept'>('writing')
  const { waiting, content } = opened
  if (!content) return null
  const keep = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    setState('sending')
    const outcome = OUTCOMES.find((one) => one === draft.outcome)
    const writing = {
      words: draft.words.trim(),
      ...(outcome && { outcome }),
      about: referencesIn(draft.about),
      at: team.now(),
    }
    const done = await change(async (client) =>
      client.note(
        waiting.id,
        await sealNote(own, { waiting, content }, view.ledger.keys, writing, opened.notes),
      ),
    )
    // What was written on meanwhile is another note.
    if (done) setDraft((last) => (last === draft ? EMPTY : last))
    setState(done ? 'kept' : 'writing')
  }
  const put = (part: Partial<typeof EMPTY>) => setDraft((last) => ({ ...last, ...part }))
  return (
    <form class="form" onSubmit={(event) => void keep(event)}>
      <label>
        <span>{t('safeguarding.notes.write')}</span>
        <textarea
          name="note"
          required
          rows={3}
          maxLength={MAX_WORDS}
          dir="auto"
          value={draft.words}
          aria-describedby="note-hint"
          onInput={({ currentTarget }) => put({ words: currentTarget.value })}
        />
      </label>
      <p id="note-hint" class="small soft">
        {t('safeguarding.notes.hint')}
      </p>
      <ChooseOutcome value={draft.outcome} set={(outcome) => put({ outcome })} />
      <details class="more">
        <summary>{t('safeguarding.notes.about')}</summary>
        <div class="form">
          <label>
            <span>{t('safeguarding.notes.about')}</span>
            <textarea
              name="about"
              rows={2}
              maxLength={MOST_REFERENCES * MAX_REFERENCE}
              dir="auto"
              value={draft.about}
              aria-describedby="about-hint"
              onInput={({ currentTarget }) => put({ about: currentTarget.value })}
            />
          </label>
          <p id="about-hint" class="small soft">
            {t('safeguarding.notes.aboutHint')}
          </p>
        </div>
      </details>
      <div class="actions">
        <button
          type="submit"
          class="button button--main"
          disabled={state === 'sending' || draft.words.trim() === ''}
        >
          {t('safeguarding.notes.keep')}
        </button>
        <span role="status" class="small">
          {state === 'kept' && t('safeguarding.notes.kept')}
        </span>
      </div>
    </form>
  )
}

function ChooseOutcome({ value, set }: { value: string; set: (to: Outcome | '') => void }) {
  const { t } = useWords()
  return (
    <label>
      <span>{t('safeguarding.notes.outcome')}</span>
      <select
        name="outcome"
        value={value}
        onChange={({ currentTarget }) => set(OUTCOMES.find((one) => one === currentTarget.value) ?? '')}
      >
        <option value="">{t('safeguarding.notes.outcomeNot')}</option>
        {OUTCOMES.map((one) => (
          <option key={one} value={one}>
            {t(`safeguarding.notes.outcomes.${one}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
