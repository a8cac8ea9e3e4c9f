import { type TargetedEvent } from 'preact'
import { useState } from 'preact/hooks'
import {
  type FoundPupil,
  type Look,
  LOOK_DAYS,
  LOOK_MINUTES,
  newLookSchema,
} from '../../lib/protocol/record-looks.ts'
import { USUAL_LOOKS_SHOWN } from '../../lib/policy/looks.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt, notice } from '../state.ts'
import { SHARED_ROW } from './Rows.tsx'
import { begin, chosen, found, type Linked, open } from './state.ts'
import { DAYS_NAMES, REASON_CHOICES, willBeTold } from './words.ts'

interface Props {
  readonly pupil: FoundPupil
  /** The look that is over and goes on. */
  readonly again?: Look | undefined
  /** A colleague's link to an entry. */
  readonly linked?: Linked | undefined
}

/** Why somebody looks, before anything is shown. */
export function Begin({ pupil, again, linked }: Props) {
  // One that is not over goes on: forgotten here, the pupil would be told.
  const enquiry = again?.enquiry?.ended === null ? again.enquiry.words : undefined
  const [isEnquiry, setEnquiry] = useState(enquiry !== undefined || linked?.enquiry === true)
  const [isBusy, setBusy] = useState(false)
  const answer = found.value
  const shown =
    linked?.shown ??
    (answer !== null && typeof answer !== 'string' && 'shown' in answer ? answer.shown : USUAL_LOOKS_SHOWN)
  const submit = (event: TargetedEvent<HTMLFormElement, SubmitEvent>): void => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    void send(pupil, event.currentTarget, linked).finally(() => setBusy(false))
  }
  return (
    <form class="panel look-form" onSubmit={submit}>
      <h3 id="look-at" tabIndex={-1}>
        Why do you look at the record of <bdi>{pupil.name}</bdi>?
      </h3>
      {linked !== undefined && (
        <p class="small soft">
          A colleague sent you a link to one entry of it. You are asked as for any look; then it is shown in
          its place.
          {linked.enquiry &&
            ' Their look is part of an enquiry, so say why the pupil must not know of yours.'}
        </p>
      )}
      <div class="form">
        <label>
          <span>How far back</span>
          <select name="days">
            {LOOK_DAYS.map((days) => (
              <option key={days} value={days} selected={days === (linked?.days ?? 7)}>
                {DAYS_NAMES[days]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Reason</span>
          <select name="reason" required>
            <option value="">Choose one</option>
            {REASON_CHOICES.map(([id, name]) => (
              <option key={id} value={id} selected={again?.reason === id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Words name="words" label="In your own words" value={again?.words} />
      <label class="check">
        <input
          type="checkbox"
          name="isEnquiry"
          checked={isEnquiry}
          onChange={(event) => setEnquiry(event.currentTarget.checked)}
        />
        <span>This look is part of an enquiry: the pupil must not know of it</span>
      </label>
      {isEnquiry && <Words name="enquiry" label="Why the pupil must not know" value={enquiry} />}
      <p class="small soft">
        {isEnquiry
          ? 'The pupil is not shown it. The head and every safeguarding lead see that you said so, and why, and can end it.'
          : willBeTold(shown)}{' '}
        A look lasts {LOOK_MINUTES} minutes.
      </p>
      <div class="actions">
        <button type="submit" class="button button--main" aria-disabled={isBusy}>
          Open the record
        </button>
        <button type="button" class="button button--quiet" onClick={cancel}>
          Cancel
        </button>
      </div>
    </form>
  )
}

interface WordsProps {
  readonly name: string
  readonly label: string
  readonly value?: string | undefined
}

const Words = ({ name, label, value = '' }: WordsProps) => (
  <label class="look-words">
    <span>{label}</span>
    <textarea name={name} rows={2} required minLength={3} maxLength={300} defaultValue={value} />
  </label>
)

async function send(pupil: FoundPupil, form: HTMLFormElement, linked: Linked | undefined): Promise<void> {
  const said = new FormData(form)
  const asked = newLookSchema.safeParse({
    person: pupil.person,
    days: Number(said.get('days')),
    reason: said.get('reason'),
    words: said.get('words'),
    ...(said.get('isEnquiry') === null ? {} : { enquiry: said.get('enquiry') }),
  })
  if (!asked.success) {
    notice.value = { text: 'Choose a reason, and say why in a few words of your own.', wrong: true }
    return
  }
  if (!(await attempt(() => begin(pupil, asked.data, linked)))) return
  focusSoon(open.value?.shared?.includes('.') ? SHARED_ROW : 'record-of')
}

function cancel(): void {
  chosen.value = null
  focusSoon(open.value === null ? 'record' : 'record-of')
}
