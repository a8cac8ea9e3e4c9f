/** Words both ways. A draft is in this piece's memory alone. */
import type { TargetedEvent } from 'preact'
import { useState } from 'preact/hooks'
import { MAX_WORDS } from '../../concern/content.ts'
import { type OpenedConcern, type Said, sealReply } from '../../concern/inbox.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { useDesk } from './desk.ts'
import type { Change } from './use-concern.ts'

export function Talk({ opened, change }: { opened: OpenedConcern; change: Change }) {
  const { t } = useWords()
  return (
    <section class="panel" aria-labelledby="talk">
      <h2 id="talk">{t('safeguarding.talk.title')}</h2>
      {opened.talk.length === 0 ? (
        <p class="soft">{t('safeguarding.talk.none')}</p>
      ) : (
        <ol class="talk">
          {opened.talk.map((said) => (
            <One key={said.id} said={said} />
          ))}
        </ol>
      )}
      <Answer opened={opened} change={change} />
    </section>
  )
}

function One({ said: { from, at, content, isProved } }: { said: Said }) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const when = whenWords(words, at, { now: team.now(), timeZone: view.start.timeZone })
  const name = content?.name ?? t('safeguarding.read.someone')
  return (
    <li class={`said said--${from}`}>
      <p class="small soft">
        {from === 'pupil'
          ? t('safeguarding.talk.pupil', { when })
          : t('safeguarding.talk.staff', { name, when })}
      </p>
      {from === 'pupil' && content && !isProved && <p class="note">{t('safeguarding.talk.unproved')}</p>}
      {content ? (
        <blockquote class="words" dir="auto">
          {content.words}
        </blockquote>
      ) : (
        <p class="note">{t('safeguarding.talk.shut')}</p>
      )}
    </li>
  )
}

function Answer({ opened, change }: { opened: OpenedConcern; change: Change }) {
  const { t } = useWords()
  const { team, view } = useDesk()
  const [words, setWords] = useState('')
  const [state, setState] = useState<'writing' | 'sending' | 'sent'>('writing')
  const send = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    setState('sending')
    const reply = { words: words.trim(), name: view.me?.name ?? '', at: team.now() }
    const done = await change(async (client) =>
      client.reply(opened.waiting.id, await sealReply(opened, view.ledger.keys, reply)),
    )
    if (done) setWords('')
    setState(done ? 'sent' : 'writing')
  }
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      <label>
        <span>{t('safeguarding.talk.reply')}</span>
        <textarea
          name="reply"
          required
          rows={4}
          maxLength={MAX_WORDS}
          dir="auto"
          value={words}
          aria-describedby="reply-hint"
          onInput={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </label>
      <p id="reply-hint" class="small soft">
        {t('safeguarding.talk.hint')}
      </p>
      <div class="actions">
        <button
          type="submit"
          class="button button--main"
          disabled={state === 'sending' || words.trim() === ''}
        >
          {t('safeguarding.talk.send')}
        </button>
        <span role="status" class="small">
          {state === 'sent' && t('safeguarding.talk.sent')}
        </span>
      </div>
    </form>
  )
}
