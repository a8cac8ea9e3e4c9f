import type { Look } from '../../lib/protocol/record-looks.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt } from '../state.ts'
import { recordApi } from './api.ts'
import { again, open, type Open, put } from './state.ts'
import { secondWords, waitsForSecond } from './words.ts'

/** In the log: what a second person said to a look; or the choice, which the server gives to nobody who began it. */
export function SecondSaid({ look }: { look: Look }) {
  const words = secondWords(look)
  if (words === null) return null
  // Whoever began it here is not asked; elsewhere the server refuses them.
  const isOwn = open.value?.look.id === look.id
  const isOpen =
    !isOwn && look.second !== null && look.second.answer === null && look.second.until > Date.now()
  return (
    <>
      <p class="small">{words}</p>
      {isOpen && (
        <div class="actions">
          {(['yes', 'no'] as const).map((answer) => (
            <button key={answer} type="button" class="button" onClick={() => say(look, answer)}>
              {answer === 'yes' ? 'Say yes' : 'Say no'}
              <span class="visually-hidden">
                : {look.by} looks at the record of {look.pupil}
              </span>
            </button>
          ))}
        </div>
      )}
    </>
  )
}

const say = ({ id }: Look, answer: 'yes' | 'no'): void =>
  void attempt(async () => {
    put(await recordApi.second(id, answer))
    focusSoon(`look-${id}`)
  }, `You said ${answer}: it stands in the log with your name.`)

/** Over a record that waits: whoever began the look sees for what, and asks whether somebody has answered. */
export function WaitsForSecond({ record }: { record: Open }) {
  const { look } = record
  if (!waitsForSecond(look)) return null
  return (
    <div class="note">
      <p role="status">
        {secondWords(look)} Tell another safeguarding lead or the head: they answer in the viewing log, and
        Kerb mails nobody.
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={() => void attempt(() => lookAgain(record))}>
          See whether it is answered
        </button>
      </div>
    </div>
  )
}

async function lookAgain(record: Open): Promise<void> {
  // Not by the log as it is shown: that may be filtered.
  const { looks } = await recordApi.log({})
  const now = looks.find(({ id }) => id === record.look.id)
  if (now === undefined) return
  put(now)
  if (!waitsForSecond(now)) again({ ...record, look: now })
}
